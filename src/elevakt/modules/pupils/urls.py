"""Addresses of the pupils module."""

from django.urls import path

from elevakt.modules.pupils import views

app_name = "pupils"
urlpatterns = [
    path("", views.my_pupils, name="list"),
    path("stod/", views.support, name="support"),
    path("stod/<uuid:unit_id>/", views.support_map, name="map"),
    path("<uuid:pupil_id>/", views.pupil, name="pupil"),
    path("<uuid:pupil_id>/omstandigheter/", views.circumstances, name="circumstances"),
    path(
        "<uuid:pupil_id>/omstandigheter/<uuid:circumstance_id>/",
        views.circumstance,
        name="circumstance",
    ),
    path("<uuid:pupil_id>/kretsen/", views.circle, name="circle"),
]

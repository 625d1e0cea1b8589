"""Addresses of the overview module."""

from django.urls import path

from elevakt.modules.overview import views

app_name = "overview"
urlpatterns = [
    path("enhet/", views.my_units, name="units"),
    path("enhet/<uuid:unit_id>/", views.unit, name="unit"),
    path("huvudmannen/", views.told, name="told"),
]

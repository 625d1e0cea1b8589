"""Addresses of the home door."""

from django.urls import path

from elevakt.doors.home import views

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("sok/", views.search, name="search"),
    path("aviseringar/", views.notices, name="notices"),
    path("aviseringar/lasta/", views.read_notices, name="read_notices"),
    path("installningar/", views.settings, name="settings"),
    path("installningar/borta/", views.away, name="away"),
    path("installningar/borta/<uuid:stand_in_id>/", views.back, name="back"),
]

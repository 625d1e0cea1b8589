"""Addresses of the login door."""

from django.urls import path

from elevakt.doors.login import views

app_name = "login"
urlpatterns = [
    path("vem/", views.persona, name="persona"),
    path("vem/<str:username>/", views.be_persona, name="be_persona"),
    path("plats/", views.standing, name="standing"),
]

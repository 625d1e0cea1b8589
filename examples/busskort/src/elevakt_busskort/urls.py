"""Addresses of the busskort module, under ``/moduler/busskort/``."""

from django.urls import path

from elevakt_busskort import views

app_name = "busskort"
urlpatterns = [path("", views.about, name="about")]

"""Addresses of the directory module."""

from django.urls import path

from elevakt.modules.directory import views

app_name = "directory"
urlpatterns = [path("personal/", views.staff, name="staff")]

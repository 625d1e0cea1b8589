"""Addresses of notes. None tells whom a page is about."""

from django.urls import path

from elevakt.modules.notes import views

app_name = "notes"
urlpatterns = [
    path("", views.kinds, name="kinds"),
    path("minne/", views.memory, name="memory"),
    path("minne/<uuid:note_id>/bort/", views.forget, name="forget"),
    path("profession/", views.find, name="find"),
    path("profession/<uuid:pupil_id>/", views.profession, name="profession"),
]

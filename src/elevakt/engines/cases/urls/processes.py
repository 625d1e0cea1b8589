"""Addresses of how the school works."""

from django.urls import path

from elevakt.engines.cases.views import processes, standing

app_name = "processes"
urlpatterns = [
    path("", processes.process_list, name="list"),
    path("uppdrag/<uuid:unit_id>/", standing.standing, name="standing"),
    path("<slug:process>/", processes.process, name="process"),
]

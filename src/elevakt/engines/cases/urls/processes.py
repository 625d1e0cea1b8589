"""Addresses of how the school works."""

from django.urls import path

from elevakt.engines.cases.views import processes

app_name = "processes"
urlpatterns = [
    path("", processes.process_list, name="list"),
    path("<slug:process>/", processes.process, name="process"),
]

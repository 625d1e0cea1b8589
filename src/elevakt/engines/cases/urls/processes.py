"""Addresses of how the school works."""

from django.urls import path

from elevakt.engines.cases.views import phrases, processes, standing, using

app_name = "processes"
urlpatterns = [
    path("", processes.process_list, name="list"),
    path("uppdrag/<uuid:unit_id>/", standing.standing, name="standing"),
    path("<slug:process>/", processes.process, name="process"),
    path("<slug:process>/fraser/", phrases.phrases, name="phrases"),
    path("<slug:process>/fraser/<uuid:phrase_id>/bort/", phrases.remove, name="remove_phrase"),
    path("<slug:process>/anvandning/", using.use, name="use"),
]

"""Addresses of the oversight module."""

from django.urls import path

from elevakt.modules.oversight.views import logs, watching

app_name = "oversight"
urlpatterns = [
    path("granskning/", watching.start, name="start"),
    path("granskning/borja/", watching.put_on, name="put_on"),
    path("granskning/avsluta/<str:basis>/", watching.take_it_off, name="take_off"),
    path("granskning/mitt/", logs.own_log, name="mine"),
    path("granskning/elev/<uuid:pupil_id>/", logs.pupil_log, name="pupil"),
    path("granskning/elev/<uuid:pupil_id>/fil/", logs.pupil_file, name="pupil_file"),
    path("granskning/kollega/<uuid:person_id>/", logs.person_log, name="person"),
    path("granskning/kollega/<uuid:person_id>/fil/", logs.person_file, name="person_file"),
    path("granskning/nodoppning/<uuid:put_on_id>/", watching.review, name="review"),
    path("granskning/titta/<uuid:hit_id>/", watching.look, name="look"),
    path("nodoppning/", watching.emergency, name="emergency"),
]

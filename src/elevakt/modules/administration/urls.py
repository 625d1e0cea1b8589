"""Addresses of the administration module."""

from django.urls import path

from elevakt.modules.administration.views import (
    appearance,
    calendars,
    giving,
    importing,
    lending,
    reach,
)

app_name = "administration"
urlpatterns = [
    path("administration/", giving.grants, name="grants"),
    path("administration/ge/", giving.give, name="give"),
    path("administration/forslag/<uuid:proposal_id>/", giving.answer, name="answer"),
    path("administration/uppdrag/<uuid:grant_id>/avsluta/", giving.take_back, name="take_back"),
    path("administration/inloggningar/", giving.log_ins, name="log_ins"),
    path("administration/inloggningar/begar/", giving.ask_reset, name="ask_reset"),
    path("administration/inloggningar/logga-ut/", giving.log_out, name="log_out"),
    path("administration/inloggningar/<uuid:reset_id>/", giving.answer_reset, name="answer_reset"),
    path("administration/inlasningar/", importing.imports, name="imports"),
    path("administration/inlasningar/ny/", importing.upload, name="upload"),
    path("administration/inlasningar/saknas/", importing.missing, name="missing"),
    path(
        "administration/inlasningar/saknas/alla/",
        importing.end_all_missing,
        name="end_all_missing",
    ),
    path(
        "administration/inlasningar/saknas/<uuid:held_id>/",
        importing.answer_missing,
        name="answer_missing",
    ),
    path("administration/inlasningar/<uuid:upload_id>/", importing.preview, name="preview"),
    path("administration/inlasningar/<uuid:upload_id>/las-in/", importing.accept, name="accept"),
    path(
        "administration/inlasningar/<uuid:upload_id>/svara/",
        importing.answer,
        name="answer_import",
    ),
    path(
        "administration/inlasningar/<uuid:upload_id>/kasta/",
        importing.throw_away,
        name="throw_away",
    ),
    path("administration/inlasningar/<uuid:import_id>/angra/", importing.undo, name="undo_import"),
    path("administration/utseende/", appearance.appearance, name="appearance"),
    path("logotyp/<slug:digest>.png", appearance.logo, name="logo"),
    path("administration/lasar/", calendars.calendars, name="calendars"),
    path("administration/lasar/enhet/<uuid:unit_id>/", calendars.calendar, name="calendar"),
    path("administration/lasar/<uuid:period_id>/", calendars.period, name="period"),
    path(
        "administration/lasar/<uuid:period_id>/ta-bort/",
        calendars.remove_period,
        name="remove_period",
    ),
    path("tillgang/", reach.reviews, name="reviews"),
    path("enhet/<uuid:unit_id>/tillgang/", reach.reach, name="reach"),
    path("enhet/<uuid:unit_id>/vikarier/", lending.covers, name="covers"),
    path("enhet/<uuid:unit_id>/vikarier/ny/", lending.cover, name="cover"),
    path("enhet/<uuid:unit_id>/vikarier/avsluta/", lending.end_cover, name="end_cover"),
    path("enhet/<uuid:unit_id>/delegation/", lending.delegation, name="delegation"),
    path("enhet/<uuid:unit_id>/delegation/avsluta/", lending.end_delegation, name="end_delegation"),
    path("elever/<uuid:pupil_id>/assistenter/", lending.assistants, name="assistants"),
    path(
        "elever/<uuid:pupil_id>/assistenter/avsluta/", lending.end_assistant, name="end_assistant"
    ),
]

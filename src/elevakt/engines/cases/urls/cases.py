"""Addresses of cases."""

from django.urls import path

from elevakt.engines.cases.views import (
    acts,
    asked,
    case,
    drafts,
    files,
    leading,
    meeting,
    onward,
    report,
    step,
    told,
)

app_name = "cases"
urlpatterns = [
    path("", case.case_list, name="list"),
    path("mote/", meeting.meeting, name="meeting"),
    path("utkast/", drafts.drafts, name="drafts"),
    path("fragor/<uuid:asked_id>/", asked.asked, name="asked"),
    path("fragor/<uuid:asked_id>/utkast/", asked.asked_draft, name="asked_draft"),
    path("personal/", report.staff, name="staff"),
    path("elever/", acts.led, name="led"),
    path("filer/", files.upload, name="upload"),
    path("filer/<uuid:file_id>/", files.file, name="file"),
    path("<uuid:case_id>/", case.case, name="case"),
    path("<uuid:case_id>/lasare/", case.readers, name="readers"),
    path("<uuid:case_id>/till/", case.go, name="go"),
    path("<uuid:case_id>/hemma/", told.told, name="told"),
    path("<uuid:case_id>/anteckning/", acts.note, name="note"),
    path("<uuid:case_id>/berord/", acts.concerned, name="concerned"),
    path("<uuid:case_id>/oppna/", acts.reopen_case, name="reopen_case"),
    path("<uuid:case_id>/oppna/<slug:process>/", onward.onward, name="onward"),
    path("<uuid:case_id>/oppna/<slug:process>/utkast/", onward.onward_draft, name="onward_draft"),
    path("<uuid:case_id>/makulera/", leading.annul, name="annul"),
    path("<uuid:case_id>/vila/", leading.pause, name="pause"),
    path("<uuid:case_id>/ta-upp/", leading.resume, name="resume"),
    path("<uuid:case_id>/fler/", onward.kinds, name="kinds"),
    path("<uuid:case_id>/koppla/", leading.link, name="link"),
    path("<uuid:case_id>/person/", acts.name_person, name="name_person"),
    path("<uuid:case_id>/dokument/<uuid:document_id>/", files.document, name="document"),
    path("<uuid:case_id>/handelser/<uuid:entry_id>/ratta/", acts.correct, name="correct"),
    path("<uuid:case_id>/handelser/<uuid:entry_id>/ta-tillbaka/", acts.withdraw, name="withdraw"),
    path("<uuid:case_id>/steg/<slug:step>/", step.step, name="step"),
    path("<uuid:case_id>/steg/<slug:step>/mer-tid/", leading.more_time, name="more_time"),
    path("<uuid:case_id>/steg/<slug:step>/paminn/", asked.remind, name="remind"),
    path("<uuid:case_id>/steg/<slug:step>/hoppa/", acts.skip, name="skip"),
    path("<uuid:case_id>/steg/<slug:step>/oppna/", acts.reopen_step, name="reopen_step"),
    path("<uuid:case_id>/steg/<slug:step>/utkast/", drafts.step_draft, name="step_draft"),
]

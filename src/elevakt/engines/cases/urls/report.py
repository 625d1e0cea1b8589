"""Addresses of reporting."""

from django.urls import path

from elevakt.engines.cases.views import drafts, report

app_name = "report"
urlpatterns = [
    path("", report.kinds, name="kinds"),
    path("mina/", report.mine, name="mine"),
    path("elever/", report.pupils, name="pupils"),
    path("skola/", report.school, name="school"),
    path("om/<slug:process>/", report.report, name="report"),
    path("om/<slug:process>/klart/", report.sent, name="sent"),
    path("om/<slug:process>/utkast/", drafts.report_draft, name="draft"),
    path("<uuid:case_id>/", report.own, name="own"),
]

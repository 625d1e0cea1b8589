"""Addresses that machines ask."""

from django.urls import path

from elevakt.doors.operation import views

app_name = "operation"
urlpatterns = [
    path("halsa/", views.alive, name="alive"),
    path("redo/", views.ready, name="ready"),
    path("matt/", views.measures, name="measures"),
]

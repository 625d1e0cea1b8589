"""Addresses of the login door."""

from django.urls import path

from elevakt.doors.login.views import entering, proving, securing

app_name = "login"
urlpatterns = [
    path("vem/", entering.persona, name="persona"),
    path("vem/<str:username>/", entering.be_persona, name="be_persona"),
    path("plats/", entering.standing, name="standing"),
    path("konto/bekrafta/", proving.confirm, name="confirm"),
    path("installningar/inloggning/", securing.devices, name="devices"),
    path("installningar/inloggning/avsluta/", securing.end, name="end"),
    path("installningar/inloggning/avsluta/andra/", securing.end_others, name="end_others"),
]

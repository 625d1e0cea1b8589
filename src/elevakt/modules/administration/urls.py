"""Addresses of the administration module."""

from django.urls import path

from elevakt.modules.administration import views

app_name = "administration"
urlpatterns = [
    path("administration/", views.grants, name="grants"),
    path("administration/ge/", views.give, name="give"),
    path("administration/forslag/<uuid:proposal_id>/", views.answer, name="answer"),
    path("administration/uppdrag/<uuid:grant_id>/avsluta/", views.take_back, name="take_back"),
    path("tillgang/", views.reviews, name="reviews"),
    path("enhet/<uuid:unit_id>/tillgang/", views.reach, name="reach"),
]

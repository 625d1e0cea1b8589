"""Addresses of the administration module."""

from django.urls import path

from elevakt.modules.administration import views

app_name = "administration"
urlpatterns = [
    path("administration/", views.grants, name="grants"),
    path("administration/ge/", views.give, name="give"),
    path("administration/forslag/<uuid:proposal_id>/", views.answer, name="answer"),
    path("administration/uppdrag/<uuid:grant_id>/avsluta/", views.take_back, name="take_back"),
    path("administration/inloggningar/", views.log_ins, name="log_ins"),
    path("administration/inloggningar/begar/", views.ask_reset, name="ask_reset"),
    path("administration/inloggningar/logga-ut/", views.log_out, name="log_out"),
    path("administration/inloggningar/<uuid:reset_id>/", views.answer_reset, name="answer_reset"),
    path("tillgang/", views.reviews, name="reviews"),
    path("enhet/<uuid:unit_id>/tillgang/", views.reach, name="reach"),
    path("enhet/<uuid:unit_id>/vikarier/", views.covers, name="covers"),
    path("enhet/<uuid:unit_id>/vikarier/ny/", views.cover, name="cover"),
    path("enhet/<uuid:unit_id>/vikarier/avsluta/", views.end_cover, name="end_cover"),
    path("elever/<uuid:pupil_id>/assistenter/", views.assistants, name="assistants"),
    path("elever/<uuid:pupil_id>/assistenter/avsluta/", views.end_assistant, name="end_assistant"),
]

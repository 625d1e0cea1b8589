"""Addresses of the user interface itself."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path
from django.views.i18n import set_language

from elevakt.foundation.ui import theme, views

app_name = "ui"

urlpatterns = [
    re_path(
        rf"^theme/{theme.REVISION}/(?P<accent>[0-9a-f]{{6}})-(?P<neutral>[0-9a-f]{{6}})\.css$",
        views.theme_css,
        name="theme",
    ),
    path("language", login_not_required(set_language), name="language"),
    path("scheme", views.set_scheme, name="scheme"),
    path("classroom", views.set_classroom, name="classroom"),
    path("token", views.token, name="token"),
]

gallery_urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("form", views.gallery_form, name="gallery_form"),
    path("options", views.gallery_options, name="gallery_options"),
]
if settings.DEBUG:
    urlpatterns += gallery_urlpatterns

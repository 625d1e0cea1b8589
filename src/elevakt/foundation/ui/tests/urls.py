"""Our own addresses, the gallery's, and one that sends on."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import include, path

from elevakt.foundation.ui.urls import gallery_urlpatterns
from elevakt.foundation.ui.urls import urlpatterns as our_urlpatterns

urlpatterns = [
    path("ui/", include(([*our_urlpatterns, *gallery_urlpatterns], "ui"))),
    path("send-on", lambda request: redirect(request.GET["to"])),
    path("file", lambda request: HttpResponse(b"", content_type="application/pdf")),
]

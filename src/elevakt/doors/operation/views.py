"""Answers to machines: whether the process lives, and whether somebody can be sent here."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from elevakt.doors.operation.queries import measures as figures
from elevakt.doors.operation.queries.readiness import why_not_ready

TEXT = "text/plain; charset=utf-8"


@never_cache
@require_safe
@login_not_required
def alive(request: HttpRequest) -> HttpResponse:
    """Say that the process lives. It asks nobody else: a database that is away is no reason to
    start this process again."""
    return HttpResponse("lever\n", content_type=TEXT)


@never_cache
@require_safe
@login_not_required
def ready(request: HttpRequest) -> HttpResponse:
    """Say whether somebody can be served here, or why not."""
    why = why_not_ready()
    status = HTTPStatus.SERVICE_UNAVAILABLE if why else HTTPStatus.OK
    return HttpResponse(f"{why or 'redo'}\n", content_type=TEXT, status=status)


@never_cache
@require_safe
@login_not_required
def measures(request: HttpRequest) -> HttpResponse:
    """Give the figures to whoever carries the token; to everybody else there is no such page."""
    token = settings.METRICS_TOKEN
    if not token or not constant_time_compare(
        request.headers.get("Authorization", ""), f"Bearer {token}"
    ):
        raise Http404
    return HttpResponse(figures.measures(), content_type=CONTENT_TYPE_LATEST)

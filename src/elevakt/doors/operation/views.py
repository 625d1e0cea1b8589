"""Answers to machines, whether somebody can be sent here; and to people, when nothing answers."""

import sys
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST
from psycopg.errors import DiskFull

from elevakt.doors.operation.queries import measures as figures
from elevakt.doors.operation.queries.readiness import why_not_ready

TEXT = "text/plain; charset=utf-8"
COME_BACK_SECONDS = 30


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


def failed(_request: HttpRequest) -> HttpResponse:
    """Say what can be done when a page could not be made: wait for the database, or tell us.

    It asks the database nothing, and has no frame: that names who has logged in.
    """
    fault = sys.exception()
    if fault is not None and isinstance(fault.__cause__, DiskFull):
        return HttpResponse(render_to_string("507.html"), status=HTTPStatus.INSUFFICIENT_STORAGE)
    if isinstance(fault, OperationalError | InterfaceError):
        return HttpResponse(
            render_to_string("503.html"),
            status=HTTPStatus.SERVICE_UNAVAILABLE,
            headers={"Retry-After": str(COME_BACK_SECONDS)},
        )
    return HttpResponse(render_to_string("500.html"), status=HTTPStatus.INTERNAL_SERVER_ERROR)

"""Answers to machines: whether the process lives, and whether somebody can be sent here."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

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

"""Every request is counted and noted: which view, how it went, how long; never about whom."""

import logging
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram
from structlog.contextvars import bound_contextvars

log = logging.getLogger("elevakt.request")

REQUESTS = Counter("elevakt_requests_total", "Answered requests.", ["view", "method", "status"])
SECONDS = Histogram("elevakt_request_seconds", "How long an answer took.", ["view"])
REFUSED = {400, 403, 405, 409, 413, 429}
"""What is answered to one who tries to get past a form, a rule or a limit. What she may not know of
is 404, and a row of the read log."""
METHODS = {"GET", "HEAD", "POST"}

Handler = Callable[[HttpRequest], HttpResponse]


def noted(get_response: Handler) -> Handler:
    """Note each request by the name of its view. Its address holds keys, and words that were typed.

    What else is logged meanwhile carries the same random word, and so does the answer.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        word = secrets.token_hex(6)
        began = time.perf_counter()
        with bound_contextvars(request=word):
            response = get_response(request)
            took = time.perf_counter() - began
            view = request.resolver_match.view_name if request.resolver_match else "none"
            method = request.method if request.method in METHODS else "other"
            status = response.status_code
            REQUESTS.labels(view, method, str(status)).inc()
            SECONDS.labels(view).observe(took)
            milliseconds = round(took * 1000)
            about = {"view": view, "method": method, "status": status, "milliseconds": milliseconds}
            is_refused = status in REFUSED
            log.log(
                logging.WARNING if is_refused else logging.INFO,
                "refused" if is_refused else "answered",
                extra=about,
            )
        response.headers["X-Request-ID"] = word
        return response

    return handle

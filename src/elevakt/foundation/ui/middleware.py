"""Language, colour scheme and the headers of every page."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import resolve_url
from django.utils.cache import patch_vary_headers

METHODS = ("GET", "HEAD", "POST")
NUL = "\0"
SCHEMES = ("auto", "light", "dark")

Handler = Callable[[HttpRequest], HttpResponse]


def known_methods(get_response: Handler) -> Handler:
    """Answer 405 to whatever is neither reading nor sending a form: nobody needs more.

    Django lets an OPTIONS or a TRACE into a view as if it were a GET.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return get_response(request)

    return handle


def readable(get_response: Handler) -> Handler:
    """Answer 400 to whoever sends a sign that no text has, in address, form or cookie.

    Nobody writes NUL, and PostgreSQL takes it nowhere: one place says so, not every view.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        cookies = request.COOKIES.values()
        if any(NUL in one for one in (request.path_info, *cookies)):
            raise BadRequest
        if _has_nul(request.GET) or _has_nul(request.POST):
            raise BadRequest
        return get_response(request)

    return handle


def _has_nul(sent: QueryDict) -> bool:
    return any(NUL in one for name, values in sent.lists() for one in (name, *values))


def swedish_first(get_response: Handler) -> Handler:
    """Let the page be Swedish until a person chooses otherwise: the browser's list does not decide.

    Stands before Django's `LocaleMiddleware`.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        return get_response(request)

    return handle


def scheme_cookie() -> str:
    """Return the name of the cookie that keeps what was chosen."""
    return f"{settings.COOKIE_PREFIX}scheme"


def appearance(get_response: Handler) -> Handler:
    """Set `request.color_scheme` to what was chosen on this device, or "auto"."""

    def handle(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(scheme_cookie(), "")
        request.color_scheme = chosen if chosen in SCHEMES else "auto"  # type: ignore[attr-defined]
        return get_response(request)

    return handle


def page_headers(get_response: Handler) -> Handler:
    """Keep pages out of every cache, and what they are about out of every referrer."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            # no-store: after logging out on a shared device, Back must not show a pupil.
            response.headers["Cache-Control"] = "no-store"
            response.headers["Referrer-Policy"] = "same-origin"
            response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
            patch_vary_headers(response, ["HX-Request"])
        return response

    return handle


def partial_redirects(get_response: Handler) -> Handler:
    """Answer a script's request in a way that it can act on, where a page would be redirected.

    To log in: 401, so that the page stays with every word on it and offers a new tab.
    To anywhere else: 204 with `HX-Redirect`, so that the whole page goes there, not a part of it.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not is_partial(request) or response.status_code not in {301, 302, 303, 307, 308}:
            return response
        target = response.headers["Location"]
        if urlsplit(target).path == urlsplit(resolve_url(settings.LOGIN_URL)).path:
            return HttpResponse(status=401)
        answer = HttpResponse(status=204, headers={"HX-Redirect": target})
        answer.cookies = response.cookies
        return answer

    return handle


def is_partial(request: HttpRequest) -> bool:
    """Return whether a script on one of our pages asks, and not the browser for a whole page."""
    return (
        request.headers.get("HX-Request") == "true"
        or request.headers.get("X-Requested-With") == "fetch"
    )

"""The few views of the user interface itself: theme, colour scheme, form token, and the gallery."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from elevakt.foundation.ui import classroom
from elevakt.foundation.ui import gallery as examples
from elevakt.foundation.ui.classroom import shown_in_classroom
from elevakt.foundation.ui.middleware import SCHEMES, scheme_cookie
from elevakt.foundation.ui.theme import Theme, css

YEAR = 365 * 24 * 60 * 60


@login_not_required
@require_GET
def theme_css(request: HttpRequest, accent: str, neutral: str) -> HttpResponse:
    """Answer with the style sheet of a theme; its address never changes meaning."""
    headers = {"Cache-Control": f"public, max-age={YEAR}, immutable"}
    return HttpResponse(
        css(Theme(accent, neutral)), content_type="text/css; charset=utf-8", headers=headers
    )


@login_not_required
@require_POST
def set_scheme(request: HttpRequest) -> HttpResponse:
    """Remember the colour scheme on this device and go back."""
    response = HttpResponseRedirect(_back(request))
    chosen = request.POST.get("scheme", "")
    if chosen in SCHEMES:
        response.set_cookie(
            scheme_cookie(),
            chosen,
            max_age=YEAR,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


@login_not_required
@require_POST
def set_classroom(request: HttpRequest) -> HttpResponse:
    """Say that a class sees this screen, or no longer; it ends with the browser at the latest."""
    if "on" not in request.POST:
        response = HttpResponseRedirect(_back(request))
        response.delete_cookie(classroom.COOKIE, samesite="Lax")
        return response
    response = HttpResponseRedirect(resolve_url(settings.LOGIN_REDIRECT_URL))
    response.set_cookie(
        classroom.COOKIE,
        classroom.ON,
        samesite="Lax",
        httponly=True,
        secure=request.is_secure(),
    )
    return response


def _back(request: HttpRequest) -> str:
    back = request.POST.get("next", "/")
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "/"


@shown_in_classroom
@require_GET
@never_cache
def token(request: HttpRequest) -> JsonResponse:
    """Answer with a fresh form token.

    Logging in makes the old one worthless. A page that waited with unsaved words while its reader
    logged in in another tab asks for a new one here.
    """
    return JsonResponse({"token": get_token(request)})


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component (in development only)."""
    return render(request, "ui/gallery.html", examples.page())


def gallery_form(request: HttpRequest) -> HttpResponse:
    """Show every kind of field (in development only)."""
    form = examples.ExampleForm(request.POST or None, request.FILES or None)
    rows = examples.ExampleRows(request.POST or None, prefix="rows")
    status = 422 if form.is_bound and not form.is_valid() else 200
    context = {**examples.frame(), "form": form, "rows": rows}
    return render(request, "ui/gallery_form.html", context, status=status)


@require_POST
def gallery_options(request: HttpRequest) -> HttpResponse:
    """Answer a picker of the gallery."""
    query = next((str(value) for name, value in request.POST.items() if name.endswith("_q")), "")
    context = {"options": examples.find(query), "query": query}
    return render(request, "forms/options.html", context)

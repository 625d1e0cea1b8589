"""Log-in pages. Nobody acts here, so no protected table answers."""

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from elevakt.doors.login.middleware import STANDING, STRENGTH
from elevakt.foundation.ui.places import PERSONAS
from elevakt.trust.access.enums import LoginStrength
from elevakt.trust.standing import queries


@login_not_required
def persona(request: HttpRequest) -> HttpResponse:
    """Let the visitor of the demo choose whom to be. There is no such page outside the demo."""
    if not settings.IS_DEMO:
        raise Http404
    return render(request, "login/persona.html", {"personas": PERSONAS.contributions()})


@require_POST
@login_not_required
def be_persona(request: HttpRequest, username: str) -> HttpResponse:
    """Log the visitor of the demo in as one of its personas."""
    user = authenticate(request, demo_username=username)
    if user is None:
        raise Http404
    login(request, user)
    request.session[STRENGTH] = LoginStrength.DEMO
    return redirect(settings.LOGIN_REDIRECT_URL)


@require_http_methods(["GET", "POST"])
@login_not_required
def standing(request: HttpRequest) -> HttpResponse:
    """Let somebody with several standings choose where to stand now."""
    if not request.user.is_authenticated:
        return redirect(settings.LOGIN_URL)
    found = queries.standings(request.user.pk)
    if request.method == "POST":
        chosen = next((s for s in found if str(s.id) == request.POST.get("standing")), None)
        if chosen is None:
            raise Http404
        request.session[STANDING] = str(chosen.id)
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "login/standing.html", {"standings": found})

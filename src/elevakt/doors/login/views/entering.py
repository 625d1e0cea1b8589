"""The ways in: as a persona of the demo, by password and a second step, or by a passkey alone."""

from http import HTTPStatus
from typing import Any

from allauth.account.views import LoginView, PasswordResetFromKeyView
from allauth.core import ratelimit
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from elevakt.doors.login.actions import ask_for_new_password
from elevakt.doors.login.forms import (
    ForgotForm,
    NewPasswordForm,
    PasskeyAloneForm,
    SecondStepByKeyForm,
    SecondStepForm,
)
from elevakt.doors.login.noting import Outcome, note
from elevakt.doors.login.proof import STANDING, STRENGTH
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
    note(request, Outcome.CAME_IN, "persona", user.pk)
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


@require_http_methods(["GET", "POST"])
@login_not_required
def forgot(request: HttpRequest) -> HttpResponse:
    """Ask whose password is forgotten; say the same whether there is such a user or not."""
    form = ForgotForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        username = form.cleaned_data["username"]
        if not ratelimit.consume(request, action="reset_password", key=username.lower()):
            note(request, Outcome.LIMITED, "link", None)
            return too_many(request)
        note(request, Outcome.ASKED, "link", None)
        ask_for_new_password(username)
        return render(request, "login/forgot_sent.html")
    return render(
        request,
        "login/forgot.html",
        {"form": form},
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
    )


def too_many(request: HttpRequest) -> HttpResponse:
    """Say that there were too many tries."""
    return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)


class ByPassword(LoginView):  # type: ignore[misc]
    """The name and the password; a second step follows for whoever has one."""

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Add whether this is the demo, which has another way in."""
        found: dict[str, Any] = super().get_context_data(**more)
        return found | {"is_demo": settings.IS_DEMO}


class BySecondStep(AuthenticateView):  # type: ignore[misc]
    """The code or the passkey that follows the password."""

    form_class = SecondStepForm
    webauthn_form_class = SecondStepByKeyForm

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say that it was wrong, or one try too many."""
        way = "webauthn" if isinstance(form, SecondStepByKeyForm) else "code"
        note(self.request, Outcome.WRONG, way, self.stage.login.user.pk)
        response: HttpResponse = super().form_invalid(form)
        return response


class ByPasskey(LoginWebAuthnView):  # type: ignore[misc]
    """A passkey and nothing else: it asks its owner for a finger, a face or a number."""

    form_class = PasskeyAloneForm

    def form_invalid(self, form: Any) -> HttpResponse:
        """Go back to the log-in, and say that the key was not known."""
        note(self.request, Outcome.WRONG, "webauthn", None)
        messages.error(self.request, _("Nyckeln känns inte igen. Logga in med lösenord."))
        return redirect("account_login")


class ByNewPassword(PasswordResetFromKeyView):  # type: ignore[misc]
    """A new password, by the link that was sent. It logs nobody in."""

    form_class = NewPasswordForm
    success_url = reverse_lazy("account_login")

    def form_valid(self, form: Any) -> HttpResponse:
        """Set the password, and say that it can be used now."""
        note(self.request, Outcome.CHANGED, "link", self.reset_user.pk)
        response: HttpResponse = super().form_valid(form)
        messages.success(self.request, _("Lösenordet är bytt. Logga in med det nya."))
        return response

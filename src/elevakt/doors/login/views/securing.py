"""Log-in and devices: the own second steps, recovery codes, password and sessions."""

from typing import Any

from allauth.account.views import PasswordChangeView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from elevakt.doors.login.actions import end_other_sessions, end_session
from elevakt.doors.login.forms import AppForm, OtherPasswordForm, PasskeyForm
from elevakt.doors.login.noting import Outcome, note
from elevakt.doors.login.proof import is_too_weak, remember_proof, strength_of
from elevakt.doors.login.queries import codes_left, second_steps, sessions
from elevakt.doors.login.rules import nobody_acts
from elevakt.foundation.kernel.typed import number
from elevakt.trust.access.enums import LoginStrength
from elevakt.trust.access.rules.proofs import proved_anew
from elevakt.trust.standing import queries as standing

DEVICES = reverse_lazy("login:devices")
CODES = "mfa_view_recovery_codes"


@nobody_acts
def devices(request: HttpRequest) -> HttpResponse:
    """Show the own ways to log in and where one is logged in now."""
    user = request.user
    assert user.is_authenticated
    places = standing.actors(user.pk, strength_of(request))
    context = {
        "steps": second_steps(user.pk),
        "codes_left": codes_left(user.pk),
        "sessions": sessions(user.pk, request.session.session_key),
        "has_password": user.has_usable_password(),
        "is_needed": any(is_too_weak(actor) for actor in places),
    }
    return render(request, "login/devices.html", context)


@nobody_acts
@require_POST
@proved_anew
def end(request: HttpRequest) -> HttpResponse:
    """End one of the own sessions."""
    end_session(request.user.pk or 0, number(request.POST.get("session", "")))
    note(request, Outcome.ENDED, "owner", request.user.pk)
    messages.success(request, _("Utloggad där."))
    return redirect(DEVICES)


@nobody_acts
@require_POST
@proved_anew
def end_others(request: HttpRequest) -> HttpResponse:
    """End all the own sessions but this one."""
    end_other_sessions(request)
    note(request, Outcome.ENDED, "owner", request.user.pk)
    messages.success(request, _("Utloggad överallt utom här."))
    return redirect(DEVICES)


class _Adds:
    """A second step is added: from now on it is what proves who she is, and only here."""

    request: HttpRequest
    did_generate_recovery_codes: bool

    def form_valid(self, form: Any) -> HttpResponse:
        """Add it, remember that she holds it, and end what was logged in without it."""
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        remember_proof(self.request, strength=LoginStrength.STRONG)
        end_other_sessions(self.request)
        messages.success(self.request, _("Klart. Nu är din inloggning säkrare."))
        return response

    def get_success_url(self) -> str:
        """Return the page of the recovery codes the first time, or of all the ways to log in."""
        return reverse(CODES) if self.did_generate_recovery_codes else str(DEVICES)


class AddApp(_Adds, ActivateTOTPView):  # type: ignore[misc]
    """An app that shows a new code twice a minute."""

    form_class = AppForm

    def dispatch(self, request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        """Show the page, unless there is an app already."""
        if any(not step.is_passkey for step in second_steps(request.user.pk or 0)):
            return redirect(DEVICES)
        response: HttpResponse = super().dispatch(request, *args, **named)
        return response


class RemoveApp(DeactivateTOTPView):  # type: ignore[misc]
    """Take the app away."""

    success_url = DEVICES


class AddPasskey(_Adds, AddWebAuthnView):  # type: ignore[misc]
    """A passkey: it lies in a telephone, a computer or a key, and asks for its owner."""

    form_class = PasskeyForm

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Ask for a key that can log in alone, and so checks who holds it."""
        found: dict[str, Any] = super().get_context_data(**more)
        options = begin_registration(self.request.user, passwordless=True)
        return found | {"js_data": {"creation_options": options}}


class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]
    """Take a passkey away, unless it is the last second step."""

    success_url = DEVICES

    def get_object(self, queryset: Any = None) -> Authenticator:
        """Return the key.

        :raises Http404: if it is not hers, or the last second step
        """
        steps = second_steps(self.request.user.pk or 0)
        chosen = [step.id for step in steps if step.key == self.kwargs["key"]]
        if not chosen or len(steps) < 2:
            raise Http404
        self.kwargs["pk"] = chosen[0]
        found: Authenticator = super().get_object(queryset)
        return found


class Codes(ViewRecoveryCodesView):  # type: ignore[misc]
    """The recovery codes, to write down once."""


class NewCodes(GenerateRecoveryCodesView):  # type: ignore[misc]
    """New recovery codes in place of the old."""


class ChangePassword(PasswordChangeView):  # type: ignore[misc]
    """Another password. Whoever has logged in elsewhere with the old one is logged out."""

    form_class = OtherPasswordForm
    success_url = DEVICES

    def dispatch(self, request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        """Show the page to one who has a password.

        :raises Http404: if she has none
        """
        assert request.user.is_authenticated
        if not request.user.has_usable_password():
            raise Http404
        response: HttpResponse = super().dispatch(request, *args, **named)
        return response

    def get_default_success_url(self) -> str:
        """Return the page of all the ways to log in."""
        return str(DEVICES)

    def form_valid(self, form: Any) -> HttpResponse:
        """Change it, and say so."""
        response: HttpResponse = super().form_valid(form)
        messages.success(self.request, _("Lösenordet är bytt."))
        return response

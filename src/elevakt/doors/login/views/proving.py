"""Prove again who one is, before what must be done by nobody else. No word is lost by it."""

from http import HTTPStatus
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from elevakt.doors.login.actions import renew_session
from elevakt.doors.login.forms import ProofByCodeForm, ProofByKeyForm, ProofByPasswordForm
from elevakt.doors.login.noting import Outcome, note
from elevakt.doors.login.proof import PREFIX, carried_of, remember_proof
from elevakt.doors.login.queries import second_steps
from elevakt.doors.login.rules import nobody_acts


@nobody_acts
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask for a proof, and go on to where it was asked for, with all that was posted there."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    onward = asked if get_adapter().is_safe_url(asked) else settings.LOGIN_REDIRECT_URL
    steps = second_steps(request.user.pk or 0)
    form = _form(request, has_steps=bool(steps))
    carried = carried_of(request)
    if form.is_valid():
        if isinstance(form, ProofByPasswordForm):
            reauthenticate_by_password(request)
        else:
            form.save()  # type: ignore[attr-defined]
        note(request, Outcome.PROVED, _way(form), request.user.pk)
        remember_proof(request)
        renew_session(request)
        if carried or "is_post" in request.POST:
            return render(request, "login/go_on.html", {"onward": onward, "carried": carried})
        return redirect(onward)
    if form.errors and not isinstance(form, ProofByPasswordForm):  # that is noted as it is tried
        note(request, Outcome.WRONG, _way(form), request.user.pk)
    context: dict[str, Any] = {
        "form": form if "code" in form.fields or "password" in form.fields else None,
        "by_code": bool(steps),
        "errors": form.errors,
        "carried": carried,
        "has_lost_files": bool(request.FILES),
        "is_post": (request.method == "POST" and not _is_try(request)) or "is_post" in request.POST,
        "onward": onward,
    }
    if any(step.is_passkey for step in steps):
        options = begin_authentication(request.user)
        context["passkey"] = {"request_options": options}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "login/confirm.html", context, status=status)


def _way(form: forms.Form) -> str:
    ways = {ProofByPasswordForm: "password", ProofByCodeForm: "code", ProofByKeyForm: "webauthn"}
    return ways[type(form)]


def _is_try(request: HttpRequest) -> bool:
    return any(name.startswith(f"{PREFIX}-") for name in request.POST)


def _form(request: HttpRequest, *, has_steps: bool) -> forms.Form:
    """Return the form of what was tried, or of what is asked for: never a password alone of one
    who has more."""
    posted = request.POST if _is_try(request) else None
    if not has_steps:
        return ProofByPasswordForm(posted, user=request.user, prefix=PREFIX)
    is_by_key = bool(request.POST.get(f"{PREFIX}-credential"))
    kind: type[forms.Form] = ProofByKeyForm if is_by_key else ProofByCodeForm
    return kind(posted, user=request.user, prefix=PREFIX)  # type: ignore[call-arg]

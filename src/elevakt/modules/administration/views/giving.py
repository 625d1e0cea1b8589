"""What an administrator gives, and whose log-in is asked about."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from elevakt.engines.cases.queries.definitions import titles
from elevakt.modules.administration.actions import giving as actions
from elevakt.modules.administration.forms.giving import (
    TITLES,
    grant_form,
    log_out_form,
    reset_form,
)
from elevakt.modules.administration.queries.colleagues import colleague
from elevakt.modules.administration.queries.given import grants_page, log_ins_page
from elevakt.modules.administration.views.picking import WAITS, picker
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.actions.resetting import AlreadyAsked, NobodyAnswers
from elevakt.trust.access.actions.resetting import log_out as log_out_everywhere
from elevakt.trust.access.enums import GivenBasis
from elevakt.trust.access.queries.giving import is_administrator
from elevakt.trust.access.rules.proofs import proved_anew
from elevakt.trust.access.rules.refusals import NotFound

UNPROCESSABLE = 422


@require_GET
def grants(request: ActorRequest) -> HttpResponse:
    """Show what has been given to whom, and what waits for a second person."""
    try:
        page = grants_page(request.actor, titles())
    except NotFound:
        raise Http404 from None
    return render(request, "administration/grants.html", {"page": page, "titles": TITLES})


@proved_anew
@require_http_methods(["GET", "POST"])
def give(request: ActorRequest) -> HttpResponse:
    """Ask what is to be given to whom; posted, give it or let it wait for a second person."""
    actor = request.actor
    if not is_administrator(actor):
        raise Http404
    form = grant_form(picker(actor), titles())(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        person = colleague(actor, chosen["person"])
        if person is None:
            form.add_error("person", _("Välj någon i listan."))
        else:
            basis = GivenBasis(chosen["basis"])
            waits = actions.give(
                actor,
                person,
                basis=basis,
                scope=chosen["process"] if basis is GivenBasis.OFFICER else "",
                first_on=chosen["first_on"],
                last_on=chosen["last_on"],
                reason=chosen["reason"],
            )
            messages.success(
                request,
                WAITS if waits else _("Sparat."),
            )
            return redirect("administration:grants")
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "administration/give.html", {"form": form}, status=status)


@proved_anew
@require_POST
def answer(request: ActorRequest, proposal_id: uuid.UUID) -> HttpResponse:
    """Confirm or refuse what waits for a second person."""
    try:
        is_confirmed = request.POST.get("answer") == "yes"
        actions.answer(request.actor, proposal_id, is_confirmed=is_confirmed)
    except NotFound:
        raise Http404 from None
    messages.success(request, _("Bekräftat.") if is_confirmed else _("Du sa nej. Inget har getts."))
    return redirect(settings.LOGIN_REDIRECT_URL)


@require_POST
def take_back(request: ActorRequest, grant_id: uuid.UUID) -> HttpResponse:
    """End now what was given."""
    try:
        actions.take_back(request.actor, grant_id)
    except NotFound:
        raise Http404 from None
    messages.success(request, _("Avslutat."))
    mine = is_administrator(request.actor)
    return redirect("administration:grants" if mine else settings.LOGIN_REDIRECT_URL)


@require_GET
def log_ins(request: ActorRequest) -> HttpResponse:
    """Show whose second steps are asked to be taken away."""
    try:
        page = log_ins_page(request.actor)
    except NotFound:
        raise Http404 from None
    return render(request, "administration/log_ins.html", {"page": page})


@proved_anew
@require_http_methods(["GET", "POST"])
def ask_reset(request: ActorRequest) -> HttpResponse:
    """Ask whose second steps are to be taken away; posted, let it wait for a second person."""
    actor = request.actor
    if not is_administrator(actor):
        raise Http404
    form = reset_form(picker(actor))(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = colleague(actor, form.cleaned_data["person"])
        try:
            if person is None:
                raise NotFound
            actions.ask_reset(actor, person, reason=form.cleaned_data["reason"])
        except NotFound:
            form.add_error("person", _("Välj någon annan än dig själv i listan."))
        except AlreadyAsked:
            form.add_error("person", _("Det är redan begärt och väntar på svar."))
        except NobodyAnswers:
            form.add_error(
                "person", _("Ingen annan leder där kollegan arbetar, så ingen kan bekräfta det.")
            )
        else:
            messages.success(request, _("Nu måste den som leder där kollegan arbetar bekräfta."))
            return redirect("administration:log_ins")
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "administration/ask_reset.html", {"form": form}, status=status)


@proved_anew
@require_POST
def answer_reset(request: ActorRequest, reset_id: uuid.UUID) -> HttpResponse:
    """Say yes or no, as the second person, to that a colleague's second steps are taken away."""
    is_confirmed = request.POST.get("answer") == "yes"
    try:
        actions.answer_reset(request.actor, reset_id, is_confirmed=is_confirmed)
    except NotFound:
        raise Http404 from None
    messages.success(
        request,
        _("Bekräftat. Det andra steget tas bort nu, och kollegan får ett mejl.")
        if is_confirmed
        else _("Du sa nej. Inget har ändrats."),
    )
    return redirect("administration:log_ins")


@proved_anew
@require_http_methods(["GET", "POST"])
def log_out(request: ActorRequest) -> HttpResponse:
    """Ask which colleague is to be logged out everywhere; posted, do it."""
    actor = request.actor
    if not is_administrator(actor):
        raise Http404
    form = log_out_form(picker(actor))(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = colleague(actor, form.cleaned_data["person"])
        try:
            if person is None:
                raise NotFound
            log_out_everywhere(actor, person)
        except NotFound:
            form.add_error("person", _("Välj någon annan än dig själv i listan."))
        else:
            messages.success(request, _("Kollegan loggas ut överallt nu, och får ett mejl."))
            return redirect("administration:log_ins")
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "administration/log_out.html", {"form": form}, status=status)

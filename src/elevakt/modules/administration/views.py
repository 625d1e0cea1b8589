"""What is given by an act, and who reaches the pupils of a unit."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from elevakt.engines.cases.queries.definitions import titles
from elevakt.foundation.ui.forms import Picker
from elevakt.modules.administration import actions, queries
from elevakt.modules.administration.forms import (
    TITLES,
    SignForm,
    grant_form,
    log_out_form,
    reset_form,
)
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.actions.resetting import AlreadyAsked, NobodyAnswers
from elevakt.trust.access.actions.resetting import log_out as log_out_everywhere
from elevakt.trust.access.enums import GivenBasis
from elevakt.trust.access.queries.giving import is_administrator
from elevakt.trust.access.queries.units import led_units
from elevakt.trust.access.rules.proofs import proved_anew
from elevakt.trust.access.rules.refusals import NotFound

UNPROCESSABLE = 422

WHY = {
    "leads": gettext_lazy("Leder skolan: elever"),
    "mentors": gettext_lazy("Är mentor: elever"),
    "teaches": gettext_lazy("Undervisar: elever"),
    "break_glass": gettext_lazy("Har nödöppnat: elever"),
    "participates": gettext_lazy("Arbetar i ärenden"),
    "officer": gettext_lazy("Huvudmannens handläggare: ärenden"),
}
"""Why somebody reaches pupils or cases of a unit, in words."""


@require_GET
def grants(request: ActorRequest) -> HttpResponse:
    """Show what has been given to whom, and what waits for a second person."""
    try:
        page = queries.grants_page(request.actor, titles())
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
    picker = Picker(reverse("cases:staff"), lambda keys: queries.colleagues(actor, keys))
    form = grant_form(picker, titles())(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        person = queries.colleague(actor, chosen["person"])
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
                _("Någon annan måste bekräfta det här, eftersom det gäller dig eller en anhörig.")
                if waits
                else _("Sparat."),
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
        page = queries.log_ins_page(request.actor)
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
    picker = Picker(reverse("cases:staff"), lambda keys: queries.colleagues(actor, keys))
    form = reset_form(picker)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = queries.colleague(actor, form.cleaned_data["person"])
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
    picker = Picker(reverse("cases:staff"), lambda keys: queries.colleagues(actor, keys))
    form = log_out_form(picker)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = queries.colleague(actor, form.cleaned_data["person"])
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


@require_GET
def reviews(request: ActorRequest) -> HttpResponse:
    """Go to who reaches the pupils of the unit that I lead; let me choose when I lead several."""
    led = led_units(request.actor)
    if not led:
        raise Http404
    if len(led) == 1:
        return redirect("administration:reach", led[0].id)
    return render(request, "administration/reviews.html", {"units": led})


@require_http_methods(["GET", "POST"])
def reach(request: ActorRequest, unit_id: uuid.UUID) -> HttpResponse:
    """Show who reaches the pupils of a unit that I lead; posted, sign that I have gone through."""
    form = SignForm(request.POST or None)
    try:
        if request.method == "POST" and form.is_valid():
            actions.sign(request.actor, unit_id, words=form.cleaned_data["words"])
            messages.success(request, _("Underskrivet. Nästa gång är nästa termin."))
            return redirect("administration:reach", unit_id)
        page = queries.reach_page(request.actor, unit_id)
    except NotFound:
        raise Http404 from None
    status = UNPROCESSABLE if form.errors else 200
    rows = [{"row": row, "why": WHY.get(row.basis, row.basis)} for row in page.rows]
    context = {"page": page, "rows": rows, "form": form}
    return render(request, "administration/reach.html", context, status=status)

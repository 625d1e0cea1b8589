"""What is given by an act, and who reaches the pupils of a unit."""

import uuid
from collections.abc import Iterable

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from elevakt.engines.cases.places import PUPIL_PAGES
from elevakt.engines.cases.queries.definitions import titles
from elevakt.foundation.ui.forms import Form, Picker
from elevakt.modules.administration import actions, queries
from elevakt.modules.administration.forms import (
    TITLES,
    SignForm,
    assist_form,
    cover_form,
    grant_form,
    log_out_form,
    reset_form,
)
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.actions.resetting import AlreadyAsked, NobodyAnswers
from elevakt.trust.access.actions.resetting import log_out as log_out_everywhere
from elevakt.trust.access.enums import Basis, GivenBasis, Limit
from elevakt.trust.access.queries.covering import taught_by
from elevakt.trust.access.queries.giving import is_administrator
from elevakt.trust.access.queries.putting_on import own_limit
from elevakt.trust.access.queries.units import led_units
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.proofs import proved_anew
from elevakt.trust.access.rules.refusals import NotFound

UNPROCESSABLE = 422

WHY = {
    "leads": gettext_lazy("Leder skolan: elever"),
    "mentors": gettext_lazy("Är mentor: elever"),
    "teaches": gettext_lazy("Undervisar: elever"),
    "covers": gettext_lazy("Är vikarie: elever"),
    "assists": gettext_lazy("Är elevassistent: elever"),
    "break_glass": gettext_lazy("Har nödöppnat: elever"),
    "participates": gettext_lazy("Arbetar i ärenden"),
    "officer": gettext_lazy("Huvudmannens handläggare: ärenden"),
}
"""Why somebody reaches pupils or cases of a unit, in words."""

WAITS = gettext_lazy(
    "Någon annan måste bekräfta det här, eftersom det gäller dig eller en anhörig."
)


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
    form = grant_form(_picker(actor), titles())(request.POST or None)
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
    form = reset_form(_picker(actor))(request.POST or None)
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


@require_GET
def covers(request: ActorRequest, unit_id: uuid.UUID) -> HttpResponse:
    """Show who covers which groups of a unit that I lead."""
    try:
        page = queries.covers_page(request.actor, unit_id)
    except NotFound:
        raise Http404 from None
    return render(request, "administration/covers.html", {"page": page})


@proved_anew
@require_http_methods(["GET", "POST"])
def cover(request: ActorRequest, unit_id: uuid.UUID) -> HttpResponse:
    """Ask who covers for whom, or in which groups; posted, let her or let it wait for another."""
    actor = request.actor
    try:
        page = queries.covers_page(actor, unit_id)
    except NotFound:
        raise Http404 from None
    form = cover_form(_picker(actor), page.groups, own_limit(actor, Limit.COVERS_DAYS))(
        request.POST or None
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        person = _person(actor, form, "person")
        groups = {uuid.UUID(key) for key in chosen["groups"]}
        if chosen["away"] and (away := _person(actor, form, "away")):
            taught = taught_by(actor, away, unit_id)
            groups |= taught
            if not taught:
                form.add_error("away", _("Kollegan undervisar ingen grupp på skolan just nu."))
        if person and not form.errors:
            waits = actions.let_cover(
                actor,
                person,
                unit_id=unit_id,
                groups=groups,
                first_on=chosen["first_on"],
                last_on=chosen["last_on"],
            )
            messages.success(request, WAITS if waits else _("Sparat. Vikarien får veta det."))
            return redirect("administration:covers", unit_id)
    status = UNPROCESSABLE if form.errors else 200
    context = {"page": page, "form": form}
    return render(request, "administration/cover.html", context, status=status)


@require_POST
def end_cover(request: ActorRequest, unit_id: uuid.UUID) -> HttpResponse:
    """End now that somebody covers in a unit that I lead."""
    try:
        page = queries.covers_page(request.actor, unit_id)
        _end(request, page.now)
    except NotFound:
        raise Http404 from None
    return redirect("administration:covers", unit_id)


@proved_anew
@require_http_methods(["GET", "POST"])
def assistants(request: ActorRequest, pupil_id: uuid.UUID) -> HttpResponse:
    """Show who assists a pupil whom I lead; posted, let a colleague, or let it wait for another."""
    actor = request.actor
    try:
        page = queries.assistants_page(actor, pupil_id)
    except NotFound:
        raise Http404 from None
    form = assist_form(_picker(actor), own_limit(actor, Limit.ASSISTS_DAYS))(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        person = _person(actor, form, "person")
        if person:
            waits = actions.let_assist(
                actor,
                person,
                pupil_id=pupil_id,
                first_on=chosen["first_on"],
                last_on=chosen["last_on"],
            )
            messages.success(request, WAITS if waits else _("Sparat. Assistenten får veta det."))
            return redirect("administration:assistants", pupil_id)
    status = UNPROCESSABLE if form.errors else 200
    pages = PUPIL_PAGES.contributions()
    back = next(one.url_name for one in pages if Basis.ASSISTS in one.bases)
    context = {"page": page, "form": form, "pupil_page": back}
    return render(request, "administration/assistants.html", context, status=status)


@require_POST
def end_assistant(request: ActorRequest, pupil_id: uuid.UUID) -> HttpResponse:
    """End now that somebody assists a pupil whom I lead."""
    try:
        page = queries.assistants_page(request.actor, pupil_id)
        _end(request, page.now)
    except NotFound:
        raise Http404 from None
    return redirect("administration:assistants", pupil_id)


def _end(request: ActorRequest, rows: Iterable[queries.LentRow]) -> None:
    """End the row that was chosen.

    :raises NotFound: if there is none by that key
    """
    chosen = request.POST.get("key", "")
    keys = next((row.keys for row in rows if chosen == str(row.keys[0])), None)
    if keys is None:
        raise NotFound
    actions.end_lent(request.actor, keys)
    messages.success(request, _("Avslutat."))


def _picker(actor: Actor) -> Picker:
    return Picker(reverse("cases:staff"), lambda keys: queries.colleagues(actor, keys))


def _person(actor: Actor, form: Form, name: str) -> uuid.UUID | None:
    found = queries.colleague(actor, form.cleaned_data[name])
    if found is None:
        form.add_error(name, _("Välj någon i listan."))
    return found

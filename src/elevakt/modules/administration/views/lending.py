"""What whoever leads a unit gives there, to an end."""

import uuid
from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from elevakt.engines.cases.places import PUPIL_PAGES
from elevakt.modules.administration.actions import lending as actions
from elevakt.modules.administration.forms.giving import (
    assist_form,
    cover_form,
    decide_form,
)
from elevakt.modules.administration.queries.lent import (
    LentRow,
    assistants_page,
    covers_page,
    delegation_page,
)
from elevakt.modules.administration.views.picking import WAITS, picked, picker
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.enums import Basis, Limit
from elevakt.trust.access.queries.covering import taught_by, works_at
from elevakt.trust.access.queries.putting_on import own_limit
from elevakt.trust.access.rules.proofs import proved_anew
from elevakt.trust.access.rules.refusals import NotFound

UNPROCESSABLE = 422


@require_GET
def covers(request: ActorRequest, unit_id: uuid.UUID) -> HttpResponse:
    """Show who covers which groups of a unit that I lead."""
    try:
        page = covers_page(request.actor, unit_id)
    except NotFound:
        raise Http404 from None
    return render(request, "administration/covers.html", {"page": page})


@proved_anew
@require_http_methods(["GET", "POST"])
def cover(request: ActorRequest, unit_id: uuid.UUID) -> HttpResponse:
    """Ask who covers for whom, or in which groups; posted, let her or let it wait for another."""
    actor = request.actor
    try:
        page = covers_page(actor, unit_id)
    except NotFound:
        raise Http404 from None
    form = cover_form(picker(actor), page.groups, own_limit(actor, Limit.COVERS_DAYS))(
        request.POST or None
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        person = picked(actor, form, "person")
        groups = {uuid.UUID(key) for key in chosen["groups"]}
        if chosen["away"] and (away := picked(actor, form, "away")):
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
        page = covers_page(request.actor, unit_id)
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
        page = assistants_page(actor, pupil_id)
    except NotFound:
        raise Http404 from None
    form = assist_form(picker(actor), own_limit(actor, Limit.ASSISTS_DAYS))(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        person = picked(actor, form, "person")
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
        page = assistants_page(request.actor, pupil_id)
        _end(request, page.now)
    except NotFound:
        raise Http404 from None
    return redirect("administration:assistants", pupil_id)


@proved_anew
@require_http_methods(["GET", "POST"])
def delegation(request: ActorRequest, unit_id: uuid.UUID) -> HttpResponse:
    """Show who decides in the principal's place; posted, let a colleague, if I am the principal."""
    actor = request.actor
    try:
        page = delegation_page(actor, unit_id)
    except NotFound:
        raise Http404 from None
    may = {one.process: one.title for one in page.kinds if one.others}
    form = decide_form(picker(actor), may, own_limit(actor, Limit.DECIDES_DAYS))(
        request.POST or None
    )
    if request.method == "POST" and not page.is_principal:
        raise Http404
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        person = picked(actor, form, "person")
        if person and not works_at(actor, person, unit_id):
            form.add_error("person", _("Välj någon som har en tjänst på enheten."))
        elif person:
            waits = actions.let_decide(
                actor,
                person,
                unit_id=unit_id,
                processes=chosen["kinds"],
                first_on=chosen["first_on"],
                last_on=chosen["last_on"],
            )
            messages.success(request, WAITS if waits else _("Sparat. Kollegan får veta det."))
            return redirect("administration:delegation", unit_id)
    status = UNPROCESSABLE if form.errors else 200
    context = {"page": page, "form": form}
    return render(request, "administration/delegation.html", context, status=status)


@require_POST
def end_delegation(request: ActorRequest, unit_id: uuid.UUID) -> HttpResponse:
    """End now that somebody decides in the principal's place in a unit that I lead."""
    try:
        page = delegation_page(request.actor, unit_id)
        _end(request, page.now)
    except NotFound:
        raise Http404 from None
    return redirect("administration:delegation", unit_id)


def _end(request: ActorRequest, rows: Iterable[LentRow]) -> None:
    """End the row that was chosen.

    :raises NotFound: if there is none by that key
    """
    chosen = request.POST.get("key", "")
    keys = next((row.keys for row in rows if chosen == str(row.keys[0])), None)
    if keys is None:
        raise NotFound
    actions.end_lent(request.actor, keys)
    messages.success(request, _("Avslutat."))

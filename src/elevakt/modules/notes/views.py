"""Three kinds of note, told apart before anybody writes."""

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from elevakt.foundation.ui.forms import Option, Picker
from elevakt.foundation.ui.seeking import Words, seeks
from elevakt.modules.notes import actions, queries
from elevakt.modules.notes.forms import ProfessionForm, memory_form
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.queries.finding import pupil_cards
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound

UNPROCESSABLE = 422


@require_GET
def kinds(request: ActorRequest) -> HttpResponse:
    """Say what each kind of note is, and who reads it."""
    return render(
        request,
        "notes/kinds.html",
        {"professions": set(queries.professions(request.actor).values())},
    )


@require_http_methods(["GET", "POST"])
def memory(request: ActorRequest) -> HttpResponse:
    """Show what I remember for myself; posted, remember something more."""
    actor = request.actor
    picker = Picker(reverse("report:pupils"), lambda keys: _options(actor, keys))
    form = memory_form(picker)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["pupil"]
        try:
            pupil = uuid.UUID(given) if given else None
            actions.remember(actor, text=form.cleaned_data["text"], pupil_id=pupil)
        except (NotFound, ValueError):
            form.add_error("pupil", _("Välj en av dina elever i listan."))
        else:
            messages.success(request, _("Anteckningen är sparad."))
            return redirect("notes:memory")
    context = {"form": form, "notes": queries.my_memory(actor)}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "notes/memory.html", context, status=status)


@require_POST
def forget(request: ActorRequest, note_id: uuid.UUID) -> HttpResponse:
    """Throw away one of my own notes."""
    try:
        actions.forget(request.actor, note_id)
    except NotFound:
        raise Http404 from None
    messages.success(request, _("Anteckningen är borta."))
    return redirect("notes:memory")


@require_http_methods(["GET", "POST"])
@seeks("q")
def find(request: ActorRequest, sought: Words) -> HttpResponse:
    """Find a pupil of the unit where I have a profession."""
    if not queries.professions(request.actor):
        raise Http404
    words = sought["q"]
    context = {"words": words, "pupils": queries.found(request.actor, words)}
    return render(request, "notes/find.html", context)


@require_http_methods(["GET", "POST"])
def profession(request: ActorRequest, pupil_id: uuid.UUID) -> HttpResponse:
    """Show what my profession keeps of a pupil; posted, sign something more."""
    try:
        page = queries.file_page(request.actor, pupil_id)
    except NotFound:
        raise Http404 from None
    form = ProfessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.sign(request.actor, pupil_id=pupil_id, **form.cleaned_data)
        messages.success(request, _("Anteckningen är sparad."))
        return redirect("notes:profession", pupil_id)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "notes/profession.html", {"page": page, "form": form}, status=status)


def _options(actor: Actor, keys: Sequence[str]) -> list[Option]:
    known = {str(card.id): card for card in pupil_cards(actor, _keys(keys))}
    return [Option(key, known[key].name, known[key].class_name) for key in keys if key in known]


def _keys(keys: Sequence[str]) -> list[uuid.UUID]:
    found = []
    for key in keys:
        try:
            found.append(uuid.UUID(key))
        except ValueError:
            continue
    return found

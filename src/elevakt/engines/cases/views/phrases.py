"""The phrases of a process: what the organiser offers, and one's own."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from elevakt.engines.cases.actions.phrases import add_phrase, remove_phrase
from elevakt.engines.cases.forms.controls import said
from elevakt.engines.cases.forms.small import PhraseForm
from elevakt.engines.cases.queries.phrases import Banks, banks_of
from elevakt.engines.cases.rules.phrases import Place, places
from elevakt.engines.cases.views.answering import UNPROCESSABLE, answered
from elevakt.trust.access.actions.acting import ActorRequest


@require_http_methods(["GET", "POST"])
@answered
def phrases(request: ActorRequest, process: str) -> HttpResponse:
    """Show the phrases of a process; posted, keep one more."""
    found = banks_of(request.actor, process)
    shown = _shown(found)
    form = PhraseForm(
        request.POST or None,
        places=[(key, _called(place)) for key, place in shown.items()],
        may_edit=found.may_edit,
        initial={"place": request.GET.get("plats", ""), "whose": "own"},
    )
    if request.method == "POST" and form.is_valid():
        add_phrase(
            request.actor,
            process=process,
            place=form.cleaned_data["place"],
            text=form.cleaned_data["text"],
            for_all=form.cleaned_data.get("whose") == "all",
        )
        messages.success(request, _("Sparat. Frasen föreslås från och med nu."))
        return redirect("processes:phrases", process)
    context = {
        "process": process,
        "title": said(found.definition.in_language(get_language() or "sv").title),
        "form": form,
        "may_edit": found.may_edit,
        "banks": [
            {"place": _called(shown[bank.place.key]), "rows": bank.rows}
            for bank in found.banks
            if bank.rows
        ],
    }
    return render(
        request, "cases/phrases.html", context, status=UNPROCESSABLE if form.errors else 200
    )


@require_POST
@answered
def remove(request: ActorRequest, process: str, phrase_id: uuid.UUID) -> HttpResponse:
    """Take away a phrase."""
    remove_phrase(request.actor, process=process, phrase_id=phrase_id)
    messages.success(request, _("Borttaget."))
    return redirect("processes:phrases", process)


def _shown(found: Banks) -> dict[str, Place]:
    """Return the places in the language of the page."""
    of = found.definition.in_language(get_language() or "sv")
    return {place.key: place for place in places(of)}


def _called(place: Place) -> str:
    return f"{place.step}: {place.label}"

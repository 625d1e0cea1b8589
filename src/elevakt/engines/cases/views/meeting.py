"""A meeting: one agenda for several cases, and what is the same for all answered once."""

from collections.abc import Collection
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from elevakt.engines.cases.enums import FieldType
from elevakt.engines.cases.forms.answers import answer_form, filled
from elevakt.engines.cases.queries.meetings import Item, agenda, met
from elevakt.engines.cases.rules.fields import Field
from elevakt.engines.cases.views.addresses import address
from elevakt.engines.cases.views.answering import answered
from elevakt.engines.cases.views.lookups import around
from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import ActorRequest

AT_MEETING = "mote"
"""In the address of a step: it is done at a meeting, and afterwards one is at the agenda again."""


@require_GET
@answered
def meeting(request: ActorRequest) -> HttpResponse:
    """Show what is to be taken up, and ask once what is the same for all of it."""
    fields = met(get_language() or "sv").values()
    said = said_once(request, fields)
    today = {one.id: clock.today().isoformat() for one in fields if one.type is FieldType.DATE}
    made = answer_form(fields, around(request.actor))
    items = agenda(request.actor)
    context = {
        "form": made(filled(made.questions, today | said, {})),
        "items": [
            {"item": one, "href": _taken_up(one, today | said)} for one in items if not one.is_done
        ],
        "done": [one for one in items if one.is_done],
    }
    return render(request, "cases/meeting.html", context)


def said_once(request: HttpRequest, fields: Collection[Field]) -> dict[str, object]:
    """Return what is said in the address of the same for a whole meeting, as a form takes it."""
    given = {one.id: request.GET.getlist(one.id) for one in fields}
    return {
        one.id: given[one.id] if one.type is FieldType.CHOICES else given[one.id][-1]
        for one in fields
        if given[one.id]
    }


def is_at_meeting(request: HttpRequest) -> bool:
    """Say whether a step is done at a meeting."""
    return AT_MEETING in request.GET


def agenda_href(said: dict[str, object]) -> str:
    """Return the address of the agenda, with what has been answered for all of it."""
    query = urlencode(said, doseq=True)
    return reverse("cases:meeting") + (f"?{query}" if query else "")


def _taken_up(one: Item, said: dict[str, object]) -> str:
    href = address("cases:step", one.case_id, one.step, one.instance)
    query = urlencode({AT_MEETING: "1", **said}, doseq=True)
    return f"{href}{'&' if '?' in href else '?'}{query}"

"""What a home has been told: the own child's part, and nothing about anybody else."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from elevakt.engines.cases.enums import StepState
from elevakt.engines.cases.forms.controls import said
from elevakt.engines.cases.queries.told import ToldPart, ToldStep, told_case
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.views.answering import answered
from elevakt.engines.cases.views.words import FOR_HOME, listed
from elevakt.foundation.ui.templatetags.ui import day
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.rules.sides import for_home_too

_SHOWN = (StepState.DONE, StepState.OPEN, StepState.WAITING)


@dataclass(frozen=True)
class Line:
    """A step in words. ``is_now`` says that it is what happens next."""

    title: str
    note: str
    is_now: bool = False


@for_home_too
@require_GET
@answered
def told(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show a home what it has been told of its own child."""
    found = told_case(request.actor, case_id)
    definition = found.definition.in_language(get_language() or "sv")
    context = {
        "title": said(definition.title),
        "opened_at": found.opened_at,
        "state": FOR_HOME[found.state],
        "parts": [
            {
                "name": part.name,
                "roles": listed(str(said(definition.people[role].title)) for role in part.roles),
                "lines": _lines(definition, part),
                "letters": [
                    {
                        "title": letter.title,
                        "at": letter.made_at,
                        "href": reverse("cases:document", args=[case_id, letter.id]),
                    }
                    for letter in part.letters
                ],
            }
            for part in found.parts
        ],
    }
    return render(request, "cases/told.html", context)


def _lines(definition: Definition, part: ToldPart) -> list[Line]:
    """Return the steps in their order, each once: as far as all of it has come."""
    found = []
    for step in definition.steps:
        rows = [one for one in part.steps if one.step == step.id and one.state in _SHOWN]
        if rows:
            note, is_now = _standing(rows)
            found.append(Line(str(step.title), note, is_now))
    return found


def _standing(rows: list[ToldStep]) -> tuple[str, bool]:
    open_rows = [one for one in rows if one.state is StepState.OPEN]
    if open_rows:
        due = min((one.due_on for one in open_rows if one.due_on), default=None)
        return (_("pågår, klart senast %(day)s") % {"day": day(due)} if due else _("pågår")), True
    if all(one.state is StepState.DONE for one in rows):
        last = max((one.done_at for one in rows if one.done_at), default=None)
        return _("klart %(day)s") % {"day": _day(last)}, False
    return _("senare"), False


def _day(moment: dt.datetime | None) -> str:
    return str(day(moment)) if moment else ""

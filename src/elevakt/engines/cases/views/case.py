"""The case page: where it stands, what is mine to do, who it is about, and what has happened."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from elevakt.engines.cases.enums import CaseState, EntryKind, StepState
from elevakt.engines.cases.forms.controls import said
from elevakt.engines.cases.queries.cases import visible_case
from elevakt.engines.cases.queries.lists import MOST, my_cases
from elevakt.engines.cases.queries.pages import CasePage, OnlyReported, case_page, is_acute
from elevakt.engines.cases.queries.parts import StepRow
from elevakt.engines.cases.queries.told import has_been_told
from elevakt.engines.cases.rules.acts import Act, may
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.ledger import void_by
from elevakt.engines.cases.views.addresses import address
from elevakt.engines.cases.views.answering import answered
from elevakt.engines.cases.views.events import events, titled
from elevakt.engines.cases.views.onward import links_of, offers_of
from elevakt.engines.cases.views.people import people_of
from elevakt.engines.cases.views.readers import reader_list
from elevakt.engines.cases.views.words import ENDED, STATE_TONES, STATES, role_words
from elevakt.foundation.kernel import clock
from elevakt.foundation.ui.templatetags.ui import day, planned
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.rules.sides import for_home_too

FINISHED = {StepState.DONE, StepState.SKIPPED}


@dataclass(frozen=True)
class StepDot:
    """One step in the row of steps, all its instances together."""

    title: str
    state: str
    note: str = ""
    href: str = ""


@dataclass(frozen=True)
class Task:
    """Something to do in the case."""

    title: str
    due_on: dt.date | None
    href: str
    who: str = ""
    more_time_href: str = ""
    remind_href: str = ""


@require_GET
@answered
def case(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show a case; one who has only reported it is shown her report."""
    try:
        page = case_page(request.actor, case_id)
    except OnlyReported:
        return redirect("report:own", case_id)
    definition = page.definition.in_language(get_language() or "sv")
    mine, others = _to_do(page, definition)
    is_closed = page.case.state == CaseState.CLOSED
    first, rest = (mine[:1], mine[1:]) if mine else (others[:1], [])
    return render(
        request,
        "cases/case.html",
        {
            "case": page.case,
            "case_id": case_id,
            "title": said(definition.title),
            "state": ENDED.get(void_by(page.entries)) or STATES[CaseState(page.case.state)],
            "resting_until": _resting(page),
            "state_tone": STATE_TONES[CaseState(page.case.state)],
            "dots": _dots(page, definition),
            "next": first[0] if first else None,
            "next_is_mine": bool(mine),
            "more": rest,
            "others": others if mine else others[1:],
            "is_acute": is_acute(page),
            "is_closed": is_closed,
            "people": people_of(page, definition),
            "documents": _documents(page),
            "links": links_of(request, page),
            "offers": offers_of(request, page),
            "events": events(page, definition),
            "may": _may(page),
        },
    )


@require_GET
@answered
def readers(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show who can read a case now, and why."""
    try:
        page = case_page(request.actor, case_id)
    except OnlyReported:
        return redirect("report:own", case_id)
    definition = page.definition.in_language(get_language() or "sv")
    context = {
        "case_id": case_id,
        "number": page.case.number,
        "readers": reader_list(request.actor, page, definition),
    }
    return render(request, "cases/readers.html", context)


@for_home_too
@require_GET
@answered
def go(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    """Lead from a notice to what its reader may see of the case."""
    visible_case(request.actor, case_id)
    if request.actor.is_staff:
        return redirect("cases:case", case_id)
    is_told = has_been_told(request.actor, case_id)
    return redirect("cases:told" if is_told else "report:own", case_id)


@require_GET
@answered
def case_list(request: ActorRequest) -> HttpResponse:
    """Show the cases that the actor works in, those with the nearest deadline first."""
    found = my_cases(request.actor, after=request.GET.get("after", ""))
    rows = [
        {
            "id": row.id,
            "number": row.number,
            "title": said(row.definition.in_language(get_language() or "sv").title),
            "opened_at": row.opened_at,
            "due_on": row.due_on,
            "state": row.state,
        }
        for row in found.rows
    ]
    context = {"rows": rows, "after": found.after, "most": MOST}
    return render(request, "cases/list.html", context)


def _dots(page: CasePage, definition: Definition) -> list[StepDot]:
    """Return the steps, each once. What does not apply is not there."""
    found = []
    for step in definition.steps:
        rows = [one for one in page.steps if one.step == step.id]
        rows = [one for one in rows if one.state != StepState.NOT_APPLICABLE]
        if rows:
            state, note = _standing(rows)
            found.append(StepDot(str(said(step.title)), state, note))
    return found


def _standing(rows: Sequence[StepRow]) -> tuple[str, str]:
    open_rows = [one for one in rows if one.state == StepState.OPEN]
    due = min(
        (one.due_on for one in rows if one.due_on and one.state not in FINISHED), default=None
    )
    until = _("till %(day)s") % {"day": planned(due)} if due else ""
    if any(one.due_at and one.due_at < clock.now() for one in open_rows):
        return "late", until
    if open_rows:
        return "current", until
    if all(one.state in FINISHED for one in rows):
        last = max((one.done_at for one in rows if one.done_at), default=None)
        is_skipped = all(one.state == StepState.SKIPPED for one in rows)
        return "skipped" if is_skipped else "done", day(last)
    return "todo", until


def _to_do(page: CasePage, definition: Definition) -> tuple[list[Task], list[Task]]:
    """Return what is the actor's to do, and what waits for others, each by its day."""
    mine: list[Task] = []
    others: list[Task] = []
    open_steps = [one for one in page.steps if one.state == StepState.OPEN]
    open_names = {one.step for one in open_steps}
    for one in sorted(
        open_steps, key=lambda step: (step.due_on is None, step.due_on or dt.date.max)
    ):
        if one.done_with in open_names:
            continue  # it goes with another step that is open, and needs nobody
        href = address("cases:step", page.case.matter_id, one.step, one.instance)
        task = Task(
            title=titled(page, definition, one.step, one.instance),
            due_on=one.due_on,
            href=href if page.may_do(one) else "",
            who=role_words(definition, one.roles[0]),
            more_time_href=_more_time(page, one),
            remind_href=_remind(page, definition, one),
        )
        (mine if page.is_mine(one) else others).append(task)
    return mine, others


def _more_time(page: CasePage, one: StepRow) -> str:
    act = Act(EntryKind.DEADLINE_EXTENDED, one.step, one.instance)
    if may(page.plan, page.definition, act, page.readings.roles_for_all):
        return ""
    return address("cases:more_time", page.case.matter_id, one.step, one.instance)


def _remind(page: CasePage, definition: Definition, one: StepRow) -> str:
    if not definition.step(one.step).asks or not page.may_do(one):
        return ""
    return address("cases:remind", page.case.matter_id, one.step, one.instance)


def _documents(page: CasePage) -> list[dict[str, object]]:
    return [
        {
            "title": one.title,
            "note": day(one.made_at) if one.made_at else _("Görs just nu"),
            "href": reverse("cases:document", args=[page.case.matter_id, one.id])
            if one.made_at
            else "",
        }
        for one in page.documents
    ]


def _may(page: CasePage) -> dict[str, bool]:
    """Return which acts on the whole case the actor is offered."""
    if not page.readings.may_write:
        return {}
    return {
        "note": _is_allowed(page, EntryKind.NOTE),
        "name": _is_allowed(page, EntryKind.PERSON_ADDED),
        "reopen": _is_allowed(page, EntryKind.REOPENED),
        "link": _is_allowed(page, EntryKind.LINKED),
        "pause": _is_allowed(page, EntryKind.PAUSED),
        "resume": _is_allowed(page, EntryKind.RESUMED),
        "annul": _is_allowed(page, EntryKind.ANNULLED),
        "concerned": page.case.state != CaseState.CLOSED,
    }


def _is_allowed(page: CasePage, kind: EntryKind) -> bool:
    act = Act(kind, on=clock.today())
    return may(page.plan, page.definition, act, page.readings.roles) is None


def _resting(page: CasePage) -> dt.date | None:
    """Return when the case is taken up again, while it rests."""
    until = page.plan.resting_until
    return until if until and until > clock.today() else None

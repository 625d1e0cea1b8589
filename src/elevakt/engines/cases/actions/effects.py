"""What follows from an act: notices and documents. Kept once, in the act's own transaction.

Called inside ``engine_writes()``, with how the case stood before and how it stands now.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import starmap

from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from elevakt.engines.cases.actions.documenting import ask_for, withdraw_with
from elevakt.engines.cases.actions.projecting import Standing
from elevakt.engines.cases.enums import CaseState, Informed, StepState
from elevakt.engines.cases.models import Asked
from elevakt.engines.cases.rules.definition import Inform
from elevakt.engines.cases.rules.informing import at_home
from elevakt.engines.cases.rules.plan.values import StepPlan
from elevakt.engines.notifications.actions import Told, one_each, take_back, tell
from elevakt.foundation.kernel import clock
from elevakt.trust.access.enums import Basis
from elevakt.trust.access.models import MatterReader
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.people.enums import Side

TO_DO = gettext_noop("Något väntar på dig")
TO_READ = gettext_noop("Något har hänt i ett ärende")
FROM_SCHOOL = gettext_noop("Skolan har något att berätta")
ASKED = gettext_noop("Skolan har frågor till dig")
"""Titles of notices, translated where they are shown. Quiet: never whom or what it is about."""


@dataclass(frozen=True, slots=True)
class _Holder:
    """One of the staff who reads a case in a role, of the whole of it or about one person."""

    person: uuid.UUID
    role: str
    about: uuid.UUID | None


def follow(actor: Actor, before: Standing | None, now: Standing) -> None:
    """Keep what follows from the act that has just been projected."""
    done = _newly(before, now, StepState.DONE)
    opened = _newly(before, now, StepState.OPEN)
    holders = _holders(now) if opened else []
    notices = [
        *_work(actor, now, opened, holders),
        *_informed(now, done),
        *_asked(now, opened),
    ]
    others = [one for one in notices if one.person_id != actor.person_id]
    tell(now.case.organiser_id, one_each(others))
    _take_back_questions(now)
    ask_for(now, done)
    withdraw_with(before, now)


def _newly(before: Standing | None, now: Standing, state: StepState) -> list[StepPlan]:
    """Return the steps that stand so now and did not before.

    One that has passed to another role is open anew: whoever now does it has not been told.
    """

    def mark(one: StepPlan) -> tuple[object, ...]:
        does = one.roles[0] if state is StepState.OPEN else ""
        return one.key, one.reopened_at, one.no, does

    was = {mark(one) for one in (before.plan.steps if before else ()) if one.state is state}
    return [one for one in now.plan.steps if one.state is state and mark(one) not in was]


def _holders(now: Standing) -> list[_Holder]:
    readers = asked(
        """
        select person_id, role, about_person_id from access.matter_reader
         where matter_id = %(matter)s and side = %(side)s and valid_during @> %(now)s
        """,
        {"matter": now.case.matter_id, "side": Side.STAFF, "now": clock.now()},
    )
    barred = now.facts.own_people | now.facts.accused
    return [one for one in starmap(_Holder, readers) if one.person not in barred]


def _work(
    actor: Actor, now: Standing, opened: list[StepPlan], holders: list[_Holder]
) -> Iterator[Told]:
    """Tell the first of the roles that may do a step; the others see it when they look."""
    danger = _is_acute(now)
    for one in opened:
        for holder in holders:
            is_hers = one.instance.doer in (None, holder.person)
            if (
                is_hers
                and holder.role == one.roles[0]
                and holder.about in (None, one.instance.person)
            ):
                yield Told(
                    holder.person,
                    Side.STAFF,
                    now.case.matter_id,
                    "to_do",
                    TO_DO,
                    # With the act: what opens again must be told again.
                    f"{now.case.matter_id}:{now.entries[-1].no}:{one.step}:{one.instance.key}",
                    is_acute=danger or now.definition.step(one.step).acute,
                )


def _asked(now: Standing, opened: list[StepPlan]) -> Iterator[Told]:
    """Tell those who are asked, and nothing of the case: of that they see no more than a form."""
    keys = {one.key for one in opened if now.definition.step(one.step).asks}
    for row in _questions(now) if keys else ():
        if (row.step, row.instance) in keys:
            once = f"{_questions_of(now)}{row.step}:{row.instance}:{now.entries[-1].no}"
            yield Told(row.person_id, Side(row.side), None, "asked", ASKED, once)


def _take_back_questions(now: Standing) -> None:
    """Let nobody be told of a question that is no longer hers to answer."""
    if any(step.asks for step in now.definition.steps):
        take_back(_questions_of(now), but=[row.person_id for row in _questions(now)])


def _questions(now: Standing) -> QuerySet[Asked]:
    return Asked.objects.filter(matter_id=now.case.matter_id, answered_at=None)


def _questions_of(now: Standing) -> str:
    return f"asked:{now.case.matter_id}:"


def _is_acute(now: Standing) -> bool:
    """Say whether the report says that somebody is in danger, and is still to be received."""
    start = now.definition.start
    acute = [field.id for field in start.fields if field.if_yes.acute]
    answers = now.entries[0].answers
    is_new = now.plan.case_state is CaseState.NEW
    return is_new and any(answers.get(name) is True for name in acute)


def _informed(now: Standing, done: list[StepPlan]) -> Iterator[Told]:
    for one in done:
        for inform in now.definition.step(one.step).informs:
            once = f"{now.case.matter_id}:{one.step}:{one.instance.key}:{inform.who}:{one.no}"
            for person, side in _receivers(now, one, inform):
                title = TO_READ if side is Side.STAFF else FROM_SCHOOL
                yield Told(person, side, now.case.matter_id, "informed", title, once)


def _receivers(now: Standing, one: StepPlan, inform: Inform) -> Iterator[tuple[uuid.UUID, Side]]:
    """Give those who are told."""
    if inform.who is Informed.REPORTER and now.entries[0].by_person:
        side = Side.STAFF if now.facts.opened_by == "staff" else Side.FAMILY
        yield now.entries[0].by_person, side
    elif inform.who is Informed.ORGANISER:
        officers = MatterReader.objects.filter(
            matter_id=now.case.matter_id,
            basis=Basis.OFFICER,
            valid_during__contains=clock.now(),
        )
        for officer in officers:
            yield officer.person_id, Side.STAFF
    for home in at_home(now.definition, inform, one, now.facts):
        yield home.person, Side.FAMILY

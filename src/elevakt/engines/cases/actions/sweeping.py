"""What happens when time passes: steps are done by themselves, and late ones are said to be late.

Called as machinery.
"""

import uuid
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from elevakt.engines.cases import models
from elevakt.engines.cases.actions.effects import follow
from elevakt.engines.cases.actions.projecting import Standing, project, stand
from elevakt.engines.cases.actions.writing import append, drafted
from elevakt.engines.cases.enums import CaseState, Role, StepState
from elevakt.engines.cases.rules.acts import kind_of
from elevakt.engines.cases.rules.plan.values import StepPlan
from elevakt.engines.cases.rules.reminding import PATIENCE, is_past
from elevakt.engines.notifications.actions import Told, tell
from elevakt.engines.notifications.models import Notice
from elevakt.engines.notifications.queries import shut_out
from elevakt.foundation.kernel import clock
from elevakt.trust.access.enums import Basis
from elevakt.trust.access.models import MatterReader
from elevakt.trust.access.queries.standing_in import officers_for
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.audit import actions as gate
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import SchoolUnit

MACHINERY = "machinery"
LATE, ESCALATED = "late", "escalated"
STEP_IS_LATE = gettext_noop("Ett steg är försenat")
CASE_IS_LATE = gettext_noop("Ett ärende vid {unit} är försenat")
"""Titles of notices. Quiet: never whom or what it is about."""


def cases_due() -> list[uuid.UUID]:
    """Return the cases in which a step is to be done by itself now."""
    due = _late().filter(done_when_due=True).order_by("due_at", "id")
    return list(dict.fromkeys(due.values_list("matter_id", flat=True)))


def do_what_is_due(actor: Actor, case_id: uuid.UUID) -> None:
    """Do in one case what is to be done by itself now, each step once. Again is harmless."""
    case = models.Case.objects.select_for_update().get(matter_id=case_id)
    now = stand(case)
    gate.opens({person.id: Basis.MACHINERY for person in now.facts.persons}, matter_id=case_id)
    while due := _due(now):
        now = _do(actor, now, due)


def remind(organiser_id: uuid.UUID) -> None:
    """Say once of each late step that it is late: to the lead, and in time to the organiser.

    It reads no ledger, and says no more than that something is late.
    """
    late = list(_late().filter(done_when_due=False).select_related("case"))
    said = set(
        Notice.objects.filter(
            matter_id__in={step.matter_id for step in late}, kind__in=(LATE, ESCALATED)
        ).values_list("once", flat=True)
    )
    units = dict(SchoolUnit.objects.values_list("id", "name"))
    reminders = (one for step in late for one in _reminders(step, said, units))
    tell(organiser_id, list(reminders))


def _late() -> QuerySet[models.Step]:
    """Return the steps that are late in cases that are not closed."""
    late = models.Step.objects.filter(state=StepState.OPEN, due_at__lte=clock.now())
    return late.exclude(case__state=CaseState.CLOSED)


def _due(now: Standing) -> StepPlan | None:
    due = (one for one in now.plan.by_itself if one.due_at and one.due_at <= clock.now())
    return next(due, None)


def _do(actor: Actor, now: Standing, due: StepPlan) -> Standing:
    """Do a step in nobody's name, and return how the case then stands."""
    append(
        drafted(
            actor,
            matter_id=now.case.matter_id,
            no=now.case.last_no + 1,
            kind=kind_of(now.definition.step(due.step)),
            definition=now.definition,
            role=MACHINERY,
            step=due.step,
            instance=due.instance.key,
        )
    )
    after = project(now.case)
    follow(actor, now, after)
    return after


def _reminders(step: models.Step, said: set[str], units: dict[uuid.UUID, str]) -> Iterator[Told]:
    moment = clock.now().astimezone(clock.STOCKHOLM)
    assert step.due_at is not None
    due_at = step.due_at.astimezone(clock.STOCKHOLM)
    late, escalated = _once(step, LATE), _once(step, ESCALATED)
    if late not in said and is_past(due_at, PATIENCE.lead, moment):
        yield from _told(step, _leads(step.case), LATE, STEP_IS_LATE, late)
    if escalated not in said and is_past(due_at, PATIENCE.organiser, moment):
        unit = units.get(step.case.unit_id, "en skola") if step.case.unit_id else "en skola"
        title = CASE_IS_LATE.format(unit=unit)
        yield from _told(step, _officers(step.case), ESCALATED, title, escalated)


def _told(
    step: models.Step, persons: Iterable[uuid.UUID], kind: str, title: str, once: str
) -> Iterator[Told]:
    persons = sorted(set(persons))
    barred = shut_out(step.matter_id, persons)
    for person in persons:
        if person not in barred:
            yield Told(person, Side.STAFF, step.matter_id, kind, title, once)


def _leads(case: models.Case) -> Iterable[uuid.UUID]:
    return MatterReader.objects.filter(
        matter_id=case.matter_id,
        role=case.lead,
        side=Side.STAFF,
        valid_during__contains=clock.now(),
    ).values_list("person_id", flat=True)


def _officers(case: models.Case) -> Iterable[uuid.UUID]:
    """Return the organiser's officers for the process; none when they lead already."""
    if case.lead == Role.ORGANISER:
        return ()
    return officers_for(case.process)


def _once(step: models.Step, kind: str) -> str:
    """Return the natural key of a reminder: a step that is given a new day may be late again."""
    return f"{step.matter_id}:{step.step}:{step.instance}:{step.due_at}:{kind}"

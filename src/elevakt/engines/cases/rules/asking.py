"""Who is asked in a case, by name. Each answers for herself, and reads nothing of the case."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from elevakt.engines.cases.enums import CaseState, Circle, FieldType, From, PersonKind, StepState
from elevakt.engines.cases.rules.calendar import WorkingCalendar
from elevakt.engines.cases.rules.definition import Definition, Step
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.fields import Field
from elevakt.engines.cases.rules.ledger import DOING, Entry
from elevakt.engines.cases.rules.ordering import steps_before
from elevakt.engines.cases.rules.plan.deadlines import day_of
from elevakt.engines.cases.rules.plan.values import Plan, StepPlan
from elevakt.engines.cases.rules.values import Answers
from elevakt.trust.access.enums import HomeAnswer
from elevakt.trust.people.enums import Side


@dataclass(frozen=True, slots=True)
class Question:
    """Somebody who may answer now: she has not, or may still put right what she has answered.

    :param pupil: whom it is about, and whose part the answer is
    :param remind_on: when she is reminded by itself; never, once she has answered
    """

    step: str
    instance: str
    person: UUID
    side: Side
    pupil: UUID
    circle: str
    asked_at: dt.datetime | None
    due_on: dt.date | None
    remind_on: dt.date | None
    answered_at: dt.datetime | None


def may_be_asked(asked: Field, facts: Facts) -> frozenset[UUID]:
    """Return who can be chosen in a question that says whom to ask.

    A guardian who may not be told now is not among them, nor a pupil whose home may not know: what
    she reads there is read beside her. Nobody is told why.
    """
    if asked.among is From.TEACHES:
        return facts.teaching - facts.accused - facts.own_people
    if asked.type is FieldType.GUARDIAN:
        adults = {one.id for one in facts.persons if one.is_adult}
        told = (one for one in facts.guardians if one.answer is HomeAnswer.INFORM)
        return frozenset(one.guardian for one in told if one.pupil not in adults)
    pupils = (one for one in facts.persons if one.kind is PersonKind.PUPIL)
    return frozenset(one.id for one in pupils if one.is_adult or facts.home_is_open(one.id))


def asked_in(definition: Definition, step: Step, answers: Answers, facts: Facts) -> frozenset[UUID]:
    """Return whom a step asks now.

    Whoever no longer teaches the pupil, or may not be told any more, is asked no longer.
    """
    field = _chooses(definition, step)
    if field is None:
        return frozenset()
    assert step.per is not None
    assert step.per.asked is not None
    given = [one.get(field.id) for one in answers.get(step.per.asked.step, {}).values()]
    several = (one for value in given for one in (value if isinstance(value, list) else [value]))
    return frozenset(UUID(str(one)) for one in several if one) & may_be_asked(field, facts)


def questions(
    definition: Definition,
    found: Plan,
    entries: Sequence[Entry],
    facts: Facts,
    calendar: WorkingCalendar,
) -> Iterator[Question]:
    """Give those who may answer now: until what comes after has been done, and no longer.

    What somebody else has answered in her place is not hers to put right.
    """
    pupil = next((one.id for one in facts.persons if one.role == definition.sole), None)
    for one in found.steps:
        step = definition.step(one.step)
        field = _chooses(definition, step)
        if field is None or pupil is None or not _may_answer(definition, found, entries, one):
            continue
        assert one.instance.doer is not None
        assert step.per is not None
        assert step.per.asked is not None
        opened_on = day_of(one.opened_at) if one.opened_at else None
        remind = step.per.asked.remind if one.state is StepState.OPEN else None
        yield Question(
            step=step.id,
            instance=one.instance.key,
            person=one.instance.doer,
            side=Side.STAFF if field.type is FieldType.STAFF else Side.FAMILY,
            pupil=pupil,
            circle=step.circle or Circle.WORK,
            asked_at=one.opened_at,
            due_on=one.due_on,
            remind_on=calendar.school_days_after(opened_on, remind)
            if opened_on and remind
            else None,
            answered_at=one.finished_at,
        )


def _chooses(definition: Definition, step: Step) -> Field | None:
    """Return the question in which those whom a step asks are chosen."""
    asked = step.per.asked if step.per else None
    return definition.step(asked.step).field(asked.field) if asked else None


def _may_answer(
    definition: Definition, found: Plan, entries: Sequence[Entry], one: StepPlan
) -> bool:
    if one.state is StepState.OPEN:
        return True
    if one.state is not StepState.DONE or found.case_state is CaseState.CLOSED:
        return False
    taken_in = any(
        later.state is StepState.DONE and one.step in steps_before(definition, later.step)
        for later in found.steps
    )
    at = (one.step, one.instance.key)
    by = [entry.by_person for entry in entries if entry.kind in DOING and _at(entry) == at]
    return not taken_in and by[-1:] == [one.instance.doer]


def _at(entry: Entry) -> tuple[str | None, str]:
    return entry.step, entry.instance

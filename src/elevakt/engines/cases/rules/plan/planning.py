"""The plan: the same for the same ledger, facts and calendar. No state depends on today."""

import datetime as dt
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from uuid import UUID

from elevakt.engines.cases.enums import JOINED_ROLES, CaseState, Role, StepState
from elevakt.engines.cases.rules.asking import asked_in
from elevakt.engines.cases.rules.calendar import WorkingCalendar
from elevakt.engines.cases.rules.conditions.compiled import conditions_of
from elevakt.engines.cases.rules.definition import After, Definition, Step
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.instances import Instance, instances
from elevakt.engines.cases.rules.ledger import Entry
from elevakt.engines.cases.rules.plan.deadlines import Deadlines
from elevakt.engines.cases.rules.plan.history import History
from elevakt.engines.cases.rules.plan.values import Plan, StepPlan
from elevakt.engines.cases.rules.sentences import Sentence, listed, say
from elevakt.engines.cases.rules.values import Answers


def plan(
    definition: Definition, ledger: Iterable[Entry], facts: Facts, calendar: WorkingCalendar
) -> Plan:
    """Return where a case stands: of every step and instance the state, roles, deadline, why."""
    return _Planner(definition, History(definition, ledger), facts).plan(calendar)


def what_is_missing(definition: Definition, found: Plan) -> tuple[Sentence, ...]:
    """Return in words what is left before the case can be closed: each step once, in order."""
    left = {one.step: one for one in found.missing}
    return tuple(
        say("{step} är inte klart.", step=step.title)
        for step in definition.steps
        if step.id in left
    )


def joined_by(definition: Definition, answers: Answers) -> dict[Role, frozenset[UUID]]:
    """Return who has been given which role of work in a case by the answers in force."""
    found: dict[Role, set[UUID]] = {}
    for step in definition.steps:
        for field in step.fields:
            for given in answers.get(step.id, {}).values():
                value = given.get(field.id) if field.joins_as else None
                several = value if isinstance(value, list) else [value]
                people = {UUID(str(one)) for one in several if one}
                if field.joins_as and people:
                    found.setdefault(field.joins_as, set()).update(people)
    return {role: frozenset(people) for role, people in found.items()}


@dataclass(frozen=True, slots=True)
class _Gate:
    """What the steps before say of a step: what it waits for, or why it does not apply."""

    waits_for: tuple[str, ...] = ()
    without: str | None = None
    opened_at: dt.datetime | None = None


class _Planner:
    def __init__(self, definition: Definition, history: History, facts: Facts) -> None:
        self._definition, self._history, self._facts = definition, history, facts
        self._conditions = conditions_of(definition)
        first = facts.lead if definition.leads is Role.PRINCIPAL else Role.ORGANISER
        self._lead = history.lead(first)
        given = joined_by(definition, history.answers)
        still = {role: persons - facts.left for role, persons in given.items()}
        self._joined = {role: persons for role, persons in still.items() if persons}
        self._found: dict[str, tuple[StepPlan, ...]] = {}

    def plan(self, calendar: WorkingCalendar) -> Plan:
        for step in self._definition.ordered():
            self._found[step.id] = tuple(self._instances(step))
        self._close_last()
        steps = tuple(one for step in self._definition.steps for one in self._found[step.id])
        end = self._definition.end.id
        return Plan(
            case_state=self._case_state(),
            lead=self._lead,
            steps=Deadlines(self._definition, self._history, steps, calendar).set(),
            joined=self._joined,
            end=end,
            resting_until=max((rest.until for rest in self._history.rests), default=None),
        )

    def _instances(self, step: Step) -> Iterator[StepPlan]:
        """Give every round of every instance: those of now, and those that were finished before."""
        now = instances(step, self._facts, self._doers(step))
        for instance in dict.fromkeys((*now, *self._history.instances(step.id))):
            for one in self._rounds(step, instance, self._gate(step, instance)):
                # Whoever has left the case keeps what was done, and nothing new is asked of her.
                if one.is_finished or instance in now:
                    yield one

    def _doers(self, step: Step) -> Set[UUID]:
        """Return those who each do one of their own: who were given a role, or are asked."""
        if step.per and step.per.joined:
            shut_out = self._facts.accused | self._facts.own_people
            return self._joined.get(step.per.joined, frozenset()) - shut_out
        return asked_in(self._definition, step, self._history.answers, self._facts)

    def _rounds(self, step: Step, first: Instance, gate: _Gate) -> Iterator[StepPlan]:
        one, in_a_row = self._one(step, first, gate), 0
        yield one
        while step.repeat and one.state is StepState.DONE:
            given = self._history.answers_of(step.id, one.instance)
            in_a_row = in_a_row + 1 if step.repeat.until.holds(given) else 0
            if in_a_row == step.repeat.times_in_a_row:
                return
            # The next round waits for nothing but the one before: a measure that is late, or that
            # this answer opened again, must not put off asking the pupil.
            one = self._one(step, one.instance.next, _Gate(opened_at=one.finished_at))
            yield one

    def _one(self, step: Step, instance: Instance, gate: _Gate) -> StepPlan:
        standing = self._history.standing(step.id, instance)
        state, why = self._state(step, standing.state, gate)
        since = self._since(step, instance)
        opened_at = standing.reopened_at or _latest(gate.opened_at, since)
        return StepPlan(
            step=step.id,
            instance=instance,
            state=state,
            roles=self._roles(step),
            why=why,
            opened_at=None if state in (StepState.WAITING, StepState.NOT_APPLICABLE) else opened_at,
            finished_at=standing.at,
            no=standing.no,
            tries=standing.tries,
            reopened_at=standing.reopened_at,
            since=since,
            may_be_skipped=state is StepState.OPEN and self._holds(step.may_skip_when),
            done_when_due=step.done_when_due,
        )

    def _state(self, step: Step, stands: StepState, gate: _Gate) -> tuple[StepState, Sentence]:
        if stands is StepState.DONE:
            return stands, say("Klart.")
        if stands is StepState.SKIPPED:
            return stands, say("Hoppades över, med skäl.")
        if self._history.is_closed:
            return StepState.NOT_APPLICABLE, say("Ärendet är avslutat.")
        if gate.without:
            return StepState.NOT_APPLICABLE, say("Behövs inte utan {step}.", step=gate.without)
        if gate.waits_for:
            return StepState.WAITING, say("Väntar på {steps}.", steps=listed(gate.waits_for))
        if step.when and not self._holds(step.when):
            return StepState.NOT_APPLICABLE, say("Behövs inte i det här ärendet.")
        return StepState.OPEN, say("Ska göras.")

    def _gate(self, step: Step, instance: Instance) -> _Gate:
        waits_for: list[str] = []
        opened_at = self._history.opened_at
        for after in step.after:
            before = self._before(step, after, instance)
            title = self._definition.step(after.step).title
            if _rules_out(after, before):
                return _Gate(without=title)
            if not all(one.is_finished for one in before):
                waits_for.append(title)
            for one in before:
                opened_at = _latest(opened_at, one.finished_at)
        return _Gate(waits_for=tuple(waits_for), opened_at=opened_at)

    def _before(self, step: Step, after: After, instance: Instance) -> tuple[StepPlan, ...]:
        """Return what a step waits for: that of the same person, where both are done per person."""
        before = self._found[after.step]
        per = self._definition.step(after.step).per
        if per and not per.guardian_of and per == step.per:
            return tuple(one for one in before if one.instance.has_same_whom(instance))
        return before

    def _close_last(self) -> None:
        """Let the closing wait for everything: it is computed, not ticked."""
        end = self._definition.end
        (closing,) = self._found[end.id]
        left = [
            step.title
            for step in self._definition.steps
            if step.id != end.id and not all(one.is_finished for one in self._found[step.id])
        ]
        if closing.state in (StepState.OPEN, StepState.WAITING) and left:
            why = say("Väntar på {steps}.", steps=listed(left))
            closing = replace(closing, state=StepState.WAITING, why=why, opened_at=None)
        elif closing.state is StepState.OPEN:
            everything = [one.finished_at for found in self._found.values() for one in found]
            closing = replace(closing, opened_at=_latest(closing.opened_at, *everything))
        self._found[end.id] = (closing,)

    def _case_state(self) -> CaseState:
        if self._history.is_closed:
            return CaseState.CLOSED
        if self._found[self._definition.end.id][0].state is StepState.OPEN:
            return CaseState.READY_TO_CLOSE
        return CaseState.ONGOING if self._history.is_received else CaseState.NEW

    def _roles(self, step: Step) -> tuple[str, ...]:
        """Return who does a step, with the lead where the principal stands.

        A principal's delegate acts on her right, so when the lead has passed on, so has that. A
        role of work that nobody has been given is nobody's: the step waits for the next, or for
        whoever leads.
        """
        lead = str(self._lead)
        named = (lead if role == Role.PRINCIPAL else role for role in step.by)
        return tuple(dict.fromkeys(filter(self._is_held, named))) or (lead,)

    def _is_held(self, role: str) -> bool:
        if role == Role.DELEGATE:
            return self._lead is Role.PRINCIPAL
        shut_out = self._facts.accused | self._facts.own_people
        return role not in JOINED_ROLES or bool(self._joined.get(Role(role), set()) - shut_out)

    def _since(self, step: Step, instance: Instance) -> dt.datetime | None:
        """Return when the one it is for came into the case or could first be told, if later."""
        if step.per is None or instance.person is None:
            return None
        roles = {step.per.person, *step.per.guardian_of}
        people = [one.since for one in self._facts.person(instance.person) if one.role in roles]
        guardians = [
            one.since
            for one in self._facts.guardians
            if one.pupil == instance.person and one.guardian == instance.guardian
        ]
        named = None if None in people else min((one for one in people if one), default=None)
        return _latest(named, *guardians)

    def _holds(self, condition: str | None) -> bool:
        return condition is not None and self._conditions.holds(
            condition, self._history.answers, self._facts
        )


def _rules_out(after: After, before: Iterable[StepPlan]) -> bool:
    """Say whether the step before leaves nothing to do: it does not apply, or was skipped.

    A step without instances (no guardian may be told) is simply finished.
    """
    states = {one.state for one in before}
    if after.unless_skipped and StepState.SKIPPED in states and states <= _NOTHING_DONE:
        return True
    return states == {StepState.NOT_APPLICABLE} and not after.if_applies


_NOTHING_DONE = frozenset({StepState.SKIPPED, StepState.NOT_APPLICABLE})


def _latest(*moments: dt.datetime | None) -> dt.datetime | None:
    return max((moment for moment in moments if moment), default=None)

"""A case as this actor may see it, whole: what the case page and the step pages are made of."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from elevakt.engines.cases import models
from elevakt.engines.cases.enums import CaseState, EntryKind, Role, StepState
from elevakt.engines.cases.queries.cases import visible_case
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.queries.ledgers import ledger
from elevakt.engines.cases.queries.naming import Names, homes_in, keys_in, names_of
from elevakt.engines.cases.queries.parts import (
    DocumentRow,
    FileRow,
    PersonRow,
    StepRow,
    documents_in,
    files_in,
    people_in,
    steps_in,
)
from elevakt.engines.cases.queries.readings import Readings, readings_of
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.documents.aliases import aliases
from elevakt.engines.cases.rules.instances import Instance, roles_for
from elevakt.engines.cases.rules.ledger import DOING, Entry, answers_in_force
from elevakt.engines.cases.rules.people import named
from elevakt.engines.cases.rules.plan.planning import joined_by
from elevakt.engines.cases.rules.plan.values import Plan, StepPlan
from elevakt.engines.cases.rules.resting import resting_until
from elevakt.engines.cases.rules.sentences import say
from elevakt.engines.cases.rules.values import Answers
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.audit import actions as gate

_OF_A_STEP = DOING | {EntryKind.SKIPPED, EntryKind.REOPENED, EntryKind.DEADLINE_EXTENDED}


class OnlyReported(Exception):
    """The actor has reported the case and has no work in it: she reads her own report instead."""


@dataclass(frozen=True)
class CasePage:
    """A case with everything in it that the actor may read, and nothing else.

    :param entries: what has happened, as far as she may read it, in order
    """

    case: models.Case
    definition: Definition
    readings: Readings
    steps: tuple[StepRow, ...]
    people: tuple[PersonRow, ...]
    entries: tuple[Entry, ...]
    names: Names
    documents: tuple[DocumentRow, ...]
    files: Mapping[uuid.UUID, FileRow]

    @cached_property
    def plan(self) -> Plan:
        """Where the case stands, as far as she sees its steps; ``rules.acts`` is asked with it."""
        return Plan(
            case_state=CaseState(self.case.state),
            lead=Role(self.case.lead),
            steps=tuple(_planned(step) for step in self.steps),
            joined=joined_by(self.definition, self.answers),
            end=self.definition.end.id,
            resting_until=resting_until(self.entries),
        )

    @cached_property
    def answers(self) -> Answers:
        """The answers in force that she may read."""
        return answers_in_force(self.entries)

    def is_mine(self, step: StepRow) -> bool:
        """Say whether a step waits for the actor, as the first of those who may do it."""
        return self._may_do(step, step.roles[:1])

    def may_do(self, step: StepRow) -> bool:
        """Say whether the actor is one of those who may do an open step."""
        return self._may_do(step, step.roles)

    def _may_do(self, step: StepRow, roles: Iterable[str]) -> bool:
        is_open = step.state == StepState.OPEN
        of = self.definition.step(step.step)
        counting = roles_for(of, Instance.of(step.instance), set(roles), self.readings.person)
        return is_open and self.readings.holds(counting, step.about)


def case_page(actor: Actor, case_id: uuid.UUID) -> CasePage:
    """Open a case, and tell the gate whom it shows.

    :raises NotFound: if there is none, or none that the actor may know of
    :raises OnlyReported: if the actor has no more to do with it than having reported it
    """
    case = visible_case(actor, case_id)
    readings = readings_of(actor, case_id)
    if readings.has_only_reported:
        raise OnlyReported
    steps, people = steps_in(case_id), people_in(case_id)
    entries = _entries(actor, case_id, steps)
    page = CasePage(
        case=case,
        definition=definition(case.process, case.version),
        readings=readings,
        steps=steps,
        people=people,
        entries=entries,
        names=_names(actor, people, entries, steps, readings),
        documents=documents_in(case_id),
        files=files_in(case_id),
    )
    basis = min(readings.bases, default="")
    shown = {one.person for one in people if one.person in page.names.persons}
    gate.opens({person: basis for person in shown if person}, matter_id=case_id)
    return page


def is_acute(page: CasePage) -> bool:
    """Say whether somebody was in danger by the report, and nobody has received it yet."""
    start = page.definition.start
    said = page.answers.get(start.id, {}).get("", {})
    is_new = page.case.state == CaseState.NEW
    return is_new and any(
        said.get(field.id) is True for field in start.fields if field.if_yes.acute
    )


def _entries(actor: Actor, case_id: uuid.UUID, steps: Iterable[StepRow]) -> tuple[Entry, ...]:
    """Return what has happened, as the database lets the actor read it.

    A head whose parts are all for others is left out: that something exists is content. What stays
    is what she did, what she can read a part of, and what was done to a step that she sees.
    """
    seen = {(step.step, step.instance) for step in steps}
    return tuple(
        entry
        for entry in ledger(case_id)
        if entry.parts
        or (entry.by_person == actor.person_id and entry.kind is not EntryKind.PERSON_ADDED)
        or (entry.kind in _OF_A_STEP and (entry.step or "", entry.instance) in seen)
    )


def _names(
    actor: Actor,
    people: Iterable[PersonRow],
    entries: Iterable[Entry],
    steps: Iterable[StepRow],
    readings: Readings,
) -> Names:
    keys: set[uuid.UUID] = set()
    homes: set[tuple[uuid.UUID, uuid.UUID]] = set()
    spoken_of = named(entries)
    for entry in entries:
        if entry.kind is not EntryKind.PERSON_ADDED:
            keys.update(keys_in(entry.answers))
            homes.update(home for said in entry.answers.values() for home in homes_in(said))
        keys |= {one for one in (entry.by_person, entry.on_behalf_of) if one}
    for step in steps:
        instance = Instance.of(step.instance)
        whom = (instance.person, instance.guardian, instance.doer)
        keys.update(key for key in whom if key)
        if instance.person and instance.guardian:
            homes.add((instance.person, instance.guardian))
    keys.update(one.key for one in people)
    keys.update(one.key for one in spoken_of)
    # One who reads only of some has not seen everybody named, and would count the letters wrong.
    called = aliases(spoken_of) if readings.reads_of_all else {}
    words = {one.key: one.words for one in spoken_of if one.words}
    return names_of(actor, keys, aliases=called, words=words, homes=homes)


def _planned(step: StepRow) -> StepPlan:
    return StepPlan(
        step=step.step,
        instance=Instance.of(step.instance),
        state=step.state,
        roles=step.roles,
        why=_WHY[step.state],
        opened_at=step.opened_at,
        due_on=step.due_on,
        due_at=step.due_at,
        finished_at=step.done_at,
        no=step.done_no,
        may_be_skipped=step.may_be_skipped,
        done_when_due=step.done_when_due,
    )


_WHY = {
    StepState.WAITING: say("Väntar på ett tidigare steg."),
    StepState.OPEN: say("Ska göras."),
    StepState.DONE: say("Klart."),
    StepState.SKIPPED: say("Hoppades över, med skäl."),
    StepState.NOT_APPLICABLE: say("Behövs inte i det här ärendet."),
}

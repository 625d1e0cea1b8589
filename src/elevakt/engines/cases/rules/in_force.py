"""What is in force for a pupil: the rows that a field ``creates``, as instructions."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from elevakt.engines.cases.enums import AtClose, Circle, EntryKind, PersonKind
from elevakt.engines.cases.rules.circles import sole_person
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.fields import Field
from elevakt.engines.cases.rules.ledger import DOING, Entry, Kept, in_force, void_by
from elevakt.engines.cases.rules.plan.deadlines import day_of
from elevakt.engines.cases.rules.values import Json


@dataclass(frozen=True, slots=True)
class Instruction:
    """What those around a pupil shall do, from a day until and including another."""

    entry: UUID
    row: int
    kind: str
    pupil: UUID
    instruction: str
    owner: UUID | None
    starts_on: dt.date | None
    ends_on: dt.date | None


def instructions(
    definition: Definition, ledger: Iterable[Entry], facts: Facts
) -> Iterator[Instruction]:
    """Give every instruction in force, whatever its days; a step done again replaces its own.

    What becomes of each when the case is closed, its field says. Of a case that was a mistake,
    or goes on as another, nothing is.
    """
    entries = in_force(ledger)
    closed_on = _closed_on(entries)
    if void_by(kept.entry for kept in entries):
        return
    for field, one in _given(definition, entries, facts):
        yield _closed(one, field, closed_on) if closed_on else one


def ending_with(
    definition: Definition, ledger: Iterable[Entry], facts: Facts, *, on: dt.date
) -> Iterator[Instruction]:
    """Give what would end if the case were closed on a day, for whoever closes it to see."""
    for field, one in _given(definition, in_force(ledger), facts):
        if _closed(one, field, on) != one:
            yield one


def _given(
    definition: Definition, entries: Iterable[Kept], facts: Facts
) -> Iterator[tuple[Field, Instruction]]:
    """Give every instruction as it was given, with the field that gave it."""
    creating = {
        step.id: [field for field in step.fields if field.creates] for step in definition.steps
    }
    latest = {
        (kept.entry.step, kept.entry.instance): kept
        for kept in entries
        if kept.entry.kind in DOING and creating.get(kept.entry.step or "")
    }
    pupils = {
        str(person.id): person.id for person in facts.persons if person.kind is PersonKind.PUPIL
    }
    sole = sole_person(definition, facts)
    for (step, _), kept in latest.items():
        for field in creating[step or ""]:
            rows = kept.answers.get(field.id)
            for number, row in enumerate(rows if isinstance(rows, list) else [], 1):
                if not isinstance(row, dict):
                    continue
                pupil = pupils.get(str(row.get(field.about))) if field.about else sole
                if pupil:
                    found = _instruction(kept.entry.id, number, field, pupil, row)
                    if found.instruction:
                        yield field, found


def _instruction(
    entry: UUID, number: int, field: Field, pupil: UUID, row: Mapping[str, Json]
) -> Instruction:
    said = [str(row.get(c.id) or "") for c in field.columns if c.circle == Circle.INSTRUCTION]
    owner = row.get("owner")
    return Instruction(
        entry=entry,
        row=number,
        kind=field.creates or "",
        pupil=pupil,
        instruction=" ".join(one for one in said if one),
        owner=UUID(str(owner)) if owner else None,
        starts_on=_day(row.get("from")),
        ends_on=_day(row.get("until")),
    )


def _closed(one: Instruction, field: Field, closed_on: dt.date) -> Instruction:
    """Return an instruction as it is when the case has been closed."""
    if field.at_close is AtClose.STAYS:
        return one
    if one.ends_on and (field.at_close is None or one.ends_on < closed_on):
        return one
    return replace(one, ends_on=closed_on)


def _closed_on(entries: Iterable[Kept]) -> dt.date | None:
    """Return the day when the case was closed, if it has not been opened again."""
    closed_on = None
    for kept in entries:
        if kept.entry.kind is EntryKind.CLOSED:
            closed_on = day_of(kept.entry.at)
        elif kept.entry.kind is EntryKind.REOPENED and kept.entry.step is None:
            closed_on = None
    return closed_on


def _day(value: Json) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else None

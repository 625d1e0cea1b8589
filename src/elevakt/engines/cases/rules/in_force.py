"""What is in force for a pupil: the rows that a field ``creates``, as instructions."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from elevakt.engines.cases.enums import Circle, PersonKind
from elevakt.engines.cases.rules.circles import sole_person
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.fields import Field
from elevakt.engines.cases.rules.ledger import DOING, Entry, in_force
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
    definition: Definition, entries: Iterable[Entry], facts: Facts
) -> Iterator[Instruction]:
    """Give every instruction in force, whatever its days; a step done again replaces its own."""
    creating = {
        step.id: [field for field in step.fields if field.creates] for step in definition.steps
    }
    latest = {
        (kept.entry.step, kept.entry.instance): kept
        for kept in in_force(entries)
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
                        yield found


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


def _day(value: Json) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else None

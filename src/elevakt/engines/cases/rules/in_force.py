"""What is in force for a pupil: the rows that a field ``creates``, as instructions."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from elevakt.engines.cases.enums import Circle, PersonKind
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
    for (step, _), kept in latest.items():
        for field in creating[step or ""]:
            rows = kept.answers.get(field.id)
            for number, row in enumerate(rows if isinstance(rows, list) else [], 1):
                if isinstance(row, dict) and str(row.get(field.about or "")) in pupils:
                    found = _instruction(kept.entry.id, number, field, pupils, row)
                    if found.instruction:
                        yield found


def _instruction(
    entry: UUID, number: int, field: Field, pupils: Mapping[str, UUID], row: Mapping[str, Json]
) -> Instruction:
    said = [str(row.get(c.id) or "") for c in field.columns if c.circle == Circle.INSTRUCTION]
    owner = row.get("owner")
    return Instruction(
        entry=entry,
        row=number,
        kind=field.creates or "",
        pupil=pupils[str(row[field.about or ""])],
        instruction=" ".join(one for one in said if one),
        owner=UUID(str(owner)) if owner else None,
        starts_on=_day(row.get("from")),
        ends_on=_day(row.get("until")),
    )


def _day(value: Json) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else None

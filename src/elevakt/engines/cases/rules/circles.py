"""Which circle each answer goes to, and who reads which circle.

Row security hides rows, never keys inside a row. So an entry is split into parts: one for each
circle and each person it is about, and the database decides part by part.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from elevakt.engines.cases.enums import Circle, FieldType, PersonKind, Role
from elevakt.engines.cases.rules.definition import Definition, Step
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.fields import Field
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.rules.values import Json
from elevakt.trust.access.enums import Basis

Reader = Basis | Role
"""By what somebody reads: a basis of access, or a role of work in the case."""

_TEACHING = (Basis.TEACHES, Basis.MENTORS)
_AT_HOME = (Basis.GUARDIAN, Basis.SELF)


@dataclass(frozen=True, slots=True)
class PartDraft:
    """A part that is to be written."""

    circle: str
    about_person: UUID | None
    answers: Mapping[str, Json]


def parts_of(
    definition: Definition,
    step: Step,
    answers: Mapping[str, Json],
    facts: Facts,
    *,
    instance: str = "",
    as_written: bool = True,
) -> tuple[PartDraft, ...]:
    """Split the checked answers of a step into parts.

    Rows of a table are numbered, so that a row whose columns lie in two circles can be read as one.

    :param as_written: whether it is the one who opened the case that writes; what others add to the
        report is work, and is not read by the reporter
    """
    person = _with_part(definition, facts, Instance.of(instance).person)
    person = person or sole_person(definition, facts)
    parts: dict[tuple[str, UUID | None], dict[str, Json]] = {}
    for field in step.fields:
        if field.id not in answers:
            continue
        circle = circle_of(step, field, as_written=as_written)
        for inner, about, value in _split(definition, field, answers[field.id], facts, circle):
            found = parts.setdefault((inner, about or person), {})
            there = found.get(field.id)
            if isinstance(there, list) and isinstance(value, list):
                value = [*there, *value]
            elif isinstance(there, dict) and isinstance(value, dict):
                value = {**there, **value}
            found[field.id] = value
    return tuple(PartDraft(circle, about, said) for (circle, about), said in parts.items())


def sole_person(definition: Definition, facts: Facts) -> UUID | None:
    """Return the one whom the case is about, if it is about one pupil and it is known who."""
    found = facts.in_role(definition.sole) if definition.sole else ()
    return next((one.id for one in found if one.kind is PersonKind.PUPIL), None)


def circle_of(step: Step, field: Field, *, as_written: bool) -> str:
    """Return the circle that the answer to a question goes to.

    :param as_written: as ``parts_of`` has it
    """
    if field.circle:
        return field.circle
    if field.sensitive:
        return Circle.SENSITIVE
    if field.type is FieldType.HOME_DECISION:
        return Circle.HOME_DECISION
    if step.starts:
        return Circle.REPORT if as_written else Circle.WORK
    return step.circle or Circle.WORK


def reading(definition: Definition) -> dict[Reader, frozenset[str]]:
    """Return which circles each basis and role reads in a case of this definition.

    ``reported`` reads the own report only, the teaching bases the instructions about those they
    teach, and a home what is about its own child: which rows those are is the policy's to say.
    """
    narrow = definition.narrow_circles
    ordinary = frozenset[str](Circle)
    readers: dict[Reader, frozenset[str]] = {
        Basis.REPORTED: frozenset({Circle.STATE, Circle.REPORT}),
        Basis.OFFICER: frozenset({Circle.STATE, Circle.REPORT}),
        Basis.REGISTERS: frozenset({Circle.STATE}),
        **dict.fromkeys(_AT_HOME, frozenset({Circle.STATE, Circle.SERVED})),
    }
    if _gives_instructions(definition):
        readers |= dict.fromkeys(_TEACHING, frozenset({Circle.INSTRUCTION}))
    for basis in definition.circle:
        narrower = {name for name, circle in narrow.items() if basis in circle.bases}
        readers[basis] = readers.get(basis, frozenset()) | ordinary | narrower
    for name, circle in narrow.items():
        for role in circle.roles:
            readers[role] = readers.get(role, frozenset()) | {name}
    if Basis.LEADS in readers:
        readers[Basis.LEADS] |= narrow.keys()
    return readers


def _split(
    definition: Definition, field: Field, value: Json, facts: Facts, circle: str
) -> Iterator[tuple[str, UUID | None, Json]]:
    """Give the pieces of an answer: circle, about whom, and what."""
    if field.per_person and isinstance(value, dict):
        for person, said in value.items():
            yield circle, _with_part(definition, facts, UUID(person)), {person: said}
    elif field.type is FieldType.HOME_DECISION and isinstance(value, list):
        for row in _numbered(value):
            yield circle, _about(definition, facts, row, "pupil"), [row]
    elif field.type is FieldType.TABLE and isinstance(value, list):
        for row in _numbered(value):
            about = _about(definition, facts, row, field.about)
            for inner, cells in _by_circle(field, row, circle).items():
                yield inner, about, [{"row": row["row"], **cells}]
    else:
        yield circle, None, value


def _numbered(rows: list[Json]) -> Iterator[dict[str, Json]]:
    named = (row for row in rows if isinstance(row, dict))
    return ({**row, "row": number} for number, row in enumerate(named, 1))


def _by_circle(field: Field, row: Mapping[str, Json], circle: str) -> dict[str, dict[str, Json]]:
    cells: dict[str, dict[str, Json]] = {circle: {}}
    for column in field.columns:
        if column.id in row:
            cells.setdefault(column.circle or circle, {})[column.id] = row[column.id]
    return cells


def _about(
    definition: Definition, facts: Facts, row: Mapping[str, Json], column: str | None
) -> UUID | None:
    person = row.get(column) if column else None
    return _with_part(definition, facts, UUID(person)) if isinstance(person, str) else None


def _with_part(definition: Definition, facts: Facts, person: UUID | None) -> UUID | None:
    """Return a person who has a part of the case. A witness has none and leaves no trace."""
    roles = {one.role for one in facts.persons if one.id == person}
    return person if any(definition.people[role].part for role in roles) else None


def _gives_instructions(definition: Definition) -> bool:
    fields = [field for step in definition.steps for field in step.fields]
    circles = {field.circle for field in fields}
    circles |= {column.circle for field in fields for column in field.columns}
    return Circle.INSTRUCTION in circles

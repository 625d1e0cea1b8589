"""Whether those who do a step read what they write there: else the database takes nothing of it."""

from collections.abc import Iterator, Mapping

from elevakt.engines.cases.enums import LEADING_ROLES, Role
from elevakt.engines.cases.rules.circles import circle_of, reading
from elevakt.engines.cases.rules.definition import Definition, Step
from elevakt.engines.cases.rules.faults import Fault
from elevakt.engines.cases.rules.fields import Field
from elevakt.trust.access.enums import Basis

_BY_OFFICE: Mapping[str, Basis] = {
    **dict.fromkeys((*LEADING_ROLES, Role.DELEGATE), Basis.LEADS),
    Role.REGISTRAR: Basis.REGISTERS,
}
"""On which basis those read who are given a role by their office; all others take part."""


def faults(definition: Definition, path: str) -> list[Fault]:
    """Return where somebody is asked for what she may not read.

    What opens a case is written before anybody reads it, and is not among them.
    """
    return [
        Fault(path, step.id, field, f"Kretsen {circle} läses inte av {role}, som gör steget.")
        for step in definition.steps
        if not step.starts
        for role in step.by
        # Whoever is asked answers, and reads nothing of it.
        if role != Role.ASKED
        for field, circle in _written(step)
        if circle not in _read_by(definition, role)
    ]


def _written(step: Step) -> Iterator[tuple[str, str]]:
    """Give the circles that a step writes to, each with the question that does, or the step."""
    if step.circle and not step.fields:
        yield "", step.circle
    for field in step.fields:
        for circle in sorted(_circles(step, field)):
            yield field.id, circle


def _circles(step: Step, field: Field) -> frozenset[str]:
    own = circle_of(step, field, as_written=False)
    return frozenset({own, *(column.circle or own for column in field.columns)})


def _read_by(definition: Definition, role: str) -> frozenset[str]:
    """Return the circles that whoever holds a role or an assignment reads."""
    readers = reading(definition)
    found = readers.get(_BY_OFFICE.get(role, Basis.PARTICIPATES), frozenset())
    return found | readers.get(Role(role), frozenset()) if role in set(Role) else found

"""What is allowed in a definition but worth a second look."""

from collections.abc import Iterator

from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.faults import Fault


def warnings(definition: Definition, path: str) -> tuple[Fault, ...]:
    """Return the warnings: what no lawyer has read."""
    return tuple(Fault(path, step, field, why) for step, field, why in _warnings(definition))


def _warnings(definition: Definition) -> Iterator[tuple[str, str, str]]:
    if not definition.reviewed_by_lawyer:
        yield "", "", "Inte granskad av jurist. Gäller inte skarpt."

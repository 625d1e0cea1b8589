"""What a process asks of those who work in it: questions that must be answered, and minutes."""

from collections.abc import Iterator
from dataclasses import dataclass

from elevakt.engines.cases.enums import FieldType
from elevakt.engines.cases.rules.definition import Step
from elevakt.engines.cases.rules.fields import Column, Field

TO_BEGIN = 1.0
"""Minutes to find a step, read what the law says and what was reported, and send it."""
MINUTES = {
    FieldType.LONG_TEXT: 3.0,
    FieldType.TEXT: 0.5,
    FieldType.FILE: 1.0,
    FieldType.HOME_DECISION: 1.0,
}
TO_CHOOSE = 0.25
"""Minutes for every other kind of question. Estimates: nobody has been timed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a step asks, whoever does it.

    :param required: how many questions and columns must be answered
    :param minutes: an estimate, with only those answered
    """

    required: int
    minutes: float


def asked_in(step: Step) -> Asked:
    """Return what a step asks."""
    required = list(_required(step))
    minutes = sum(MINUTES.get(one.type, TO_CHOOSE) for one in required)
    return Asked(len(required), TO_BEGIN + minutes)


def _required(step: Step) -> Iterator[Field | Column]:
    for field in step.fields:
        if field.required:
            if field.type is not FieldType.TABLE:
                yield field
            yield from (column for column in field.columns if column.required)

"""Where phrases are offered: the questions of a process that are answered in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from elevakt.engines.cases.enums import FieldType
from elevakt.engines.cases.rules.definition import Definition, Step
from elevakt.engines.cases.rules.fields import Column, Field, Text

_IN_WORDS = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})


@dataclass(frozen=True, slots=True)
class Place:
    """A question that phrases are offered at.

    :param key: the bank that the definition names, which several questions may share; else the step
        and the question
    :param question: the field, or field and column, within its step
    """

    key: str
    question: str
    step: Text
    label: Text


def places(definition: Definition) -> tuple[Place, ...]:
    """Return the places of a process, each key once: the banks that it names first."""
    found: dict[str, Place] = {}
    for step in definition.steps:
        for place in places_in(definition, step):
            found.setdefault(place.key, place)
    return tuple(sorted(found.values(), key=lambda one: "." in one.key))


def places_in(definition: Definition, step: Step) -> Iterator[Place]:
    """Give the places of a step.

    What only few may read is asked for in words of its own: nothing is offered there, and nothing
    of it is to lie in a bank.
    """
    narrow = definition.narrow_circles
    for field in step.fields:
        if field.sensitive or field.circle in narrow or step.circle in narrow:
            continue
        if field.type in _IN_WORDS:
            yield _place(step, field.id, field)
        for column in field.columns:
            if column.type in _IN_WORDS and column.circle not in narrow:
                yield _place(step, f"{field.id}.{column.id}", column)


def _place(step: Step, question: str, asked: Field | Column) -> Place:
    named = asked.phrases if isinstance(asked, Column) else None
    return Place(named or f"{step.id}.{question}", question, step.title, asked.label)

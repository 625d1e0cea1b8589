"""One definition in other words: what it calls things, in another language or at home."""

from collections.abc import Iterator
from dataclasses import replace

from elevakt.engines.cases.rules.definition import Definition


def put_at_home(definition: Definition) -> Definition:
    """Return a definition with its first step in the words for a guardian or a pupil."""
    steps = (
        replace(step, fields=tuple(field.put_at_home() for field in step.fields))
        if step.starts
        else step
        for step in definition.steps
    )
    return replace(definition, steps=tuple(steps))


def names_between(definition: Definition, shown: Definition) -> dict[str, str]:
    """Return the names of a definition, each with what the other calls it.

    :param shown: the same definition, in another language or in words for a home
    """
    if shown is definition:
        return {}
    return dict(zip(_names(definition), _names(shown), strict=True))


def _names(definition: Definition) -> Iterator[str]:
    yield definition.title
    yield from (role.title for role in definition.people.values())
    yield from (one.title for one in definition.assignments.values())
    yield from (limit.text for limit in definition.limits)
    for step in definition.steps:
        yield step.title
        for field in step.fields:
            yield field.label
            yield from (column.label for column in field.columns)

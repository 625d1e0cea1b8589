"""What a definition calls things, and what its translation calls the same things."""

from collections.abc import Iterator

from elevakt.engines.cases.rules.definition import Definition


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

"""What follows when a report has been sent: read from its definition alone.

Nothing of whom it is about is asked, so it says the same for every pupil.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from elevakt.engines.cases.enums import LEADING_ROLES, Role
from elevakt.engines.cases.rules.definition import Definition, Step
from elevakt.engines.cases.rules.fields import Text
from elevakt.engines.cases.rules.in_time import in_time
from elevakt.engines.cases.rules.sentences import Sentence


@dataclass(frozen=True, slots=True)
class OwnStep:
    """A step that is left for the one who reported, and when it is to be done."""

    title: Text
    when: Sentence


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What follows a report.

    :param own: what whoever reported has left to do herself
    :param leads: who gets the report: the principal, or the organiser
    :param taken_over: when whoever leads takes over, or None where nobody does at once
    """

    own: tuple[OwnStep, ...]
    leads: Role
    taken_over: Sentence | None


def afterwards(definition: Definition) -> Afterwards:
    """Return what follows a report of this process."""
    steps = tuple(_at_once(definition))
    own = tuple(
        OwnStep(step.title, in_time(definition, step.within))
        for step in steps
        if step.by[0] == Role.OPENER
    )
    leads = (step for step in steps if step.by[0] in LEADING_ROLES)
    first = next(leads, None)
    return Afterwards(own, definition.leads, in_time(definition, first.within) if first else None)


def _at_once(definition: Definition) -> Iterator[Step]:
    """Give the steps that always open when the case does."""
    start = definition.start.id
    for step in definition.steps:
        if step.when is None and [after.step for after in step.after] == [start]:
            yield step

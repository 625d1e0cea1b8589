"""Who works where and answers for what, as every colleague may know it."""

import uuid
from dataclasses import dataclass

from elevakt.trust.access.models import StaffCard
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor

MOST = 300
"""So many colleagues of one school are shown; whoever looks for somebody of more searches."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Somebody leads a unit, or has been given something for the organiser as a whole.

    :param what: the basis
    :param scope: what it was given for; empty for everything
    """

    what: str
    unit: uuid.UUID | None
    scope: str
    person: uuid.UUID


def answering(actor: Actor) -> list[Answering]:
    """Return who leads which unit, and who has been given what; nobody who is protected."""
    rows = asked("select what, unit_id, scope, person_id from access.answers_for()", {})
    return [Answering(*row) for row in rows]


def staff_of(actor: Actor, unit_id: uuid.UUID) -> list[StaffCard]:
    """Return the colleagues of a school unit, by name."""
    return list(StaffCard.objects.filter(unit_id=unit_id).order_by("name_key")[:MOST])

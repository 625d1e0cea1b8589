"""The circle around a protected pupil, for whoever leads the pupil's unit."""

import uuid
from dataclasses import dataclass

from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class Proposed:
    """A colleague who meets a protected pupil, and whether she is in the circle now."""

    id: uuid.UUID
    name: str
    title: str
    basis: str
    is_in: bool


def proposed_circle(actor: Actor, pupil_id: uuid.UUID) -> list[Proposed]:
    """Return whom a circle is chosen from; empty unless the actor leads the pupil's unit."""
    rows = asked("select * from access.proposed_circle(%(pupil)s)", {"pupil": pupil_id})
    return [Proposed(*row) for row in rows]

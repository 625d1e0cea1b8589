"""The circle around a protected pupil, for whoever leads the pupil's unit."""

import datetime as dt
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


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who is in the circle now, since when, and who has confirmed it."""

    reader: uuid.UUID
    since: dt.datetime
    confirmed_by: uuid.UUID


def circle_of(actor: Actor, pupil_id: uuid.UUID) -> list[Member]:
    """Return who is in the circle by name, the first first; empty unless the actor leads there."""
    rows = asked(
        """
        select circle.reader_id, lower(circle.valid_during), circle.confirmed_by_id
          from access.protected_circle circle
         where circle.protected_person_id = %(pupil)s and circle.valid_during @> access.now()
         order by lower(circle.valid_during), circle.id
        """,
        {"pupil": pupil_id},
    )
    return [Member(*row) for row in rows]


def proposed_circle(actor: Actor, pupil_id: uuid.UUID) -> list[Proposed]:
    """Return whom a circle is chosen from; empty unless the actor leads the pupil's unit."""
    rows = asked("select * from access.proposed_circle(%(pupil)s)", {"pupil": pupil_id})
    return [Proposed(*row) for row in rows]

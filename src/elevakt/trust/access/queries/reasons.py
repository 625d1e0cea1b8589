"""Why somebody may, and who has read."""

import datetime as dt
import uuid
from dataclasses import dataclass

from elevakt.foundation.kernel import clock
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class Reading:
    """One opening of what is about a pupil, as the pupil's log tells it."""

    at: dt.datetime
    name: str
    title: str
    page: str
    kind: str
    basis: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reader:
    """One way in which somebody reads a matter now.

    :param name: empty for one whom the actor may not know by name
    :param about: whom the reading is narrowed to, or None
    """

    person: uuid.UUID
    name: str
    title: str
    side: str
    basis: str
    role: str
    circles: frozenset[str]
    about: uuid.UUID | None


def readers_of(actor: Actor, matter_id: uuid.UUID) -> list[Reader]:
    """Return who reads a matter now, and why; empty unless the actor leads it or works in it."""
    rows = asked(
        """
        select reader.person_id, coalesce(card.name, access.shown_name(person), ''),
               coalesce(card.title, ''), reader.side, reader.basis, reader.role, reader.circles,
               reader.about_person_id
          from access.readers_of(%(matter)s) reader
          left join access.staff_card card
            on card.person_id = reader.person_id and reader.side = 'staff'
          left join people.person person
            on person.id = reader.person_id and reader.side = 'family'
         order by card.name_key, person.name_key, reader.person_id, reader.basis, reader.role
        """,
        {"matter": matter_id},
    )
    return [Reader(*(*row[:6], frozenset(row[6]), row[7])) for row in rows]


def log_of(
    actor: Actor, pupil_id: uuid.UUID, *, before: dt.datetime | None = None, most: int = 50
) -> list[Reading]:
    """Return who has opened what about a pupil, newest first, for whoever leads the unit."""
    rows = asked(
        """
        select log.at, coalesce(card.name, ''), coalesce(card.title, ''), log.page, log.kind,
               log.basis, log.reason
          from access.openings_of(%(pupil)s, %(before)s, %(most)s) log
          left join access.staff_card card on card.person_id = log.person_id
         order by log.at desc
        """,
        {
            "pupil": pupil_id,
            "before": before or clock.now() + dt.timedelta(seconds=1),
            "most": most,
        },
    )
    return [Reading(*row) for row in rows]


def why_person(actor: Actor, pupil_id: uuid.UUID) -> list[str]:
    """Return every basis on which the actor reaches a pupil now; empty when there is none."""
    rows = asked(
        "select distinct basis from access.my_pupil where pupil_id = %(pupil)s order by basis",
        {"pupil": pupil_id},
    )
    return [row[0] for row in rows]


def why_matter(actor: Actor, matter_id: uuid.UUID) -> list[str]:
    """Return every basis on which the actor reads something of a matter now."""
    rows = asked(
        """
        select distinct basis from access.my_reading mine
         where matter_id = %(matter)s
           and not exists (select from access.my_bar bar where bar.matter_id = mine.matter_id)
         order by basis
        """,
        {"matter": matter_id},
    )
    return [row[0] for row in rows]

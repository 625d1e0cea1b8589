"""Why somebody may, and who has read."""

import datetime as dt
import uuid
from dataclasses import dataclass

from elevakt.foundation.kernel import clock
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class Reading:
    """One opening of what is about a pupil, as the pupil's log tells it.

    ``person_id`` is None for one whom the reader of the log may not know by name
    """

    at: dt.datetime
    person_id: uuid.UUID | None
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


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for in a log.

    :param pages: how the names of the pages begin; empty for all
    :param basis: on which they were opened; empty for all
    """

    since: dt.datetime | None = None
    before: dt.datetime | None = None
    reader: uuid.UUID | None = None
    pages: str = ""
    basis: str = ""

    def values(self) -> dict[str, object]:
        """Return it as the database is asked."""
        return {
            "since": self.since,
            "before": self.before or clock.now() + dt.timedelta(seconds=1),
            "reader": self.reader,
            "pages": self.pages,
            "why": self.basis,
        }


EVERYTHING = Sought()


def log_of(
    actor: Actor, pupil_id: uuid.UUID, sought: Sought = EVERYTHING, *, most: int = 50
) -> list[Reading]:
    """Return who has opened what about a pupil, newest first.

    For whoever leads the unit, and whoever has put on to oversee.
    """
    rows = asked(
        """
        select log.at, card.person_id, coalesce(card.name, ''), coalesce(card.title, ''), log.page,
               log.kind, log.basis, log.reason
          from access.openings_of(%(pupil)s, %(before)s, %(most)s, %(since)s, %(reader)s,
                                  %(pages)s, %(why)s) log
          left join access.staff_card card on card.person_id = log.person_id
         order by log.at desc
        """,
        {"pupil": pupil_id, "most": most, **sought.values()},
    )
    return [Reading(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Opened:
    """What somebody has opened, as those see it who oversee: how many pupils, never whom."""

    at: dt.datetime
    page: str
    kind: str
    bases: tuple[str, ...]
    persons: int


def log_by(
    actor: Actor, person_id: uuid.UUID, sought: Sought = EVERYTHING, *, most: int = 50
) -> list[Opened]:
    """Return what somebody has opened at work, newest first, for whoever oversees."""
    rows = asked(
        """
        select at, page, kind, bases, persons
          from access.openings_by(%(person)s, %(before)s, %(most)s, %(since)s, %(pages)s, %(why)s)
         order by at desc
        """,
        {"person": person_id, "most": most, **sought.values()},
    )
    return [Opened(at, page, kind, tuple(bases), n) for at, page, kind, bases, n in rows]


@dataclass(frozen=True, slots=True)
class Own:
    """What the actor has opened herself, with the names of those whom she sees now."""

    at: dt.datetime
    page: str
    kind: str
    names: tuple[str, ...]
    persons: int
    bases: tuple[str, ...]

    @property
    def others(self) -> int:
        """How many there are beside those whose names are shown."""
        return self.persons - len(self.names)


def own_log(actor: Actor, sought: Sought = EVERYTHING, *, most: int = 50) -> list[Own]:
    """Return what the actor has opened on the side where she stands, newest first."""
    rows = asked(
        """
        select opening.at, opening.page, opening.kind, cardinality(opening.subjects),
               array(select access.shown_name(person) from people.person person
                      where person.id = any(opening.subjects)
                      order by person.given_key collate "C" limit 3),
               array(select distinct unnest(opening.bases) order by 1)
          from audit.opening opening
         where opening.person_id = access.person() and opening.side = %(side)s
           and opening.at < %(before)s
           and (%(since)s::timestamptz is null or opening.at >= %(since)s)
           and starts_with(opening.page, %(pages)s)
           and (%(why)s = '' or %(why)s = any(opening.bases))
         order by opening.at desc limit %(most)s
        """,
        {"side": actor.side, "most": most, **sought.values()},
    )
    return [
        Own(at, page, kind, tuple(names), persons, tuple(bases))
        for at, page, kind, persons, names, bases in rows
    ]


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

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

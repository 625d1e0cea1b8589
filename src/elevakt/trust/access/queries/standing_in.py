"""Who stands in for whom."""

import datetime as dt
import uuid
from dataclasses import dataclass

from elevakt.foundation.kernel import clock
from elevakt.foundation.kernel.days import first_day, last_day
from elevakt.trust.access.models import StandIn
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class StandingIn:
    """Somebody stands in for another, from a day and to and including another."""

    id: uuid.UUID
    person: uuid.UUID
    away: uuid.UUID
    first_on: dt.date
    last_on: dt.date


def standing_in(actor: Actor) -> list[StandingIn]:
    """Return who stands in for the actor, and for whom she does, now or later."""
    rows = StandIn.objects.order_by("valid_during", "id").exclude(valid_during__isempty=True)
    return [
        StandingIn(row.id, row.person_id, row.for_person_id, first_day(row.valid_during), last_on)
        for row in rows
        if row.valid_during.upper > clock.now() and (last_on := last_day(row.valid_during))
    ]


def may_be_away(actor: Actor) -> bool:
    """Say whether there is something that somebody can stand in for: a unit, or a grant."""
    return bool(
        asked(
            """
            select where exists (select from access.my_unit where basis = 'leads')
               or exists (select from access.my_grant where basis = 'officer')
            """,
            {},
        )
    )


def officers_for(scope: str) -> set[uuid.UUID]:
    """Return the officers for a scope now, and those who stand in for one; for the machinery."""
    rows = asked(
        """
        with officer as (
          select person_id from access."grant"
           where basis = 'officer' and scope = %(scope)s and valid_during @> access.now())
        select person_id from officer
        union
        select instead.person_id from access.stand_in instead
         where instead.valid_during @> access.now()
           and instead.for_person_id in (
             select officer.person_id from officer
               join people.duty duty on duty.person_id = officer.person_id
                and duty.period @> access.now())
        """,
        {"scope": scope},
    )
    return {row[0] for row in rows}

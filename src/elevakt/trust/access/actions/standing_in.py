"""Let a colleague stand in while one is away."""

import datetime as dt
import uuid

from elevakt.foundation.kernel import clock, ids
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.models import StandIn
from elevakt.trust.access.queries.names import staff_names
from elevakt.trust.access.queries.standing_in import may_be_away
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound

AT_MOST = dt.timedelta(days=366)
"""Whoever is away for longer is replaced: by a duty, in the roster."""


class NotSoLong(Exception):
    """The days are in the wrong order, have been already, or are too many."""


def let_stand_in(
    actor: Actor, person_id: uuid.UUID, *, first_on: dt.date, last_on: dt.date
) -> uuid.UUID:
    """Let a colleague stand in for the actor, from a day and to and including another.

    It is written as the actor: the database takes it from the one who is away, and nobody else.

    :raises NotFound: if there is no such colleague, or nothing to stand in for
    :raises NotSoLong: if the days cannot be
    """
    if person_id == actor.person or not staff_names(actor, [person_id]) or not may_be_away(actor):
        raise NotFound
    if not clock.today() <= first_on <= last_on or last_on - first_on > AT_MOST:
        raise NotSoLong
    row = StandIn(
        id=ids.new(),
        organiser_id=actor.organiser_id,
        person_id=person_id,
        for_person_id=actor.person,
        valid_during=(clock.midnight(first_on), clock.midnight(last_on + dt.timedelta(days=1))),
        given_by_id=actor.person,
        given_at=clock.now(),
    )
    StandIn.objects.bulk_create([row])
    return row.id


def come_back(actor: Actor, stand_in_id: uuid.UUID) -> None:
    """End before its time that a colleague stands in for the actor.

    :raises NotFound: if nobody does so by that key
    """
    row = StandIn.objects.filter(id=stand_in_id, for_person_id=actor.person).first()
    now = clock.now()
    if row is None or row.valid_during.upper <= now:
        raise NotFound
    with engine_writes():
        begins = min(row.valid_during.lower, now)
        StandIn.objects.filter(id=stand_in_id).update(valid_during=(begins, now))

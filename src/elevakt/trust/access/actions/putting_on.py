"""Put on, for a while, what one does not have every day: an emergency opening, or to oversee."""

import datetime as dt
import uuid

from elevakt.foundation.kernel import clock, ids
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.enums import Basis, Limit
from elevakt.trust.access.models import PutOn, Review
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.queries.putting_on import may_break_glass, own_limit
from elevakt.trust.access.queries.units import surroundings
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.putting_on import OVERSEES_FOR, minutes_to_choose
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.rules.strength import is_strong
from elevakt.trust.audit import actions as gate


class NotStrong(Exception):
    """The log-in was not strong enough for this."""


class NoReason(Exception):
    """Nobody has said why."""


class NotSoManyMinutes(Exception):
    """It may not last so long."""


def break_glass(actor: Actor, pupil_id: uuid.UUID, *, reason: str, minutes: int) -> uuid.UUID:
    """Open a pupil in an emergency, for some minutes. It is written as the actor.

    What could not be done is remembered as well.

    :raises NotStrong: if the log-in was not
    :raises NotFound: if there is no such pupil to open, or she is one's own
    :raises NoReason: if none is given
    :raises NotSoManyMinutes: if the organiser lets it last less
    """
    try:
        if not is_strong(actor):
            raise NotStrong
        if not may_break_glass(actor, pupil_id):
            raise NotFound
        if not reason.strip():
            raise NoReason
        if minutes not in minutes_to_choose(own_limit(actor, Limit.EMERGENCY_MINUTES)):
            raise NotSoManyMinutes
    except (NotStrong, NotFound, NoReason, NotSoManyMinutes) as stopped:
        gate.refuses(f"break_glass: {type(stopped).__name__}")
        raise
    gate.gives_reason(reason.strip())
    gate.opens({pupil_id: Basis.BREAK_GLASS})
    lasts = dt.timedelta(minutes=minutes)
    return _put_on(actor, Basis.BREAK_GLASS, pupil_id, reason.strip(), lasts)


def oversee(actor: Actor, *, reason: str) -> uuid.UUID:
    """Put on to oversee, for an hour: it opens the logs, and no case.

    :raises NotFound: if it is not given to the actor, or is on already
    :raises NotStrong: if the log-in was not
    :raises NoReason: if none is given
    """
    around = surroundings(actor)
    if not around.oversees or around.oversees_until:
        gate.refuses("oversees")
        raise NotFound
    if not is_strong(actor):
        gate.refuses("oversees: NotStrong")
        raise NotStrong
    if not reason.strip():
        raise NoReason
    return _put_on(actor, Basis.OVERSEES, None, reason.strip(), OVERSEES_FOR)


def take_off(actor: Actor, basis: Basis) -> None:
    """End, before its time, what the actor has put on."""
    now = clock.now()
    mine = [
        row[0]
        for row in asked(
            """
            select id from access.my_put_on
             where basis = %(basis)s and lower(valid_during) < %(now)s
            """,
            {"basis": basis, "now": now},
        )
    ]
    with engine_writes():
        for row in PutOn.objects.filter(id__in=mine):
            row.valid_during = (row.valid_during.lower, now)
            row.save(update_fields=["valid_during"])


def sign(actor: Actor, put_on_id: uuid.UUID, *, words: str) -> None:
    """Sign that an emergency opening has been looked at. It is written as the actor.

    :raises NotFound: if there is none, or it is not the actor's to look at, or it is signed
    :raises NoReason: if nothing is said
    """
    rows = asked(
        """
        select from access.emergencies(%(before)s, 100)
         where id = %(key)s and may_review and signed_at is null
        """,
        {"key": put_on_id, "before": clock.now() + dt.timedelta(seconds=1)},
    )
    if not rows:
        gate.refuses("review")
        raise NotFound
    if not words.strip():
        raise NoReason
    Review.objects.bulk_create(
        [
            Review(
                id=ids.new(),
                organiser_id=actor.organiser_id,
                put_on_id=put_on_id,
                signed_by_id=actor.person,
                signed_at=clock.now(),
                words=words.strip(),
            )
        ]
    )


def _put_on(
    actor: Actor, basis: Basis, pupil_id: uuid.UUID | None, reason: str, lasts: dt.timedelta
) -> uuid.UUID:
    now = clock.now()
    row = PutOn(
        id=ids.new(),
        organiser_id=actor.organiser_id,
        person_id=actor.person,
        basis=basis,
        pupil_id=pupil_id,
        reason=reason,
        valid_during=(now, now + lasts),
    )
    PutOn.objects.bulk_create([row])
    return row.id

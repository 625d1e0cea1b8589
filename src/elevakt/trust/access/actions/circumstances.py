"""Set, look at again and lift special circumstances of a pupil whom one leads."""

import datetime as dt
import uuid

from psycopg.types.range import Range

from elevakt.foundation.kernel import clock, ids
from elevakt.foundation.kernel.days import period
from elevakt.foundation.kernel.rows import insert
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.enums import CircumstanceDeed, CircumstanceKind
from elevakt.trust.access.models import CircumstanceAct, SpecialCircumstance
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound


class Endless(Exception):
    """Nothing says when it ends or is looked at again, or that day has been already."""


def set_circumstance(
    actor: Actor,
    *,
    pupil_id: uuid.UUID,
    kind: CircumstanceKind,
    reason: str,
    last_on: dt.date | None,
    review_on: dt.date | None,
) -> None:
    """Set it from now on: every home decision of the pupil is a question from this moment.

    It is written as the actor: the database takes it from whoever leads the pupil's unit.

    :param last_on: its last day, if it ends by itself
    :param review_on: when it is looked at again
    :raises NotFound: if the actor does not lead the pupil's unit
    :raises Endless: if neither day is given, or one has been already
    """
    _refuse_unless_leading(pupil_id)
    days = [day for day in (last_on, review_on) if day]
    if not days or min(days) < clock.today():
        raise Endless
    row = SpecialCircumstance(
        id=ids.new(),
        organiser_id=actor.organiser_id,
        pupil_id=pupil_id,
        kind=kind.value,
        reason=reason,
        decided_by_id=actor.person,
        valid_during=period(clock.today(), last_on),
        review_on=review_on,
    )
    insert([row])


def review_circumstance(
    actor: Actor, *, pupil_id: uuid.UUID, circumstance_id: uuid.UUID, words: str, review_on: dt.date
) -> None:
    """Say that it still holds, and when it is looked at again.

    :raises NotFound: if the actor does not lead the pupil's unit, or it does not hold
    :raises Endless: if that day is not to come
    """
    row = _in_force(pupil_id, circumstance_id)
    if review_on <= clock.today():
        raise Endless
    _keep(actor, row, CircumstanceDeed.REVIEWED, words, review_on)
    with engine_writes():
        SpecialCircumstance.objects.filter(id=row.id).update(review_on=review_on)


def lift_circumstance(
    actor: Actor, *, pupil_id: uuid.UUID, circumstance_id: uuid.UUID, words: str
) -> None:
    """End it now, and keep why. What was decided about the home before holds again.

    :raises NotFound: if the actor does not lead the pupil's unit, or it does not hold
    """
    row = _in_force(pupil_id, circumstance_id)
    _keep(actor, row, CircumstanceDeed.LIFTED, words, None)
    with engine_writes():
        ended = Range(row.valid_during.lower, clock.now())
        SpecialCircumstance.objects.filter(id=row.id).update(valid_during=ended)


def _keep(
    actor: Actor,
    row: SpecialCircumstance,
    deed: CircumstanceDeed,
    words: str,
    review_on: dt.date | None,
) -> None:
    act = CircumstanceAct(
        id=ids.new(),
        organiser_id=actor.organiser_id,
        circumstance_id=row.id,
        deed=deed.value,
        words=words,
        review_on=review_on,
        by_person_id=actor.person,
        at=clock.now(),
    )
    insert([act])


def _in_force(pupil_id: uuid.UUID, circumstance_id: uuid.UUID) -> SpecialCircumstance:
    _refuse_unless_leading(pupil_id)
    row = SpecialCircumstance.objects.filter(
        id=circumstance_id, pupil_id=pupil_id, valid_during__contains=clock.now()
    ).first()
    if row is None:
        raise NotFound
    return row


def _refuse_unless_leading(pupil_id: uuid.UUID) -> None:
    led = asked(
        "select from access.my_pupil"
        " where pupil_id = %(pupil)s and side = 'staff' and basis = 'leads'",
        {"pupil": pupil_id},
    )
    if not led:
        raise NotFound

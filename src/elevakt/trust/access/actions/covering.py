"""Let a colleague cover groups, assist a pupil, or decide in one's place, where one leads."""

import datetime as dt
import uuid
from collections.abc import Iterable

from elevakt.foundation.kernel import clock
from elevakt.foundation.kernel.days import period
from elevakt.trust.access.actions.giving import Gift, WrongDays, write
from elevakt.trust.access.enums import GivenBasis, Limit
from elevakt.trust.access.queries.covering import (
    groups_of,
    is_principal,
    leads_pupil,
    works_at,
)
from elevakt.trust.access.queries.names import staff_names
from elevakt.trust.access.queries.putting_on import own_limit
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound


def let_cover(
    actor: Actor,
    person_id: uuid.UUID,
    *,
    unit_id: uuid.UUID,
    groups: Iterable[uuid.UUID],
    first_on: dt.date,
    last_on: dt.date,
) -> list[Gift]:
    """Let a colleague cover groups of a unit, from a day and to and including another.

    It is written as the actor: the database takes it from one who leads there, and nobody else.
    Oneself or one's kin is only proposed.

    :raises NotFound: if the actor does not lead there, or there is no such colleague or group
    :raises WrongDays: if the days cannot be, or are more than the organiser lets them
    """
    chosen = set(groups)
    theirs = {one.id for one in groups_of(actor, unit_id)}
    if not chosen or not chosen <= theirs or not staff_names(actor, [person_id]):
        raise NotFound
    _check_days(first_on, last_on, own_limit(actor, Limit.COVERS_DAYS))
    return [
        write(
            actor,
            person_id,
            basis=GivenBasis.COVERS,
            group_id=group,
            valid_during=period(first_on, last_on),
        )
        for group in sorted(chosen)
    ]


def let_assist(
    actor: Actor,
    person_id: uuid.UUID,
    *,
    pupil_id: uuid.UUID,
    first_on: dt.date,
    last_on: dt.date,
) -> Gift:
    """Let a colleague assist a pupil, from a day and to and including another.

    It is written as the actor: the database takes it from one who leads there, and nobody else.
    Oneself or one's kin is only proposed.

    :raises NotFound: if the actor does not lead the pupil's unit, or there is no such colleague
    :raises WrongDays: if the days cannot be, or are more than the organiser lets them
    """
    if not leads_pupil(actor, pupil_id) or not staff_names(actor, [person_id]):
        raise NotFound
    _check_days(first_on, last_on, own_limit(actor, Limit.ASSISTS_DAYS))
    return write(
        actor,
        person_id,
        basis=GivenBasis.ASSISTS,
        pupil_id=pupil_id,
        valid_during=period(first_on, last_on),
    )


def let_decide(
    actor: Actor,
    person_id: uuid.UUID,
    *,
    unit_id: uuid.UUID,
    scope: str,
    first_on: dt.date,
    last_on: dt.date,
) -> Gift:
    """Let a colleague at the unit decide in the actor's place in cases of a kind, on some days.

    It is written as the actor: the database takes it from the principal of the unit, and nobody
    else. What the law does not let anybody hand over stays hers, whatever she gives.

    :param scope: the process
    :raises NotFound: if the actor is no principal there, or the colleague does not work there
    :raises WrongDays: if the days cannot be, or are more than the organiser lets them
    """
    is_there = staff_names(actor, [person_id]) and works_at(actor, person_id, unit_id)
    if not is_principal(actor, unit_id) or not is_there:
        raise NotFound
    _check_days(first_on, last_on, own_limit(actor, Limit.DECIDES_DAYS))
    return write(
        actor,
        person_id,
        basis=GivenBasis.DECIDES,
        scope=scope,
        unit_id=unit_id,
        valid_during=period(first_on, last_on),
    )


def _check_days(first_on: dt.date, last_on: dt.date, most: int) -> None:
    if not clock.today() <= first_on <= last_on or (last_on - first_on).days >= most:
        raise WrongDays

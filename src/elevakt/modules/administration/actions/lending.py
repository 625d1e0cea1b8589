"""What whoever leads lends a colleague for a while: to cover groups, to assist, to decide."""

import datetime as dt
import uuid
from collections.abc import Iterable

from elevakt.modules.administration.actions.giving import GIVEN, GIVEN_TITLE, tell_of
from elevakt.modules.administration.actions.telling import tell_others
from elevakt.modules.administration.queries.lent import kinds
from elevakt.trust.access.actions import covering, giving
from elevakt.trust.access.rules.actor import Actor


class NotDelegable(Exception):
    """The law lets nobody but the principal decide in such cases."""


def let_cover(
    actor: Actor,
    person_id: uuid.UUID,
    *,
    unit_id: uuid.UUID,
    groups: Iterable[uuid.UUID],
    first_on: dt.date,
    last_on: dt.date,
) -> bool:
    """Let a colleague cover groups of a unit that the actor leads, and tell her.

    Return whether it waits for a second person: then those who may be that are told.

    :raises NotFound: if the actor does not lead there, or there is no such colleague or group
    :raises WrongDays: if the days cannot be
    """
    gifts = covering.let_cover(
        actor, person_id, unit_id=unit_id, groups=groups, first_on=first_on, last_on=last_on
    )
    return tell_of(actor, person_id, gifts[0])


def let_assist(
    actor: Actor,
    person_id: uuid.UUID,
    *,
    pupil_id: uuid.UUID,
    first_on: dt.date,
    last_on: dt.date,
) -> bool:
    """Let a colleague assist a pupil whose unit the actor leads, and tell her.

    Return whether it waits for a second person: then those who may be that are told.

    :raises NotFound: if the actor does not lead there, or there is no such colleague
    :raises WrongDays: if the days cannot be
    """
    gift = covering.let_assist(
        actor, person_id, pupil_id=pupil_id, first_on=first_on, last_on=last_on
    )
    return tell_of(actor, person_id, gift)


def let_decide(
    actor: Actor,
    person_id: uuid.UUID,
    *,
    unit_id: uuid.UUID,
    processes: Iterable[str],
    first_on: dt.date,
    last_on: dt.date,
) -> bool:
    """Let a colleague decide in the actor's place in some kinds of cases at a unit, and tell her.

    Return whether it waits for a second person: then those who may be that are told.

    :raises NotDelegable: if the law lets nobody else decide in such cases
    :raises NotFound: if the actor is no principal there, or the colleague does not work there
    :raises WrongDays: if the days cannot be
    """
    chosen = sorted(set(processes))
    if not chosen or not {one.process for one in kinds() if one.others}.issuperset(chosen):
        raise NotDelegable
    days = {"first_on": first_on, "last_on": last_on}
    gifts = [
        covering.let_decide(actor, person_id, unit_id=unit_id, scope=one, **days) for one in chosen
    ]
    return tell_of(actor, person_id, gifts[0])


def end_lent(actor: Actor, keys: Iterable[uuid.UUID]) -> None:
    """End now that somebody covers, assists or decides, and tell her.

    :raises NotFound: if there is none by such a key, or it is over
    """
    told: dict[uuid.UUID, uuid.UUID] = {}
    for key in keys:
        told |= dict.fromkeys(giving.take_back(actor, key), key)
    for person, key in told.items():
        tell_others(actor, [person], GIVEN, GIVEN_TITLE, f"ended:{key}")

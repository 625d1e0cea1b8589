"""Give somebody a basis by an act. Nobody opens a door for herself."""

import datetime as dt
import uuid
from dataclasses import dataclass

from elevakt.foundation.kernel import clock, ids
from elevakt.foundation.kernel.days import Period, period
from elevakt.foundation.kernel.rows import insert
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.enums import GivenBasis
from elevakt.trust.access.models import LENT, Grant, GrantAnswer, GrantProposal
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.queries.giving import are_kin, is_administrator, proposed
from elevakt.trust.access.queries.names import staff_names
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound


class WrongDays(Exception):
    """The days are in the wrong order, or have been already."""


@dataclass(frozen=True, slots=True)
class Gift:
    """What has come of an act of giving.

    :param waits: whether it waits for a second person, and gives nothing until then
    :param to_tell: who else is told: those who may be the second person; or who lead the receiver,
        where it is for the whole organiser
    """

    id: uuid.UUID
    waits: bool
    to_tell: frozenset[uuid.UUID]


def give(
    actor: Actor,
    person_id: uuid.UUID,
    *,
    basis: GivenBasis,
    scope: str,
    first_on: dt.date,
    last_on: dt.date | None,
    reason: str,
) -> Gift:
    """Give a colleague a basis for a scope; to oneself or one's kin it is only proposed.

    It is written as the actor: the database takes it from an administrator, and nobody else.

    :raises NotFound: if the actor is no administrator, or there is no such colleague
    :raises WrongDays: if the days cannot be
    """
    if not is_administrator(actor) or not staff_names(actor, [person_id]):
        raise NotFound
    if first_on < clock.today() or (last_on and last_on < first_on):
        raise WrongDays
    return write(
        actor,
        person_id,
        basis=basis,
        scope=scope,
        valid_during=period(first_on, last_on),
        reason=reason,
    )


def write(
    actor: Actor,
    person_id: uuid.UUID,
    *,
    basis: GivenBasis,
    valid_during: Period,
    scope: str = "",
    group_id: uuid.UUID | None = None,
    pupil_id: uuid.UUID | None = None,
    unit_id: uuid.UUID | None = None,
    reason: str = "",
) -> Gift:
    """Write what is given, as the actor; to oneself or one's kin it is only proposed."""
    key, waits = ids.new(), are_kin(actor, person_id)
    what = {
        "id": key,
        "organiser_id": actor.organiser_id,
        "person_id": person_id,
        "basis": basis.value,
        "scope": scope,
        "group_id": group_id,
        "pupil_id": pupil_id,
        "unit_id": unit_id,
        "valid_during": valid_during,
        "reason": reason,
    }
    if waits:
        insert([GrantProposal(**what, proposed_by_id=actor.person, proposed_at=clock.now())])
    else:
        insert([Grant(**what, given_by_id=actor.person, second_person_id=None)])
    return Gift(key, waits, _seconds(key) if waits else _leading(person_id, basis))


def answer(actor: Actor, proposal_id: uuid.UUID, *, is_confirmed: bool) -> set[uuid.UUID]:
    """Confirm or refuse what was proposed, as the second person; return who is told of it.

    :raises NotFound: if nothing by that key waits for the actor
    """
    waiting = (one for one in proposed(actor) if one.is_mine_to_answer)
    if proposal_id not in {one.given.id for one in waiting}:
        raise NotFound
    made = GrantProposal.objects.get(id=proposal_id)
    answered = GrantAnswer(
        id=proposal_id,
        organiser_id=actor.organiser_id,
        is_confirmed=is_confirmed,
        answered_by_id=actor.person,
        answered_at=clock.now(),
    )
    insert([answered])
    if is_confirmed:
        grant = Grant(
            id=proposal_id,
            organiser_id=actor.organiser_id,
            person_id=made.person_id,
            basis=made.basis,
            scope=made.scope,
            group_id=made.group_id,
            pupil_id=made.pupil_id,
            unit_id=made.unit_id,
            valid_during=made.valid_during,
            given_by_id=made.proposed_by_id,
            second_person_id=actor.person,
            reason=made.reason,
        )
        insert([grant])
    return {made.proposed_by_id, made.person_id} | _leading(made.person_id, made.basis)


def take_back(actor: Actor, grant_id: uuid.UUID) -> set[uuid.UUID]:
    """End a grant now; return who is told of it.

    Whoever may give it may, and the one who has it: to take away needs nobody else.

    :raises NotFound: if there is none by that key, it is over, or it is another's
    """
    row = Grant.objects.filter(id=grant_id).first()
    now = clock.now()
    if row is None or (row.valid_during.upper and row.valid_during.upper <= now):
        raise NotFound
    with engine_writes():
        begins = min(row.valid_during.lower, now)
        Grant.objects.filter(id=grant_id).update(valid_during=(begins, now))
    return {row.person_id} | _leading(row.person_id, row.basis)


def leading(person_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """Return who leads where somebody works; if she works at no school, whoever leads one."""
    return _keys("select access.lead_over(array[%(key)s::uuid])", person_id)


def _leading(person_id: uuid.UUID, basis: str) -> frozenset[uuid.UUID]:
    """Return who leads the one who has it; what is lent is of the unit where it was."""
    return frozenset() if basis in LENT else leading(person_id)


def _seconds(proposal_id: uuid.UUID) -> frozenset[uuid.UUID]:
    return _keys("select access.who_may_second(%(key)s)", proposal_id)


def _keys(question: str, key: uuid.UUID) -> frozenset[uuid.UUID]:
    with engine_writes():
        return frozenset(row[0] for row in asked(question, {"key": key}))

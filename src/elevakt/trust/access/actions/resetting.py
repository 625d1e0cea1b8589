"""Take a colleague's lost second steps away. It takes two, and neither is she."""

import uuid

from django.db import transaction

from elevakt.foundation.kernel import clock, ids, jobs
from elevakt.foundation.kernel.rows import insert
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.models import StepReset, StepResetAnswer
from elevakt.trust.access.queries import resetting
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound

TAKE_AWAY = "login.take_away_steps"
"""The job that the log-in does when a second person has said yes."""


LOG_OUT = "login.log_out"
"""The job by which the log-in ends every session of a colleague."""


class AlreadyAsked(Exception):
    """The same has been asked for, and waits for an answer."""


class NobodyAnswers(Exception):
    """Nobody could be the second person."""


def ask_reset(
    actor: Actor, person_id: uuid.UUID, *, reason: str
) -> tuple[uuid.UUID, frozenset[uuid.UUID]]:
    """Ask that a colleague's second steps be taken away; return the key, and who may say yes.

    It is written as the actor: the database takes it from an administrator, never about herself.

    :param reason: how the colleague was recognised
    :raises NotFound: if the actor is no administrator, or there is no such colleague but herself
    :raises AlreadyAsked: if the same waits for an answer
    :raises NobodyAnswers: if there is nobody to be the second person
    """
    if not resetting.may_ask(actor, person_id):
        raise NotFound
    if any(one.waits and one.person == person_id for one in resetting.resets(actor)):
        raise AlreadyAsked
    key = ids.new()
    row = StepReset(
        id=key,
        organiser_id=actor.organiser_id,
        person_id=person_id,
        reason=reason,
        asked_by_id=actor.person,
        asked_at=clock.now(),
    )
    with transaction.atomic():
        insert([row])
        with engine_writes():
            found = asked("select access.who_may_confirm_reset(%(key)s)", {"key": key})
        if not found:
            raise NobodyAnswers
    return key, frozenset(one for (one,) in found)


def answer_reset(actor: Actor, reset_id: uuid.UUID, *, is_confirmed: bool) -> uuid.UUID:
    """Say yes or no as the second person; return who asked. A yes is done by a job at once.

    :raises NotFound: if nothing by that key waits for the actor
    """
    mine = {one.id: one for one in resetting.resets(actor) if one.is_mine_to_answer}
    if reset_id not in mine:
        raise NotFound
    answered = StepResetAnswer(
        id=reset_id,
        organiser_id=actor.organiser_id,
        is_confirmed=is_confirmed,
        answered_by_id=actor.person,
        answered_at=clock.now(),
    )
    insert([answered])
    if is_confirmed:
        with engine_writes():
            jobs.defer(TAKE_AWAY, organiser_id=actor.organiser_id, reset_id=reset_id)
    return mine[reset_id].asked_by


def log_out(actor: Actor, person_id: uuid.UUID) -> None:
    """Let a job end every session of a colleague.

    It takes nothing from her but that she must log in again, so one is enough.

    :raises NotFound: if the actor is no administrator, or there is no such colleague but herself
    """
    if not resetting.may_ask(actor, person_id):
        raise NotFound
    with engine_writes():
        jobs.defer(
            LOG_OUT,
            organiser_id=actor.organiser_id,
            person_id=person_id,
            by_person_id=actor.person,
        )

"""Whose second steps somebody has asked to have taken away, and what waits for an answer."""

import datetime as dt
import uuid
from dataclasses import dataclass

from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class Reset:
    """Somebody has asked that a colleague's second steps be taken away.

    :param is_confirmed: what was answered; None if nothing has been
    :param is_mine_to_answer: whether the actor may be the second person
    """

    id: uuid.UUID
    person: uuid.UUID
    reason: str
    asked_by: uuid.UUID
    asked_at: dt.datetime
    is_confirmed: bool | None
    answered_by: uuid.UUID | None
    is_mine_to_answer: bool
    waits: bool


def resets(actor: Actor) -> list[Reset]:
    """Return the latest first, at most fifty: all to an administrator, to others their part."""
    rows = asked(
        """
        select asked.id, asked.person_id, asked.reason, asked.asked_by_id, asked.asked_at,
               answer.is_confirmed, answer.answered_by_id, access.may_confirm_reset(asked.id),
               answer.id is null and access.now() < asked.asked_at + interval '7 days'
          from access.step_reset asked
          left join access.step_reset_answer answer on answer.id = asked.id
         order by asked.asked_at desc, asked.id limit 50
        """,
        {},
    )
    return [Reset(*row) for row in rows]


def may_ask(actor: Actor, person_id: uuid.UUID) -> bool:
    """Say whether the actor administers, and this is a colleague other than herself."""
    question = "select access.may_ask_reset(%(person)s)"
    return bool(asked(question, {"person": person_id})[0][0])


def confirmed(actor: Actor, reset_id: uuid.UUID) -> uuid.UUID | None:
    """Return whose second steps are to go, if a second person has said so.

    The actor is the machinery.
    """
    rows = asked(
        """
        select asked.person_id from access.step_reset asked
          join access.step_reset_answer answer on answer.id = asked.id and answer.is_confirmed
         where asked.id = %(reset)s
        """,
        {"reset": reset_id},
    )
    return rows[0][0] if rows else None

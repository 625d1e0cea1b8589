"""What somebody is asked in cases of which she sees nothing else."""

import datetime as dt
import uuid
from dataclasses import dataclass

from elevakt.engines.cases import models
from elevakt.engines.cases.queries.definitions import shown
from elevakt.trust.access.enums import Basis
from elevakt.trust.access.queries.names import person_names
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.audit import actions as gate

MOST = 20


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """Something that the actor is asked.

    :param about: the pupil; empty when it is herself, or she may not see who it is
    """

    id: uuid.UUID
    title: str
    about: str
    due_on: dt.date | None
    is_answered: bool


def my_questions(actor: Actor) -> list[QuestionRow]:
    """Return what the actor is asked, what she has not answered first."""
    rows = models.Asked.objects.order_by("answered_at", "due_on", "id")
    found = sorted(rows[:MOST], key=lambda row: row.answered_at is not None)
    names = person_names(actor, {row.pupil_id for row in found} - {actor.person_id})
    for row in found:
        if row.pupil_id in names:
            gate.lists({row.pupil_id: Basis.ASKED}, matter_id=row.matter_id)
    return [_row(row, names.get(row.pupil_id, "")) for row in found]


def unanswered(actor: Actor) -> int:
    """Return how much the actor is asked and has not answered."""
    return models.Asked.objects.filter(answered_at=None).count()


def question(actor: Actor, asked_id: uuid.UUID) -> QuestionRow:
    """Open what the actor is asked.

    :raises NotFound: if she is not asked, or may not answer any more
    """
    row = question_row(actor, asked_id)
    names = person_names(actor, {row.pupil_id} - {actor.person_id})
    gate.opens({row.pupil_id: Basis.ASKED}, matter_id=row.matter_id)
    return _row(row, names.get(row.pupil_id, ""))


def question_row(actor: Actor, asked_id: uuid.UUID) -> models.Asked:
    """Return the row of what the actor is asked.

    :raises NotFound: if she is not asked, or may not answer any more
    """
    row = models.Asked.objects.filter(id=asked_id).first()
    if row is None:
        gate.refuses("question")
        raise NotFound
    return row


def _row(row: models.Asked, about: str) -> QuestionRow:
    title = str(shown(row.process, row.version).step(row.step).title)
    return QuestionRow(row.id, title, about, row.due_on, row.answered_at is not None)

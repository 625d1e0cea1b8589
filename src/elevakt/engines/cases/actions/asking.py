"""Answer what one is asked in a case of which one sees nothing else; and remind who has not."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from elevakt.engines.cases import models
from elevakt.engines.cases.actions.effects import follow
from elevakt.engines.cases.actions.projecting import project, stand
from elevakt.engines.cases.actions.refusing import Refused, WrongAnswers
from elevakt.engines.cases.actions.under_way import locked, require, write
from elevakt.engines.cases.enums import EntryKind, Role
from elevakt.engines.cases.queries.asked import question_row
from elevakt.engines.cases.queries.cases import held_roles
from elevakt.engines.cases.rules.acts import Act, kind_of
from elevakt.engines.cases.rules.answers.checking import as_posted, check_answers
from elevakt.engines.cases.rules.circles import parts_of
from elevakt.engines.cases.rules.definition import Step
from elevakt.engines.cases.rules.instances import roles_for
from elevakt.engines.cases.rules.ledger import DOING, answers_in_force
from elevakt.engines.cases.rules.sentences import Sentence, say
from elevakt.engines.notifications.actions import Told, tell
from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.people.enums import Side

REMINDED = gettext_noop("Påminnelse: skolan har frågor till dig")
"""Title of a notice. Quiet: never whom or what it is about."""


@dataclass(frozen=True)
class Prepared:
    """What the form of one who is asked must know: her own step, and what she has answered."""

    step: Step
    answers: Mapping[str, object]


def prepare_question(actor: Actor, asked_id: uuid.UUID) -> Prepared:
    """Return what the actor is asked, with what she has answered, read with the engine's eyes.

    :raises NotFound: if she is not asked, or may not answer any more
    """
    row = question_row(actor, asked_id)
    with engine_writes():
        now = stand(models.Case.objects.get(matter_id=row.matter_id))
    of = now.definition.step(row.step)
    given = answers_in_force(now.entries).get(row.step, {}).get(row.instance, {})
    return Prepared(of, as_posted(of, given))


def answer(actor: Actor, *, asked_id: uuid.UUID, posted: Mapping[str, object]) -> None:
    """Answer what the actor is asked; again, put right what she has answered.

    :raises NotFound: if she is not asked, or may not answer any more
    :raises WrongAnswers: if an answer is missing or wrong
    """
    matter_id = question_row(actor, asked_id).matter_id
    with engine_writes():
        now = stand(models.Case.objects.select_for_update().get(matter_id=matter_id))
    # Now that the case is locked: what she is asked may have been taken back a moment ago.
    row = question_row(actor, asked_id)
    of = now.definition.step(row.step)
    checked = check_answers(
        now.definition,
        of,
        posted,
        facts=now.facts,
        answers=answers_in_force(now.entries),
        instance=row.instance,
    )
    before = [
        entry
        for entry in now.entries
        if entry.kind in DOING and (entry.step, entry.instance) == (row.step, row.instance)
    ]
    kind = EntryKind.CORRECTED if row.answered_at else kind_of(of)
    act = Act(kind, row.step, row.instance, checked.answers, on=clock.today(), by=actor.person_id)
    require(now, act, frozenset({Role.ASKED}))
    faults = checked.faults or _nothing(of, checked.answers)
    if faults:
        raise WrongAnswers(faults)
    write(
        actor,
        now,
        kind,
        role=Role.ASKED,
        step=row.step,
        instance=row.instance,
        parts=parts_of(
            now.definition,
            of,
            checked.answers,
            now.facts,
            instance=row.instance,
            as_written=False,
        ),
        corrects=before[-1].id if kind is EntryKind.CORRECTED else None,
    )
    with engine_writes():
        follow(actor, now, project(now.case))


def _nothing(of: Step, answers: Mapping[str, object]) -> Mapping[str, Sentence]:
    """Return what is wrong with an answer that says nothing."""
    return {} if answers else {of.fields[0].id: say("Skriv något först.")}


def remind_asked(actor: Actor, *, case_id: uuid.UUID, step: str, instance: str) -> None:
    """Remind somebody who is asked and has not answered; at most once a day.

    :raises NotFound: if the actor may not know of the case
    :raises Refused: if it is not hers to do, or there is nobody to remind
    """
    now = locked(actor, case_id)
    one = now.plan.at(step, instance)
    if one is None:
        raise Refused(say("Steget finns inte i ärendet."))
    held = held_roles(actor, case_id)
    of = now.definition.step(step)
    if not roles_for(of, one.instance, held, actor.person_id) & {*one.roles, now.plan.lead}:
        raise Refused(say("Det är inte din uppgift."))
    with engine_writes():
        rows = models.Asked.objects.filter(
            matter_id=case_id, step=step, instance=instance, answered_at=None
        )
        told = list(_reminders(rows, str(clock.today())))
        tell(now.case.organiser_id, told)
    if not told:
        raise Refused(say("Det finns ingen att påminna."))


def remind_all_asked(organiser_id: uuid.UUID) -> None:
    """Remind those who have been asked for so long as the definition says, once. As machinery."""
    due = models.Asked.objects.filter(answered_at=None, remind_on__lte=clock.today())
    tell(organiser_id, list(_reminders(due, "due")))


def _reminders(rows: Iterable[models.Asked], when: str) -> Iterator[Told]:
    """Give a reminder to each who may still be told."""
    for row in rows:
        if row.side == Side.STAFF or _may_know_at_home(row):
            yield Told(
                row.person_id,
                Side(row.side),
                None,
                "asked",
                REMINDED,
                f"asked:{row.matter_id}:{row.step}:{row.instance}:{when}",
            )


def _may_know_at_home(row: models.Asked) -> bool:
    """Say whether this home may know, by the predicate that also closes what it has been told."""
    return bool(
        asked(
            """
            select from access.told_reader told
             where told.matter_id = %(matter)s and told.pupil_id = %(pupil)s
               and told.person_id = %(person)s limit 1
            """,
            {"matter": row.matter_id, "pupil": row.pupil_id, "person": row.person_id},
        )
    )

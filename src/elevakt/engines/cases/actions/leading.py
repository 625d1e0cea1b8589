"""What whoever leads a case does with it as a whole: more time, a rest, and what was a mistake."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from elevakt.engines.cases.actions.effects import follow
from elevakt.engines.cases.actions.onward import open_from, tie
from elevakt.engines.cases.actions.projecting import Standing, project
from elevakt.engines.cases.actions.refusing import Refused
from elevakt.engines.cases.actions.under_way import locked, require, write
from elevakt.engines.cases.actions.writing import Words
from elevakt.engines.cases.enums import Circle, EntryKind
from elevakt.engines.cases.queries.cases import held_roles
from elevakt.engines.cases.queries.links import whole_case
from elevakt.engines.cases.rules.acts import Act
from elevakt.engines.cases.rules.circles import PartDraft
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.rules.people import Named
from elevakt.engines.cases.rules.sentences import say
from elevakt.engines.cases.rules.values import Json
from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound


def extend_deadline(
    actor: Actor,
    *,
    case_id: uuid.UUID,
    step: str,
    instance: str = "",
    due_on: dt.date,
    reason: str,
) -> None:
    """Give a step more time, with the reason: until and including a later day.

    :raises NotFound: if the actor may not know of the case
    :raises Refused: if the actor does not lead it, the step has no deadline, or the day is no later
    """
    now = locked(actor, case_id)
    about = Instance.of(instance).person
    require(now, Act(EntryKind.DEADLINE_EXTENDED, step, instance), held_roles(actor, case_id))
    one = now.plan.at(step, instance)
    assert one is not None
    assert one.due_on is not None
    if due_on <= max(one.due_on, clock.today()):
        raise Refused(say("Välj en dag som är senare än både i dag och den som gäller nu."))
    write(
        actor,
        now,
        EntryKind.DEADLINE_EXTENDED,
        role=now.plan.lead,
        step=step,
        instance=instance,
        parts=[PartDraft(Circle.WORK, about, {"due_on": due_on.isoformat()})],
        words=Words(reason, Circle.WORK, about),
    )
    with engine_writes():
        follow(actor, now, project(now.case))


def annul(actor: Actor, *, case_id: uuid.UUID, reason: str) -> None:
    """Close a case that was opened by mistake, with the reason. What is written stays.

    :raises NotFound: if the actor may not know of the case
    :raises Refused: if the actor does not lead it, it is closed, or a decision has been made in it
    """
    _end(actor, EntryKind.ANNULLED, case_id, reason)


def reclassify(actor: Actor, *, case_id: uuid.UUID, reason: str) -> None:
    """End a case that goes on as another, which has just been opened out of it, with the reason.

    :raises NotFound: if the actor may not know of the case
    :raises Refused: if the actor does not lead it, it is closed, or a decision has been made in it
    """
    _end(actor, EntryKind.RECLASSIFIED, case_id, reason)


def open_instead(
    actor: Actor,
    *,
    case_id: uuid.UUID,
    process: str,
    people: Sequence[Named],
    posted: Mapping[str, object],
    reason: str,
    request_id: uuid.UUID | None = None,
) -> uuid.UUID:
    """Open a case of another kind out of a case, which ends with the reason; return the new key.

    Both happen or neither: the case is held from before it is asked whether it may end.

    :raises NotFound: if the actor may not know of the case
    :raises Refused: if the actor does not lead it, it is closed, or a decision has been made in it
    :raises WrongAnswers: if an answer or a person is missing or wrong
    """
    require(locked(actor, case_id), Act(EntryKind.RECLASSIFIED), held_roles(actor, case_id))
    opened = open_from(
        actor, case_id=case_id, process=process, people=people, posted=posted, request_id=request_id
    )
    reclassify(actor, case_id=case_id, reason=reason)
    return opened


def pause(actor: Actor, *, case_id: uuid.UUID, until: dt.date, reason: str) -> None:
    """Let a case rest until a day, with the reason. What a law asks for does not wait.

    :param until: the day when it is taken up again
    :raises NotFound: if the actor may not know of the case
    :raises Refused: if the actor does not lead it, it is closed or rests, or the day has come
    """
    now = locked(actor, case_id)
    require(now, Act(EntryKind.PAUSED, on=clock.today()), held_roles(actor, case_id))
    if until <= clock.today():
        raise Refused(say("Välj en dag som kommer."))
    _write_whole(actor, now, EntryKind.PAUSED, reason, {"until": until.isoformat()})


def resume(actor: Actor, *, case_id: uuid.UUID, reason: str) -> None:
    """Take up a case that rests before its day, with the reason.

    :raises NotFound: if the actor may not know of the case
    :raises Refused: if the actor does not lead it, or it does not rest
    """
    now = locked(actor, case_id)
    require(now, Act(EntryKind.RESUMED, on=clock.today()), held_roles(actor, case_id))
    _write_whole(actor, now, EntryKind.RESUMED, reason)


def link(actor: Actor, *, case_id: uuid.UUID, number: str) -> None:
    """Remember that two cases belong together, for those who see the whole of both.

    :param number: the other case's number, as it is shown
    :raises NotFound: if the actor may not know of the case
    :raises Refused: if the actor does not lead it, or sees the whole of no other with that number
    """
    now = locked(actor, case_id)
    require(now, Act(EntryKind.LINKED), held_roles(actor, case_id))
    try:
        other = whole_case(actor, number)
    except NotFound:
        raise Refused(say("Du har inget sådant ärende.")) from None
    if other == case_id:
        raise Refused(say("Det är det här ärendet."))
    with engine_writes():
        tie(actor, case_id, other, is_opened=False)


def _end(actor: Actor, kind: EntryKind, case_id: uuid.UUID, reason: str) -> None:
    now = locked(actor, case_id)
    require(now, Act(kind), held_roles(actor, case_id))
    _write_whole(actor, now, kind, reason)


def _write_whole(
    actor: Actor,
    now: Standing,
    kind: EntryKind,
    reason: str,
    answers: Mapping[str, Json] | None = None,
) -> None:
    """Write an act on the whole case, with its reason, and what follows from it."""
    write(
        actor,
        now,
        kind,
        role=now.plan.lead,
        parts=[PartDraft(Circle.WORK, None, answers)] if answers else [],
        words=Words(reason, Circle.WORK),
    )
    with engine_writes():
        follow(actor, now, project(now.case))

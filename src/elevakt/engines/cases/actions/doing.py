"""Do something on a case that is open."""

import datetime as dt
import uuid
from collections.abc import Mapping

from elevakt.engines.cases.actions.effects import follow
from elevakt.engines.cases.actions.files import take_up
from elevakt.engines.cases.actions.homes import (
    begin_homes,
    decide_homes,
    take_back_homes,
    unknown_homes,
)
from elevakt.engines.cases.actions.opening import naming
from elevakt.engines.cases.actions.projecting import Standing, project
from elevakt.engines.cases.actions.refusing import Refused, SomebodyWrote, WrongAnswers
from elevakt.engines.cases.actions.under_way import locked, require, write
from elevakt.engines.cases.actions.writing import Words, sent_before
from elevakt.engines.cases.enums import Circle, EntryKind
from elevakt.engines.cases.queries.cases import held_roles
from elevakt.engines.cases.rules.acts import Act, kind_of
from elevakt.engines.cases.rules.answers.checking import check_answers
from elevakt.engines.cases.rules.circles import parts_of
from elevakt.engines.cases.rules.definition import Step
from elevakt.engines.cases.rules.instances import Instance, roles_for
from elevakt.engines.cases.rules.ledger import DOING, answers_in_force
from elevakt.engines.cases.rules.people import Named
from elevakt.engines.cases.rules.sentences import say
from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.enums import BarReason
from elevakt.trust.access.models import MatterBar
from elevakt.trust.access.rules.actor import Actor


def do_step(
    actor: Actor,
    *,
    case_id: uuid.UUID,
    step: str,
    instance: str = "",
    posted: Mapping[str, object],
    based_on: int,
    happened_on: dt.date | None = None,
) -> None:
    """Do a step, with its answers.

    :param based_on: the number of the last entry that the writer had seen
    :raises NotFound: if the actor may not know of the case
    :raises Refused: if the step cannot be done now, or not by this actor
    :raises WrongAnswers: if an answer is missing or wrong
    :raises SomebodyWrote: if somebody did the same step after ``based_on``
    """
    now = locked(actor, case_id)
    definition = now.definition
    of = _step(now, step)
    _nobody_wrote(now, step, instance, based_on)
    roles = held_roles(actor, case_id, Instance.of(instance).person)
    kind = kind_of(of)
    checked = check_answers(
        definition,
        of,
        posted,
        facts=now.facts,
        answers=answers_in_force(now.entries),
        instance=instance,
    )
    roles = roles_for(of, Instance.of(instance), roles, actor.person_id)
    act = Act(kind, step, instance, checked.answers, on=clock.today(), by=actor.person_id)
    require(now, act, roles)
    faults = {**checked.faults, **unknown_homes(actor, of, checked.answers)}
    if faults:
        raise WrongAnswers(faults)
    no = write(
        actor,
        now,
        kind,
        role=_role(now, of, instance, roles),
        step=step,
        instance=instance,
        parts=parts_of(
            definition, of, checked.answers, now.facts, instance=instance, as_written=False
        ),
        happened_on=happened_on,
    )
    with engine_writes():
        take_up(actor, now.case, no=no, step=of, answers=checked.answers, as_written=False)
        decide_homes(actor, now.case, of, checked.answers)
        if checked.passes_on:
            _step_out(actor, now)
        follow(actor, now, project(now.case))


def skip_step(
    actor: Actor, *, case_id: uuid.UUID, step: str, instance: str = "", reason: str
) -> None:
    """Skip a step that may be skipped, with the reason.

    :raises NotFound: if the actor may not know of the case
    :raises Refused: if it may not be skipped, or no reason is given
    """
    _on_step(actor, case_id, EntryKind.SKIPPED, step, instance, reason)


def reopen_step(
    actor: Actor, *, case_id: uuid.UUID, step: str, instance: str = "", reason: str
) -> None:
    """Open a step again that is done, with the reason.

    :raises NotFound: if the actor may not know of the case
    :raises Refused: if it cannot be opened again
    """
    _on_step(actor, case_id, EntryKind.REOPENED, step, instance, reason)


def reopen_case(actor: Actor, *, case_id: uuid.UUID, reason: str) -> None:
    """Open a closed case again, with the reason.

    :raises NotFound: if the actor may not know of the case
    :raises Refused: if it is not closed, or the actor does not lead it
    """
    _on_step(actor, case_id, EntryKind.REOPENED, "", "", reason)


def add_note(
    actor: Actor,
    *,
    case_id: uuid.UUID,
    text: str,
    about_person: uuid.UUID | None = None,
    happened_on: dt.date | None = None,
    request_id: uuid.UUID | None = None,
) -> None:
    """Add a dated and signed note, for those who work in the case.

    :param request_id: the key of the sent form; the same form sent twice is one note
    :raises NotFound: if the actor may not know of the case
    :raises Refused: if the actor has no work in it, or it is closed
    """
    now = locked(actor, case_id)
    roles = held_roles(actor, case_id, about_person)
    require(now, Act(EntryKind.NOTE), roles)
    with engine_writes():
        if sent_before(actor, request_id) == case_id:
            return
    write(
        actor,
        now,
        EntryKind.NOTE,
        role=min(roles, default=""),
        words=Words(text, Circle.WORK, about_person),
        happened_on=happened_on,
        request_id=request_id,
    )
    with engine_writes():
        follow(actor, now, project(now.case))


def name_person(actor: Actor, *, case_id: uuid.UUID, named: Named) -> None:
    """Name somebody in a case, or say who one that was not found is.

    It gives nobody a right to read.

    :raises NotFound: if the actor may not know of the case
    :raises Refused: if the actor does not lead it, or nobody like that can be in that role
    """
    now = locked(actor, case_id)
    roles = held_roles(actor, case_id)
    require(now, Act(EntryKind.PERSON_ADDED), roles)
    role = now.definition.people.get(named.role)
    if role is None or named.kind not in role.kinds:
        raise Refused(say("Det går inte att vara det i ärendet."))
    there = [one for one in now.people if one.role == role.id and one.key != named.replaces]
    if role.most is not None and len(there) >= role.most:
        why = say("Det kan bara gälla {most}: {title}.", most=role.most, title=role.title)
        raise Refused(why, now.definition)
    write(
        actor,
        now,
        EntryKind.PERSON_ADDED,
        role=now.plan.lead,
        parts=[naming(now.definition, named, Circle.WORK)],
    )
    with engine_writes():
        after = project(now.case)
        begin_homes(after.case, after.definition, after.facts, decided=after.around.decided)
        follow(actor, now, after)


def correct(
    actor: Actor,
    *,
    case_id: uuid.UUID,
    entry_no: int,
    posted: Mapping[str, object],
    reason: str,
) -> None:
    """Correct the answers of an entry by a new one that points at it; the old stays as it was.

    :raises NotFound: if the actor may not know of the case
    :raises Refused: if there is nothing to correct, or the actor may not
    :raises WrongAnswers: if an answer is wrong
    """
    now = locked(actor, case_id)
    old = next((one for one in now.entries if one.no == entry_no and one.step), None)
    roles = held_roles(actor, case_id, Instance.of(old.instance).person if old else None)
    act = Act(
        EntryKind.CORRECTED,
        old.step if old else None,
        old.instance if old else "",
        by=actor.person_id,
    )
    require(now, act, roles)
    assert old is not None
    assert old.step is not None
    of = now.definition.step(old.step)
    checked = check_answers(
        now.definition,
        of,
        posted,
        facts=now.facts,
        answers=answers_in_force(now.entries),
        instance=old.instance,
        is_partial=True,
    )
    faults = {**checked.faults, **unknown_homes(actor, of, checked.answers)}
    if faults:
        raise WrongAnswers(faults)
    as_written = old.by_person == actor.person_id and of.starts
    no = write(
        actor,
        now,
        EntryKind.CORRECTED,
        role=min(roles, default=""),
        step=old.step,
        instance=old.instance,
        parts=parts_of(
            now.definition,
            of,
            checked.answers,
            now.facts,
            instance=old.instance,
            as_written=as_written,
        ),
        words=Words(reason, Circle.WORK, Instance.of(old.instance).person) if reason else None,
        corrects=old.id,
    )
    with engine_writes():
        take_up(actor, now.case, no=no, step=of, answers=checked.answers, as_written=as_written)
        decide_homes(actor, now.case, of, checked.answers)
        follow(actor, now, project(now.case))


def withdraw(actor: Actor, *, case_id: uuid.UUID, entry_no: int, reason: str) -> None:
    """Take a text that stands on the wrong pupil out of force at once.

    :raises NotFound: if the actor may not know of the case, or there is no such entry
    :raises Refused: if the actor neither leads the case nor registers it
    """
    now = locked(actor, case_id)
    old = next((one for one in now.entries if one.no == entry_no), None)
    roles = held_roles(actor, case_id)
    require(now, Act(EntryKind.WITHDRAWN), roles)
    write(
        actor,
        now,
        EntryKind.WITHDRAWN,
        role=min(roles, default=""),
        step=old.step or "" if old else "",
        instance=old.instance if old else "",
        words=Words(reason, Circle.WORK),
        corrects=old.id if old else None,
    )
    with engine_writes():
        if old:
            take_back_homes(actor, now, old.id)
        follow(actor, now, project(now.case))


def say_concerned(actor: Actor, *, case_id: uuid.UUID) -> None:
    """Step out of a case: from now on nothing of it is to be seen, and its steps go to others.

    :raises NotFound: if the actor may not know of the case
    """
    now = locked(actor, case_id)
    with engine_writes():
        _step_out(actor, now)
        follow(actor, now, project(now.case))


def _step_out(actor: Actor, now: Standing) -> None:
    """Shut the actor out of the case: she has said that she is concerned."""
    MatterBar.objects.create(
        organiser_id=actor.organiser_id,
        matter_id=now.case.matter_id,
        person_id=actor.person,
        reason=BarReason.CONCERNED,
    )


def _on_step(
    actor: Actor,
    case_id: uuid.UUID,
    kind: EntryKind,
    step: str,
    instance: str,
    reason: str,
) -> None:
    now = locked(actor, case_id)
    roles = held_roles(actor, case_id, Instance.of(instance).person)
    act = Act(kind, step or None, instance, on=clock.today(), by=actor.person_id)
    require(now, act, roles)
    write(
        actor,
        now,
        kind,
        role=min(roles, default=""),
        step=step,
        instance=instance,
        words=Words(reason, Circle.WORK, Instance.of(instance).person),
    )
    with engine_writes():
        follow(actor, now, project(now.case))


def _step(now: Standing, step: str) -> Step:
    try:
        return now.definition.step(step)
    except KeyError:
        raise Refused(say("Steget finns inte i ärendet.")) from None


def _nobody_wrote(now: Standing, step: str, instance: str, based_on: int) -> None:
    """Refuse when the step was done by somebody else after what the writer had seen."""
    for entry in now.entries:
        is_same = (entry.step, entry.instance) == (step, instance)
        if is_same and entry.no > based_on and entry.kind in DOING:
            raise SomebodyWrote(entry)


def _role(now: Standing, of: Step, instance: str, roles: frozenset[str]) -> str:
    """Return in which role the step is done: the first of those it names that the actor holds."""
    one = now.plan.at(of.id, instance)
    named = one.roles if one else ()
    return next((role for role in (*named, now.plan.lead) if role in roles), "")

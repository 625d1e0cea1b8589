"""A pupil changes school or school form: whoever leads a running case says what becomes of it."""

import uuid
from collections.abc import Iterator, Sequence

from django.db.models import Q

from elevakt.engines.cases import models
from elevakt.engines.cases.actions.effects import TO_DO, follow
from elevakt.engines.cases.actions.keeping import keep
from elevakt.engines.cases.actions.projecting import Standing, project
from elevakt.engines.cases.actions.refusing import Refused
from elevakt.engines.cases.actions.under_way import locked, require, write
from elevakt.engines.cases.actions.writing import Words
from elevakt.engines.cases.enums import Circle, EntryKind, Onwards
from elevakt.engines.cases.queries.cases import held_roles
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.queries.moved import moved_row
from elevakt.engines.cases.rules.acts import Act
from elevakt.engines.cases.rules.circles import PartDraft
from elevakt.engines.cases.rules.sentences import say
from elevakt.engines.cases.rules.values import Json
from elevakt.engines.notifications.actions import Told, tell
from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.models import MatterReader
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.people.enums import Side

# She no longer goes where the case is led; or what she went to there has ended, in another form.
# School-age educare is beside the school and no form of its own.
_MOVED = """
    select kase.matter_id, kase.process, kase.version, person.role, person.person_id,
           now_at.school_unit_id, coalesce(now_at.school_type, '')
      from cases."case" kase
      join cases.case_person person on person.matter_id = kase.matter_id
       and person.kind = 'pupil' and person.unit_id = kase.unit_id
      left join lateral (
        select enrolled.school_unit_id, enrolled.school_type from people.enrolment enrolled
         where enrolled.person_id = person.person_id and enrolled.period @> %(now)s
           and enrolled.school_type not in ('FTH', 'OPPFTH')
         order by lower(enrolled.period) desc, enrolled.id limit 1) now_at on true
     where kase.state <> 'closed' and (
       not exists (
         select from people.enrolment here
          where here.person_id = person.person_id and here.period @> %(now)s
            and here.school_unit_id = kase.unit_id)
       or exists (
         select from people.enrolment was
          where was.person_id = person.person_id and was.school_unit_id = kase.unit_id
            and was.school_type not in ('FTH', 'OPPFTH')
            and upper(was.period) > kase.opened_at and upper(was.period) <= %(now)s
            and not exists (
              select from people.enrolment still
               where still.person_id = was.person_id and still.period @> %(now)s
                 and still.school_unit_id = was.school_unit_id
                 and still.school_type = was.school_type)))
"""


def notice_moves(organiser_id: uuid.UUID) -> None:
    """Ask whoever leads what becomes of each case whose pupil has moved. Nothing moves by itself.

    Called as machinery. Again is harmless, and what is no longer so is asked no longer.
    """
    said = {
        (one.matter_id, one.pupil_id, one.unit_id, one.school_type)
        for one in models.Moved.objects.exclude(choice="")
    }
    wanted = [one for one in _found(organiser_id) if _key(one) not in said]
    waiting = models.Moved.objects.filter(choice="")
    added = keep(waiting, wanted, by=("matter_id", "pupil_id", "unit_id", "school_type"))
    tell(organiser_id, [told for one in added for told in _told(one.matter_id, str(one.id))])


def decide_move(actor: Actor, *, moved_id: uuid.UUID, choice: Onwards, reason: str) -> None:
    """Say what becomes of a case whose pupil has moved, with the reason.

    :raises NotFound: if the actor does not lead such a case, or it has been said already
    :raises Refused: if it cannot be handed over or ended
    """
    row = moved_row(actor, moved_id)
    now = locked(actor, row.matter_id)
    roles = held_roles(actor, row.matter_id)
    require(now, Act(_KINDS[choice], on=clock.today()), roles)
    pupils = _leading_pupils(now)
    if choice is Onwards.HAND_OVER and not _is_whole(row, pupils):
        raise Refused(say("Alla elever som ärendet leds för har inte bytt till den skolan."))
    answers: dict[str, Json] = {
        "unit": str(row.unit_id),
        "pupils": [str(one) for one in pupils],
    }
    write(
        actor,
        now,
        _KINDS[choice],
        role=now.plan.lead,
        parts=[PartDraft(Circle.WORK, None, answers)] if choice is Onwards.HAND_OVER else [],
        words=Words(reason, Circle.WORK),
    )
    with engine_writes():
        models.Moved.objects.filter(id=moved_id).update(choice=choice)
        if choice is Onwards.HAND_OVER:
            now.case.unit_id = row.unit_id
            now.case.save(update_fields=["unit_id"])
        after = project(now.case)
        follow(actor, now, after)
        if choice is Onwards.HAND_OVER:
            others = [one for one in _told(row.matter_id, str(moved_id)) if _is_new(one, actor)]
            tell(actor.organiser_id, others)


_KINDS = {
    Onwards.HAND_OVER: EntryKind.HANDED_OVER,
    Onwards.KEEP: EntryKind.KEPT,
    Onwards.END: EntryKind.ENDED,
}


def _found(organiser_id: uuid.UUID) -> Iterator[models.Moved]:
    """Give each case of which a pupil for whom it is led has moved since it was opened."""
    for matter, process, version, role, pupil, unit, form in asked(_MOVED, {"now": clock.now()}):
        if definition(process, version).lead_unit.enrolment_of == role:
            yield models.Moved(
                organiser_id=organiser_id,
                matter_id=matter,
                pupil_id=pupil,
                unit_id=unit,
                school_type=form,
                choice="",
            )


def _key(one: models.Moved) -> tuple[object, ...]:
    return one.matter_id, one.pupil_id, one.unit_id, one.school_type


def _told(matter_id: uuid.UUID, once: str) -> Iterator[Told]:
    """Tell those who lead now, quietly."""
    lead = models.Case.objects.get(matter_id=matter_id).lead
    leads = MatterReader.objects.filter(
        Q(role=lead), matter_id=matter_id, side=Side.STAFF, valid_during__contains=clock.now()
    )
    for person in sorted(set(leads.values_list("person_id", flat=True))):
        yield Told(person, Side.STAFF, matter_id, "moved", TO_DO, f"moved:{once}:{lead}")


def _is_new(one: Told, actor: Actor) -> bool:
    return one.person_id != actor.person_id


def _leading_pupils(now: Standing) -> list[uuid.UUID]:
    role = now.definition.lead_unit.enrolment_of or ""
    return [one.key for one in now.people if one.role == role and one.unit == now.case.unit_id]


def _is_whole(row: models.Moved, pupils: Sequence[uuid.UUID]) -> bool:
    """Say whether there is another school, and every pupil for whom the case is led goes there."""
    with engine_writes():
        rows = asked(
            """
            select count(distinct person_id) from people.enrolment
             where person_id = any(%(pupils)s) and school_unit_id = %(unit)s
               and period @> %(now)s
            """,
            {"pupils": list(pupils), "unit": row.unit_id, "now": clock.now()},
        )
    return row.unit_id is not None and rows[0][0] == len(pupils)

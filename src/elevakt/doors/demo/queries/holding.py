"""Whether what must hold of every case does: asked past the engine, of the rows that it has kept.

Each answers with what does not hold, in words for whoever reads the outcome of a year.
"""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db import connection

from elevakt.doors.demo.queries.scenes import OpenStep
from elevakt.doors.demo.rules.play_days import STOCKHOLM
from elevakt.engines.cases.models import Case, Entry, Step
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.rules.reminding import PATIENCE, is_past
from elevakt.engines.notifications.models import Notice
from elevakt.engines.records.models import Document
from elevakt.trust.access.rules.actor import Actor

_HOLDS = """
    reader.matter_id = step.matter_id and reader.side = 'staff' and reader.role = step.roles[1]
    and reader.valid_during @> %(at)s
    and coalesce(reader.about_person_id = step.about_person_id, true)
    and (left(step.instance, 1) <> '@' or starts_with(step.instance, '@' || reader.person_id))
    and not exists (select from access.matter_bar bar
         where bar.matter_id = reader.matter_id and bar.person_id = reader.person_id)
"""
_UNTOLD = f"""
    select kase.process, step.step, step.instance,
           not exists (select from access.matter_reader reader where {_HOLDS})
             and not exists (select from cases.asked asked where asked.matter_id = step.matter_id
               and asked.step = step.step and asked.instance = step.instance),
           exists (select from access.matter_reader reader
             where {_HOLDS} and reader.person_id is distinct from
                   (select by_person_id from cases.entry entry
                     where entry.matter_id = step.matter_id order by no desc limit 1)
               and not exists (select from notifications.notice told
                     where told.matter_id = step.matter_id and told.person_id = reader.person_id
                       and told.created_at = %(at)s))
      from cases.step step join cases."case" kase on kase.matter_id = step.matter_id
     where step.matter_id = %(case)s and step.state = 'open' and step.opened_at = %(at)s
"""
# By the roster, and not by who reads: the right person is whoever leads, as the duties say.
_LATE = """
    select kase.process, step.matter_id, step.step, step.instance,
           greatest(step.due_at, step.opened_at), step.due_at, kase.lead,
           array(select duty.person_id from people.duty duty
                  where duty.school_unit_id = kase.unit_id and kase.lead in ('principal', 'deputy')
                    and duty.duty_role = case kase.lead when 'principal' then 'Rektor'
                                         else 'Övrig arbetsledning' end
                    and duty.period @> %(at)s
                    and not exists (select from access.matter_bar bar
                         where bar.matter_id = kase.matter_id and bar.person_id = duty.person_id)),
           array(select officer.person_id from access."grant" officer
                  where officer.basis = 'officer' and officer.scope = kase.process
                    and officer.valid_during @> %(at)s),
           (select coalesce(jsonb_object_agg(told.kind || told.person_id, told.created_at), '{}')
              from notifications.notice told
             where told.matter_id = step.matter_id and told.kind in ('late', 'escalated')
               and starts_with(told.once,
                     step.matter_id || ':' || step.step || ':' || step.instance || ':'
                     || to_char(step.due_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')))
      from cases.step step join cases."case" kase on kase.matter_id = step.matter_id
     where step.state = 'open' and not step.done_when_due and step.due_at <= %(at)s
       and kase.state <> 'closed'
"""
_WAITING = """
    select coalesce(max(waiting), 0) from (
      select count(*) as waiting
        from cases.step step join cases."case" kase on kase.matter_id = step.matter_id
       where step.state = 'open' and not step.done_when_due and step.roles[1] = %s
       group by kase.unit_id) as units
"""
_NUMBERS = """
    select split_part(number, ' ', 1) || ' ' || split_part(split_part(number, ' ', 2), '-', 1),
           count(*), count(distinct number), max(split_part(number, '-', 2)::integer)
      from cases."case" group by 1
"""
_JOBS = """
    select args->>'document_id', count(*) from procrastinate_jobs
     where task_name = 'cases.make_document' group by 1
"""


def opened_and_untold(actor: Actor, case_id: UUID, at: dt.datetime) -> list[str]:
    """Return the steps that an act has opened and whoever is to do them has not been told of."""
    with connection.cursor() as cursor:
        cursor.execute(_UNTOLD, {"case": case_id, "at": at})
        rows = cursor.fetchall()
    nobody = [f"nobody is to do {process}: {step}" for process, step, _, no, _ in rows if no]
    untold = [f"untold of {process}: {step}" for process, step, _, _, is_not in rows if is_not]
    return nobody + untold


def late_and_unsaid(
    actor: Actor, case_id: UUID, step: OpenStep, swept_at: dt.datetime
) -> list[str]:
    """Return a step that is done late, if nobody was told of it by the last sweep before."""
    if step.done_when_due or step.due_at is None or swept_at < max(step.due_at, step.opened_at):
        return []
    begins = f"{case_id}:{step.step}:{step.instance}:"
    said = Notice.objects.filter(matter_id=case_id, kind="late", once__startswith=begins)
    return [] if said.exists() else [f"done late, and unsaid: {step.step} due {step.due_at}"]


def late_and_not_flagged(actor: Actor, at: dt.datetime) -> list[str]:
    """Return the late steps that were not said to be late, to whoever leads, on their day.

    What is late for some working days must also have come to the organiser's officer.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LATE, {"at": at})
        rows = cursor.fetchall()
    return [
        f"late and not flagged ({kind}) {process}: {step} due {due_at}"
        for process, _case, step, _instance, since, due_at, lead, leads, officers, told in rows
        for kind, wanted in (
            ("late", officers if lead == "organiser" else leads),
            ("escalated", _escalated_to(lead, officers, due_at, at)),
        )
        if not _is_flagged(kind, wanted, json.loads(told), since)
    ]


def _escalated_to(
    lead: str, officers: list[UUID], due_at: dt.datetime, at: dt.datetime
) -> list[UUID]:
    is_due = is_past(due_at.astimezone(STOCKHOLM), PATIENCE.organiser, at.astimezone(STOCKHOLM))
    return officers if is_due and lead != "organiser" else []


def _is_flagged(kind: str, wanted: list[UUID], told: dict[str, str], since: dt.datetime) -> bool:
    """Say whether everybody has been told, and of what is late on the very day."""
    if kind == "late" and not wanted:
        return False
    moments = [told.get(f"{kind}{person}") for person in wanted]
    if None in moments:
        return False
    days = {dt.datetime.fromisoformat(one).astimezone(STOCKHOLM).date() for one in moments if one}
    return kind != "late" or days == {since.astimezone(STOCKHOLM).date()}


def why_not_closed(actor: Actor, case_id: UUID) -> str:
    """Return where a case stands that is not closed, or nothing."""
    case = Case.objects.get(matter_id=case_id)
    if case.state == "closed":
        return ""
    waits = Step.objects.filter(matter_id=case_id, state="open").order_by("position")
    return f"{case.number} {case.state}: " + ", ".join(
        f"{one.step} ({'/'.join(one.roles)})" for one in waits
    )


def most_waiting(actor: Actor, role: str) -> int:
    """Return how many steps wait for a role at one unit, where they are most."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, [role])
        return int(cursor.fetchone()[0])


def effects(actor: Actor) -> dict[str, int]:
    """Return how many rows there are of each effect of an act."""
    return {
        "acts": Entry.objects.count(),
        "notices": Notice.objects.count(),
        "documents": Document.objects.count(),
    }


def every_case(actor: Actor) -> list[UUID]:
    """Return every case, by when it was opened."""
    return list(Case.objects.order_by("opened_at").values_list("matter_id", flat=True))


def not_kept_once(actor: Actor) -> list[str]:
    """Return the numbers that are missing, and the documents that are lacking."""
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS)
        gaps = [
            f"numbers of {series}: {count} cases, {distinct} numbers, the last is {last}"
            for series, count, distinct, last in cursor.fetchall()
            if not count == distinct == last
        ]
    return [*gaps, *_lacking()]


def every_document(actor: Actor) -> list[UUID]:
    """Return every document that is to be made."""
    return list(Document.objects.values_list("id", flat=True))


def files_not_asked_for_once(actor: Actor, documents: Sequence[UUID]) -> list[str]:
    """Return the documents for which there is no job, or more than one. Asked as nobody."""
    with connection.cursor() as cursor:
        cursor.execute(_JOBS)
        jobs = dict(cursor.fetchall())
    counts = {key: jobs.get(str(key), 0) for key in documents}
    return [f"{count} jobs make document {key}" for key, count in counts.items() if count != 1]


def _lacking() -> Iterator[str]:
    """Give the documents that a step that is done has not left behind it.

    A letter to a home is made only for whom something has been written, so there may be none.
    """
    cases = {one.matter_id: definition(one.process, one.version) for one in Case.objects.all()}
    there = set(Document.objects.exclude(circle="served").values_list("matter_id", "template"))
    served = set(Document.objects.filter(circle="served").values_list("template", flat=True))
    for step in Step.objects.filter(state="done"):
        of = cases[step.matter_id]
        for template in of.step(step.step).documents:
            if template not in served and (step.matter_id, template) not in there:
                yield f"{of.key}: {step.step} left no {template}"

"""What a year comes to: cases, acts, tasks and days."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from elevakt.doors.demo.rules.year_figures import asked_in
from elevakt.engines.cases.queries.definitions import definition
from elevakt.trust.access.rules.actor import Actor

_PROCESSES = """
    select kase.process, kase.version, count(distinct kase.matter_id), count(*)
      from cases."case" kase join cases.entry entry on entry.matter_id = kase.matter_id
     group by 1, 2 order by 1, 2
"""
_DONE = """
    select kase.process, kase.version, entry.step, entry.by_role, count(*)
      from cases."case" kase join cases.entry entry on entry.matter_id = kase.matter_id
     where entry.kind in ('opened', 'step_done', 'decision', 'closed') and entry.step <> ''
       and entry.by_person_id is not null
     group by 1, 2, 3, 4
"""
_TASKS = """
    select role, sum(tasks)::integer, max(tasks)::integer from (
      select roles[1] as role, date_trunc('week', opened_at at time zone 'Europe/Stockholm'),
             count(*) as tasks
        from cases.step where opened_at is not null group by 1, 2) as weeks
     group by role order by 2 desc
"""
_DAY = """
    select by_role, (at at time zone 'Europe/Stockholm')::date::text, count(*)
      from cases.entry where by_role = %s and kind <> 'person_added'
     group by by_person_id, 1, 2 order by 3 desc, 2 limit 1
"""


@dataclass(frozen=True, slots=True)
class ProcessFigures:
    """What one process came to.

    :param required: questions that had to be answered in a case, all roles together, on average
    :param minutes: an estimate of what they took
    :param by_role: the minutes of each role
    """

    process: str
    cases: int
    acts: int
    required: float
    minutes: float
    by_role: dict[str, float]


def processes(actor: Actor) -> list[ProcessFigures]:
    """Return what each process came to."""
    done = _asked(_DONE)
    found = []
    for process, version, cases, acts in _asked(_PROCESSES):
        required, minutes = 0, 0.0
        by_role: dict[str, float] = {}
        for _, _, step, role, count in (row for row in done if row[:2] == (process, version)):
            asked = asked_in(definition(process, version).step(step))
            required += asked.required * count
            minutes += asked.minutes * count
            by_role[role] = by_role.get(role, 0) + asked.minutes * count / cases
        found.append(
            ProcessFigures(
                f"{process}.v{version}",
                cases,
                acts,
                required / cases,
                minutes / cases,
                {role: round(one, 1) for role, one in sorted(by_role.items())},
            )
        )
    return found


def tasks_by_role(actor: Actor) -> list[tuple[str, int, int]]:
    """Return each role with the tasks that it got in the year, and in its heaviest week."""
    return [(role, tasks, most) for role, tasks, most in _asked(_TASKS)]


def longest_day(actor: Actor, role: str) -> tuple[str, int]:
    """Return the day on which one person did most in a role, and how much that was."""
    rows = _asked(_DAY, role)
    return (rows[0][1], rows[0][2]) if rows else ("", 0)


def _asked(question: str, *values: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return list(cursor.fetchall())

"""What waits for somebody: her own steps, and those that others are to do in her cases."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from elevakt.engines.cases.enums import StepState
from elevakt.engines.cases.queries.definitions import shown
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.audit import actions as gate

MOST = 50


@dataclass(frozen=True, slots=True)
class Task:
    """A step that is to be done. ``about`` is empty when it is about nobody, or nobody's to see."""

    case_id: uuid.UUID
    number: str
    process_title: str
    step: str
    step_title: str
    instance: str
    due_on: dt.date | None
    is_late: bool
    is_acute: bool
    about: str = ""


# The planner takes every scope for a few rows and would go through it once for each step. So the
# own readings and open steps are gathered once, and asked by ``in`` as a value: that is hashed.
_OPEN = """
    with mine as materialized (
      select matter_id, basis, role, about_person_id from access.my_reading),
    open as materialized (
      select step.* from cases.step step
       where step.state = %(open)s and step.matter_id in (select matter_id from mine)),
    alone as (
      select open.*,
             coalesce((matter_id, roles[1]) in (
               select matter_id, role from mine where about_person_id is null), false)
          or coalesce((matter_id, roles[1], about_person_id) in (
               select matter_id, role, about_person_id from mine
                where about_person_id is not null), false) as is_mine
        from open
       where coalesce((matter_id, done_with) not in (select matter_id, step from open), true))
"""
_STEP = """
    step.matter_id, kase.number, kase.process, kase.version, step.step, step.instance,
    step.due_on, coalesce(step.due_at < access.now(), false), step.is_acute
"""


def my_tasks(actor: Actor, *, most: int = MOST) -> list[Task]:
    """Return the steps that wait for the actor, by when they are due.

    They wait for whoever holds the first of a step's roles; the others see them in the
    case. A step that is done with another, which is open, waits for nobody.
    """
    rows = asked(
        f"""
        {_OPEN},
        first as materialized (
          select * from alone where is_mine
           order by due_at nulls last, matter_id, position limit %(most)s)
        select {_STEP}, person.id, access.shown_name(person)
          from first step
          join cases."case" kase on kase.matter_id = step.matter_id
          left join people.person person on person.id = step.about_person_id
         order by step.due_at nulls last, step.matter_id, step.position
        """,
        {"open": StepState.OPEN, "most": most},
    )
    gate.lists({row[9]: "task" for row in rows if row[9]})
    return [_task(row, about=row[10] or "") for row in rows]


def waiting(actor: Actor, *, most: int = 10) -> list[Task]:
    """Return open steps of the cases that the actor works in and that others are to do, by date."""
    rows = asked(
        f"""
        {_OPEN},
        first as materialized (
          select * from alone
           where not is_mine and coalesce(matter_id in (
             select matter_id from mine where basis in ('leads', 'participates')), false)
           order by due_at nulls last, matter_id, position limit %(most)s)
        select {_STEP}
          from first step
          join cases."case" kase on kase.matter_id = step.matter_id
         order by step.due_at nulls last, step.matter_id, step.position
        """,
        {"open": StepState.OPEN, "most": most},
    )
    return [_task(row) for row in rows]


def _task(row: tuple[Any, ...], about: str = "") -> Task:
    matter_id, number, process, version, step, instance, due_on, is_late, is_acute, *_ = row
    of = shown(process, version)
    return Task(
        case_id=matter_id,
        number=number,
        process_title=of.title,
        step=step,
        step_title=of.step(step).title,
        instance=instance,
        due_on=due_on,
        is_late=is_late,
        is_acute=is_acute,
        about=about,
    )

"""What waits for somebody: her own steps, and those that others are to do in her cases."""

import datetime as dt
import uuid
from collections.abc import Sequence
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
# An instance that begins with @ is done by that person only.
_OPEN = """
    with mine as materialized (
      select matter_id, basis, role, about_person_id from access.my_reading),
    open as materialized (
      select step.* from cases.step step
       where step.state = %(open)s and step.matter_id in (select matter_id from mine)),
    alone as (
      select open.*,
             (left(instance, 1) <> '@' or starts_with(instance, '@' || access.person()))
             and (coalesce((matter_id, roles[1]) in (
                    select matter_id, role from mine where about_person_id is null), false)
               or coalesce((matter_id, roles[1], about_person_id) in (
                    select matter_id, role, about_person_id from mine
                     where about_person_id is not null), false)) as is_mine
        from open
       where coalesce((matter_id, done_with) not in (select matter_id, step from open), true))
"""


@dataclass(frozen=True, slots=True)
class Work:
    """What is somebody's own to do, and what others are to do in the cases that she works in."""

    mine: tuple[Task, ...]
    others: tuple[Task, ...]


def my_work(actor: Actor, *, most: int = MOST, most_of_others: int = 10) -> Work:
    """Return the steps that wait for the actor, and those that she waits for, by when they are due.

    They wait for whoever holds the first of a step's roles; the others see them in the
    case. A step that is done with another, which is open, waits for nobody.
    """
    rows = asked(
        f"""
        {_OPEN},
        own as (
          select * from alone where is_mine
           order by due_at nulls last, matter_id, position limit %(most)s),
        awaited as (
          select * from alone
           where not is_mine and coalesce(matter_id in (
             select matter_id from mine where basis in ('leads', 'participates')), false)
           order by due_at nulls last, matter_id, position limit %(most_of_others)s),
        first as materialized (select * from own union all select * from awaited)
        select step.is_mine, step.matter_id, kase.number, kase.process, kase.version, step.step,
               step.instance, step.due_on, coalesce(step.due_at < access.now(), false),
               step.is_acute, person.id, access.shown_name(person)
          from first step
          join cases."case" kase on kase.matter_id = step.matter_id
          left join people.person person on person.id = step.about_person_id and step.is_mine
         order by step.due_at nulls last, step.matter_id, step.position
        """,
        {"open": StepState.OPEN, "most": most, "most_of_others": most_of_others},
    )
    for row in rows:
        if row[10]:
            gate.lists({row[10]: "task"}, matter_id=row[1])
    return Work(
        tuple(_task(row) for is_mine, *row in rows if is_mine),
        tuple(_task(row) for is_mine, *row in rows if not is_mine),
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """How many steps wait for somebody, and how many of them by when."""

    to_do: int
    late: int
    until: int


def my_counts(actor: Actor, *, until: dt.date) -> Counted:
    """Return how many steps wait for the actor: those of ``my_work``, all of them.

    :param until: the last of the days that are counted apart from the late ones, from today on
    """
    rows = asked(
        f"""
        {_OPEN}
        select count(*), count(*) filter (where due_on < access.today()),
               count(*) filter (where due_on between access.today() and %(until)s)
          from alone where is_mine
        """,
        {"open": StepState.OPEN, "until": until},
    )
    return Counted(*rows[0])


def _task(row: Sequence[Any]) -> Task:
    matter_id, number, process, version, step, instance, due_on, is_late, is_acute, _, about = row
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
        about=about or "",
    )

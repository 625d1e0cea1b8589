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


_STEP = """
    step.matter_id, kase.number, kase.process, kase.version, step.step, step.instance,
    step.due_on, coalesce(step.due_at < access.now(), false), step.is_acute
"""
_NOT_DONE_WITH_ANOTHER = """
    not exists (
      select from cases.step other
       where other.matter_id = step.matter_id and other.step = step.done_with
         and other.state = %(open)s)
"""


def my_tasks(actor: Actor, *, most: int = MOST) -> list[Task]:
    """Return the steps that wait for the actor, by when they are due.

    They wait for whoever holds the first of a step's roles; others who may see it in the case.
    """
    rows = asked(
        f"""
        select {_STEP}, person.id, access.shown_name(person)
          from access.my_reading mine
          join cases.step step
            on step.matter_id = mine.matter_id and step.state = %(open)s
           and step.roles[1] = mine.role
           and (mine.about_person_id is null or mine.about_person_id = step.about_person_id)
          join cases."case" kase on kase.matter_id = step.matter_id
          left join people.person person on person.id = step.about_person_id
         where {_NOT_DONE_WITH_ANOTHER}
         order by step.due_at nulls last, kase.opened_at, step.position
         limit %(most)s
        """,
        {"open": StepState.OPEN, "most": most},
    )
    gate.lists({row[9]: "task" for row in rows if row[9]})
    return [_task(row, about=row[10] or "") for row in rows]


def waiting(actor: Actor, *, most: int = 10) -> list[Task]:
    """Return open steps of the cases that the actor works in and that others are to do, by date."""
    rows = asked(
        f"""
        select {_STEP}
          from cases.step step
          join cases."case" kase on kase.matter_id = step.matter_id
         where step.state = %(open)s and {_NOT_DONE_WITH_ANOTHER}
           and step.matter_id in (
             select matter_id from access.my_reading where basis in ('leads', 'participates'))
           and not exists (
             select from access.my_reading mine
              where mine.matter_id = step.matter_id and mine.role = step.roles[1]
                and (mine.about_person_id is null
                  or mine.about_person_id = step.about_person_id))
         order by step.due_at nulls last, kase.opened_at
         limit %(most)s
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

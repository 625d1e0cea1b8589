"""What is taken up at a meeting: steps of several cases, done one after the other."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from elevakt.engines.cases.enums import StepState
from elevakt.engines.cases.queries.definitions import definitions, shown
from elevakt.engines.cases.rules.fields import Field
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor

MOST = 50


@dataclass(frozen=True, slots=True)
class Item:
    """A step on the agenda. It is known by the number of its case: a meeting has many eyes."""

    case_id: uuid.UUID
    number: str
    title: str
    step: str
    instance: str
    due_on: dt.date | None
    is_done: bool


@cache
def met(language: str) -> Mapping[str, Field]:
    """Return the questions that are answered once for a whole meeting, by name, in a language."""
    return {
        name: step.field(name)
        for one in definitions().values()
        for step in one.in_language(language).steps
        for name in step.meets
    }


def agenda(actor: Actor) -> list[Item]:
    """Return the steps that the actor may take up at a meeting, and those done today, by day."""
    steps = {step.id for one in definitions().values() for step in one.steps if step.meets}
    rows = asked(
        """
        select step.matter_id, kase.number, kase.process, kase.version, step.step, step.instance,
               step.due_on, step.state = %(done)s
          from cases.step step
          join cases."case" kase on kase.matter_id = step.matter_id
         where step.step = any(%(steps)s)
           and (step.state = %(open)s
                or step.state = %(done)s
                   and (step.done_at at time zone 'Europe/Stockholm')::date = access.today())
           and exists (
             select from access.my_reading mine
              where mine.matter_id = step.matter_id and mine.may_write
                and mine.role = any(step.roles)
                and (mine.about_person_id is null
                     or mine.about_person_id = step.about_person_id))
         order by step.state = %(done)s, step.due_on nulls last, kase.number, step.instance
         limit %(most)s
        """,
        {
            "steps": sorted(steps),
            "open": StepState.OPEN,
            "done": StepState.DONE,
            "most": MOST,
        },
    )
    found = []
    for key, number, process, version, step, instance, due_on, is_done in rows:
        of = shown(process, version)
        if of.step(step).meets:
            found.append(Item(key, number, of.title, step, instance, due_on, is_done))
    return found

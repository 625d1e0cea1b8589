"""Who does what at a school unit, once and for all cases, as its principal has set it."""

import uuid
from dataclasses import dataclass

from elevakt.engines.cases import models
from elevakt.engines.cases.enums import Team
from elevakt.engines.cases.queries.uses import used_at
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.used import Place
from elevakt.trust.access.queries.units import led_units
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound


@dataclass(frozen=True, slots=True)
class StandingTask:
    """A task that one process leaves to be set per unit, and who has it.

    :param is_mentors: whether each pupil's mentor has it as long as nobody is set
    """

    process: Definition
    assignment: str
    person: uuid.UUID | None
    is_mentors: bool


@dataclass(frozen=True, slots=True)
class SetTask:
    """A task at a unit that somebody has been set to do, once and for all cases."""

    process: Definition
    assignment: str
    person: uuid.UUID


def set_tasks(actor: Actor, unit_id: uuid.UUID) -> list[SetTask]:
    """Return who has been set to do what at a unit: no secret among colleagues."""
    used = {one.id: one for one in used_at(actor, [Place(unit_id)])}
    rows = models.StandingAssignment.objects.filter(unit_id=unit_id)
    return [
        SetTask(used[row.process], row.assignment, row.person_id)
        for row in rows.order_by("process", "assignment")
        if row.process in used and row.assignment in used[row.process].assignments
    ]


def standing_tasks(actor: Actor, unit_id: uuid.UUID) -> list[StandingTask]:
    """Return the tasks that are set per unit in what is used there, in its newest version.

    :raises NotFound: if the actor does not lead the unit
    """
    if unit_id not in {unit.id for unit in led_units(actor)}:
        raise NotFound
    rows = models.StandingAssignment.objects.filter(unit_id=unit_id)
    given = {(row.process, row.assignment): row.person_id for row in rows}
    used = used_at(actor, [Place(unit_id)])
    return [
        StandingTask(one, name, given.get((one.id, name)), task.among is Team.MENTORS)
        for one in sorted(used, key=lambda one: str(one.title))
        for name, task in one.assignments.items()
    ]

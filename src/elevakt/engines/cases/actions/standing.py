"""Set who does something at a school unit, for all its cases from now on."""

import uuid
from collections.abc import Mapping

from elevakt.engines.cases import models
from elevakt.engines.cases.queries.standing import standing_tasks
from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.queries.names import staff_names
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound

Task = tuple[str, str]
"""A process and one of its assignments."""


def set_standing(actor: Actor, unit_id: uuid.UUID, given: Mapping[Task, uuid.UUID | None]) -> None:
    """Set who has each task at a unit; None leaves it to be chosen case by case.

    Cases that run keep whom they have been given to.

    :raises NotFound: if the actor does not lead the unit, or there is no such task or colleague
    """
    before = {
        (one.process.id, one.assignment): one.person for one in standing_tasks(actor, unit_id)
    }
    changed = {task: person for task, person in given.items() if before.get(task) != person}
    if given.keys() - before.keys() or _strangers(actor, changed):
        raise NotFound
    with engine_writes():
        for (process, assignment), person in changed.items():
            rows = models.StandingAssignment.objects.filter(
                unit_id=unit_id, process=process, assignment=assignment
            )
            rows.delete()
            if person:
                models.StandingAssignment.objects.create(
                    organiser_id=actor.organiser_id,
                    unit_id=unit_id,
                    process=process,
                    assignment=assignment,
                    person_id=person,
                    set_by_id=actor.person,
                    set_at=clock.now(),
                )


def _strangers(actor: Actor, changed: Mapping[Task, uuid.UUID | None]) -> set[uuid.UUID]:
    """Return those who are no colleagues."""
    people = {person for person in changed.values() if person}
    return people - staff_names(actor, people).keys() if people else set()

"""What the latest files no longer have is held, until somebody says that it has ended or stays."""

import uuid
from typing import Any

from django.db.models import Model, Q, QuerySet

from elevakt.foundation.kernel import clock
from elevakt.foundation.kernel.events import publish
from elevakt.foundation.kernel.rows import insert
from elevakt.trust.people import models
from elevakt.trust.people.events import EnrolmentsChanged
from elevakt.trust.people.rules.difference import ENDED, Difference

STAYS_FOR_EVER = frozenset({"organisations", "school_units"})
"""Kinds of row that have no end here: a school that is closed keeps its pupils' history."""

_POINTING: dict[str, tuple[tuple[type[Model], str], ...]] = {
    "persons": (
        (models.Enrolment, "person_id"),
        (models.GroupMembership, "person_id"),
        (models.Responsible, "pupil_id"),
        (models.Responsible, "guardian_id"),
        (models.AssignmentRole, "duty__person_id"),
        (models.ActivityTeacher, "duty__person_id"),
        (models.Duty, "person_id"),
    ),
    "duties": (
        (models.AssignmentRole, "duty_id"),
        (models.ActivityTeacher, "duty_id"),
        (models.Duty, "id"),
    ),
    "groups": (
        (models.GroupMembership, "group_id"),
        (models.AssignmentRole, "group_id"),
        (models.Group, "id"),
    ),
    "activities": ((models.ActivityTeacher, "activity_id"), (models.Activity, "id")),
}
"""What ends with a row of each kind, before the row itself."""


def hold(organiser_id: uuid.UUID, found: Difference) -> None:
    """Hold what the files no longer have; what somebody has said stays is not asked about again.

    What has come back is not held any longer.
    """
    held = {row.id: one.resource for one in found.resources for row in one.held}
    earlier = models.HeldRow.objects.filter(organiser_id=organiser_id)
    earlier.exclude(row_id__in=held).delete()
    insert(
        (
            models.HeldRow(
                organiser_id=organiser_id, resource=resource, row_id=key, since=clock.now()
            )
            for key, resource in held.items()
        ),
        unless_there=True,
    )


class NotHeld(Exception):
    """Nothing by that key waits for an answer, or it cannot end here."""


def answer_held(
    organiser_id: uuid.UUID, held_id: uuid.UUID, *, by_person_id: uuid.UUID, is_ended: bool
) -> None:
    """Say that what is held has ended today, with all that hangs on it, or that it stays.

    Called as machinery.

    :raises NotHeld: if nothing by that key waits, or it is of a kind that has no end
    """
    held = _waiting(organiser_id).filter(id=held_id)
    found = held.first()
    if found is None or (is_ended and found.resource in STAYS_FOR_EVER):
        raise NotHeld
    if is_ended:
        _end(organiser_id, found.resource, [found.row_id])
    _answer(held, by_person_id, is_ended=is_ended)


def end_all_held(organiser_id: uuid.UUID, *, by_person_id: uuid.UUID) -> int:
    """Say that every person who is held has left today; return how many. Called as machinery."""
    held = _waiting(organiser_id).filter(resource="persons")
    persons = list(held.values_list("row_id", flat=True))
    if persons:
        _end(organiser_id, "persons", persons)
        _answer(held, by_person_id, is_ended=True)
    return len(persons)


def _waiting(organiser_id: uuid.UUID) -> QuerySet[models.HeldRow]:
    return models.HeldRow.objects.filter(organiser_id=organiser_id, answered_at__isnull=True)


def _answer(held: QuerySet[models.HeldRow], by_person_id: uuid.UUID, *, is_ended: bool) -> None:
    held.update(is_ended=is_ended, answered_at=clock.now(), answered_by_id=by_person_id)


def _end(organiser_id: uuid.UUID, resource: str, keys: list[uuid.UUID]) -> None:
    for model, column in _POINTING[resource]:
        _close(model, Q(**{f"{column}__in": keys}))
    if resource == "persons":
        models.Person.objects.filter(id__in=keys).update(person_status=ENDED)
        publish(EnrolmentsChanged(organiser_id))


def _close(model: type[Model], which: Q) -> None:
    """End rows today that go on, and those that have not begun before they do."""
    until = clock.midnight(clock.today())
    goes_on = Q(period__upper_inf=True) | Q(period__endswith__gt=until)
    rows: Any = model._default_manager.filter(which & goes_on)
    for row in rows:
        begins = min(row.period.lower, until)
        model._default_manager.filter(pk=row.pk).update(period=(begins, until))

"""Take in a roster: compared with what is there, and kept whole or not at all."""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from elevakt.foundation.kernel import clock
from elevakt.foundation.kernel.events import publish
from elevakt.trust.people import models
from elevakt.trust.people.events import EnrolmentsChanged, MarkingArrived
from elevakt.trust.people.models import OrganiserRow
from elevakt.trust.people.rules.difference import Difference, ResourceDifference
from elevakt.trust.people.rules.names import sort_key
from elevakt.trust.people.rules.roster import Person, Row

MODELS: dict[str, type[OrganiserRow]] = {
    "organisations": models.Organisation,
    "school_units": models.SchoolUnit,
    "persons": models.Person,
    "contacts": models.Contact,
    "enrolments": models.Enrolment,
    "responsibles": models.Responsible,
    "duties": models.Duty,
    "groups": models.Group,
    "memberships": models.GroupMembership,
    "assignment_roles": models.AssignmentRole,
    "activities": models.Activity,
    "activity_groups": models.ActivityGroup,
    "activity_teachers": models.ActivityTeacher,
}
"""The table of each kind of row, in an order where a row comes after those it points at."""

AT_A_TIME = 4000


class TooMuchIsMissing(Exception):
    """So much is missing that the files are probably not whole; somebody must confirm."""


Progress = Callable[[str, int], None]


def take_in(
    organiser_id: uuid.UUID,
    found: Difference,
    *,
    is_confirmed: bool = False,
    progress: Progress = lambda resource, rows: None,
) -> None:
    """Take in a difference, as machinery and in one transaction: all of it or nothing.

    Rows that the source no longer sends are closed today; what has an identity is held for review.

    :param progress: told of each kind of row and how many are written
    :raises TooMuchIsMissing: unless confirmed
    """
    if found.stops and not is_confirmed:
        raise TooMuchIsMissing
    for one in found.resources:
        changed = [*one.added, *(change.after for change in one.changed)]
        if changed or one.removed:
            progress(one.resource, len(changed) + len(one.removed))
            _write(organiser_id, MODELS[one.resource], changed)
            _end(one)
    if any(one.resource == "enrolments" and _has_changed(one) for one in found.resources):
        publish(EnrolmentsChanged(organiser_id))
    for person in found.newly_protected:
        publish(MarkingArrived(organiser_id, person.id))


def _has_changed(one: ResourceDifference) -> bool:
    return bool(one.added or one.changed or one.removed)


def _write(organiser_id: uuid.UUID, model: type[OrganiserRow], rows: Sequence[Row]) -> None:
    if not rows:
        return
    fields = [field.name for field in model._meta.concrete_fields if field.name != "id"]
    kept = [name for name in fields if name not in _KEPT_BY_US]
    model._default_manager.bulk_create(
        [model(organiser_id=organiser_id, **_columns(model, row)) for row in rows],
        batch_size=AT_A_TIME,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=kept,
    )


_KEPT_BY_US = frozenset({"display_name"})
"""Columns that the source does not know and an import leaves as they are."""


def _columns(model: type[OrganiserRow], row: Row) -> dict[str, Any]:
    columns = asdict(row)
    if "starts_on" in columns:
        columns["period"] = _period(columns.pop("starts_on"), columns.pop("ends_on"))
    elif model is models.Responsible:
        columns["period"] = _period(dt.date(2000, 1, 1), None)
    if "school_types" in columns:
        columns["school_types"] = list(columns["school_types"])
    if isinstance(row, Person):
        columns |= {
            "is_protected": row.is_protected,
            "display_name": "",
            "name_key": sort_key(f"{row.family_name} {row.given_name}"),
            "given_key": sort_key(f"{row.given_name} {row.family_name}"),
        }
    return columns


def _period(starts_on: dt.date, ends_on: dt.date | None) -> tuple[dt.datetime, dt.datetime | None]:
    start = clock.midnight(max(starts_on, dt.date(1900, 1, 1)))
    return start, clock.midnight(ends_on) if ends_on else None


def _end(one: ResourceDifference) -> None:
    """Close what the source no longer sends today; what has no period is taken away."""
    if not one.removed:
        return
    model = MODELS[one.resource]
    gone = model._default_manager.filter(id__in=[row.id for row in one.removed])
    if hasattr(model, "period"):
        until = clock.midnight(clock.today())
        for row in gone:
            period: Any = row.period  # type: ignore[attr-defined]
            start = min(period.lower, until)
            model._default_manager.filter(id=row.id).update(period=(start, until))
    else:
        gone.delete()

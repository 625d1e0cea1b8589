"""Take in a roster: compared with what is there, and kept whole or not at all."""

import datetime as dt
import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from django.db import connection

from elevakt.foundation.kernel import clock
from elevakt.foundation.kernel.events import publish
from elevakt.foundation.kernel.rows import insert
from elevakt.trust.people import models
from elevakt.trust.people.actions.holding import hold
from elevakt.trust.people.events import EnrolmentsChanged, MarkingArrived
from elevakt.trust.people.models import OrganiserRow
from elevakt.trust.people.queries import MODELS
from elevakt.trust.people.rules.difference import Difference, ResourceDifference
from elevakt.trust.people.rules.names import sort_key
from elevakt.trust.people.rules.roster import Person, Row

AT_A_TIME = 4000


class TooMuchIsMissing(Exception):
    """So much is missing that the files are probably not whole; somebody must confirm."""


def take_turns(organiser_id: uuid.UUID) -> None:
    """Let nobody else change the roster of an organiser before this act is over.

    Called before it is compared, or two imports would each be compared with what was before both.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"roster:{organiser_id}"]
        )


Progress = Callable[[str, int], None]


def take_in(
    organiser_id: uuid.UUID,
    found: Difference,
    *,
    source: str,
    by_person_id: uuid.UUID | None = None,
    second_person_id: uuid.UUID | None = None,
    is_confirmed: bool = False,
    progress: Progress = lambda resource, rows: None,
) -> models.RosterImport | None:
    """Take in a difference, as machinery and in one transaction: all of it or nothing.

    Rows that the source no longer sends are closed today; what has an identity is held for review.
    How everything was before is kept until the next import, so that this one can be taken back.

    Return the import, or None if nothing but what is held came of it.

    :param source: from what kind of files it comes
    :param by_person_id: who does it; None on the machine itself
    :param second_person_id: who has confirmed it, where it took a second person
    :param progress: told of each kind of row and how many are written
    :raises TooMuchIsMissing: unless confirmed
    """
    if found.stops and not is_confirmed:
        raise TooMuchIsMissing
    hold(organiser_id, found)
    if found.is_empty:
        return None
    made = models.RosterImport(
        organiser_id=organiser_id,
        at=clock.now(),
        by_person_id=by_person_id,
        second_person_id=second_person_id,
        source=source,
        counts=_counts(found),
    )
    models.RosterBefore.objects.filter(organiser_id=organiser_id).delete()
    insert([made])
    for one in found.resources:
        changed = [*one.added, *(change.after for change in one.changed)]
        if changed or one.removed:
            progress(one.resource, len(changed) + len(one.removed))
            _remember(made, one)
            _write(organiser_id, MODELS[one.resource], changed)
            _end(one)
    if any(one.resource == "enrolments" and _has_changed(one) for one in found.resources):
        publish(EnrolmentsChanged(organiser_id))
    for person in found.newly_protected:
        publish(MarkingArrived(organiser_id, person.id))
    return made


def _counts(found: Difference) -> dict[str, dict[str, int]]:
    """Return how many rows of each kind are added, changed, ended and held, where any are."""
    counts = {
        one.resource: {
            "added": len(one.added),
            "changed": len(one.changed),
            "ended": len(one.removed),
            "held": len(one.held),
        }
        for one in found.resources
    }
    return {resource: of for resource, of in counts.items() if any(of.values())}


def _remember(made: models.RosterImport, one: ResourceDifference) -> None:
    """Keep how the rows of one kind were, as the table itself has them."""
    place = connection.ops.quote_name(MODELS[one.resource]._meta.db_table)
    had = [*(change.before.id for change in one.changed), *(row.id for row in one.removed)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"select id, to_jsonb(was) from {place} was where id = any(%s)",  # noqa: S608
            [had],
        )
        before = {key: json.loads(row) for key, row in cursor.fetchall()}
    before |= dict.fromkeys((row.id for row in one.added), None)
    insert(
        models.RosterBefore(
            organiser_id=made.organiser_id,
            roster_import=made,
            resource=one.resource,
            row_id=key,
            before=row,
        )
        for key, row in before.items()
    )


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

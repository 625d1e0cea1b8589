"""The pages of the overview, as one value each."""

import datetime as dt
import uuid
from dataclasses import dataclass

from elevakt.engines.cases.queries.cases import (
    MOST,
    CaseRow,
    Counts,
    ToldRow,
    told_to_organiser,
    unit_cases,
    unit_counts,
)
from elevakt.trust.access.queries import units
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.people.models import SchoolUnit


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A unit's cases; ``before`` continues the list, or is None at the end."""

    unit: SchoolUnit
    counts: Counts
    cases: list[CaseRow]
    is_closed: bool
    before: dt.datetime | None


@dataclass(frozen=True, slots=True)
class ToldPage:
    """What the organiser has been told of; ``before`` continues the list."""

    rows: list[ToldRow]
    before: dt.datetime | None


def unit_page(
    actor: Actor, unit_id: uuid.UUID, *, before: dt.datetime | None, is_closed: bool
) -> UnitPage:
    """Return the overview of a unit: what is open by its deadline, where one page holds it all.

    :raises NotFound: if the actor does not lead it
    """
    unit = next((one for one in units.led_units(actor) if one.id == unit_id), None)
    if unit is None:
        raise NotFound
    found = unit_cases(actor, unit_id, before=before, is_closed=is_closed)
    more = found[MOST - 1].opened_at if len(found) > MOST else None
    if not (is_closed or more or before):
        found.sort(key=lambda case: case.due_on or dt.date.max)
    return UnitPage(unit, unit_counts(actor, unit_id), found[:MOST], is_closed, more)


def told_page(actor: Actor, *, before: dt.datetime | None) -> ToldPage:
    """Return what the organiser has been told of.

    :raises NotFound: if the actor is no officer
    """
    if not units.surroundings(actor).is_officer:
        raise NotFound
    found = told_to_organiser(actor, before=before)
    more = found[MOST - 1].case.opened_at if len(found) > MOST else None
    return ToldPage(found[:MOST], more)

"""The terms and breaks of a school unit, and the days that are free all over Sweden."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from elevakt.foundation.kernel import clock
from elevakt.foundation.kernel.workdays import free_days
from elevakt.trust.access.queries.giving import is_administrator
from elevakt.trust.access.queries.units import all_units, led_units
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.people.enums import CalendarKind
from elevakt.trust.people.models import CalendarPeriod, SchoolUnit
from elevakt.trust.people.rules.calendars import days_of, school_year_of

YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class Year:
    """What one school year of a unit has.

    :param free: days from Monday to Friday that nobody works, and what they are called
    """

    unit: SchoolUnit
    year: int
    is_administrator: bool
    terms: list[CalendarPeriod]
    breaks: list[CalendarPeriod]
    free: list[tuple[dt.date, str]]


def calendar_units(actor: Actor) -> list[SchoolUnit]:
    """Return the units whose calendars the actor may see: all, or those that she leads.

    :raises NotFound: if there are none
    """
    found = all_units(actor) if is_administrator(actor) else led_units(actor)
    if not found:
        raise NotFound
    return found


def calendar_year(actor: Actor, unit_id: uuid.UUID, year: int) -> Year:
    """Return one school year of a unit: this one, or another.

    :raises NotFound: if the actor neither administers nor leads it
    """
    unit = next((one for one in calendar_units(actor) if one.id == unit_id), None)
    if unit is None:
        raise NotFound
    if year not in YEARS:
        year = school_year_of(clock.today())
    first, last = days_of(year)
    found = list(
        CalendarPeriod.objects.filter(
            school_unit_id=unit_id, starts_on__lte=last, ends_on__gte=first
        ).order_by("starts_on", "kind")
    )
    return Year(
        unit,
        year,
        is_administrator(actor),
        [one for one in found if one.kind == CalendarKind.TERM],
        [one for one in found if one.kind == CalendarKind.BREAK],
        list(_free(first, last)),
    )


def calendar_period(actor: Actor, period_id: uuid.UUID) -> CalendarPeriod:
    """Return a term or a break that the actor may change.

    :raises NotFound: if she is no administrator, or there is none by that key
    """
    found = CalendarPeriod.objects.select_related("school_unit").filter(id=period_id).first()
    if found is None or not is_administrator(actor):
        raise NotFound
    return found


def _free(first: dt.date, last: dt.date) -> Iterable[tuple[dt.date, str]]:
    for year in (first.year, last.year):
        for day, name in sorted(free_days(year).items()):
            if first <= day <= last and day.weekday() < 5:
                yield day, name

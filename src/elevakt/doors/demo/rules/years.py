"""School years, and the terms and breaks in them. A school year is named by the year it begins."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from elevakt.trust.people.enums import CalendarKind

HISTORY = 2
_TUESDAY, _FRIDAY = 1, 4


def school_year_of(day: date) -> int:
    """Return the school year of a day; it turns on the first of July."""
    return day.year if day.month >= 7 else day.year - 1


def first_day(year: int) -> date:
    """Return the first day of a school year."""
    return date(year, 7, 1)


def last_day(year: int) -> date:
    """Return the last day of a school year."""
    return date(year + 1, 6, 30)


def teaching_days(year: int) -> tuple[date, date]:
    """Return the first and the last day of teaching in a school year."""
    return _nearest(date(year, 8, 18), _TUESDAY), _nearest(date(year + 1, 6, 11), _FRIDAY)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A term or a break; both days are included."""

    kind: CalendarKind
    name: str
    starts_on: date
    ends_on: date


def stretches(year: int, *, planning_day: date) -> Iterator[Stretch]:
    """Give the terms and breaks of a school year; a unit chooses its own day for planning."""
    starts_on, ends_on = teaching_days(year)
    christmas = _nearest(date(year, 12, 18), _FRIDAY)
    after_epiphany = date(year + 1, 1, 7)
    new_year = after_epiphany + timedelta(days=-after_epiphany.weekday() % 7)
    autumn = date.fromisocalendar(year, 44, 1)
    winter = date.fromisocalendar(year + 1, 9, 1)
    easter = easter_day(year + 1)
    ascension = easter + timedelta(days=39)
    yield Stretch(CalendarKind.TERM, f"Hösttermin {year}", starts_on, christmas)
    yield Stretch(CalendarKind.TERM, f"Vårtermin {year + 1}", new_year, ends_on)
    yield _week("Höstlov", autumn)
    yield _week("Sportlov", winter)
    yield _week("Påsklov", easter + timedelta(days=1))
    after_ascension = ascension + timedelta(days=1)
    yield Stretch(CalendarKind.BREAK, "Lovdag", after_ascension, after_ascension)
    yield Stretch(CalendarKind.BREAK, "Studiedag", planning_day, planning_day)


def easter_day(year: int) -> date:
    """Return Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _week(name: str, monday: date) -> Stretch:
    return Stretch(CalendarKind.BREAK, name, monday, monday + timedelta(days=4))


def _nearest(day: date, weekday: int) -> date:
    """Return the day of that week which falls on a weekday (0 is Monday)."""
    return day + timedelta(days=weekday - day.weekday())

"""Days that count: Swedish holidays, the terms and breaks of a unit, and periods after ISO 8601.

A *working day* is that of ``kernel.workdays``. A *school day* is a working day that is not in one
of the unit's breaks during term. Outside all terms each working day counts as a school day: a
report made in July must also move, and someone at the organiser is at work.
"""

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from elevakt.foundation.kernel.workdays import is_working_day

_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of calendar time: so many months and then so many days."""

    months: int = 0
    days: int = 0

    def after(self, day: dt.date) -> dt.date:
        """Return the day this long after a day; of a shorter month the last."""
        year, month = divmod(day.year * 12 + day.month - 1 + self.months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return dt.date(year, month + 1, min(day.day, last)) + dt.timedelta(days=self.days)


def read_period(text: str) -> Period:
    """Return the period that an ISO 8601 duration in years, months, weeks and days says.

    :raises ValueError: if it is not one, or is nothing
    """
    found = _PERIOD.fullmatch(text)
    years, months, weeks, days = (int(part or 0) for part in found.groups()) if found else (0,) * 4
    if not (years or months or weeks or days):
        raise ValueError(text)
    return Period(months=years * 12 + months, days=weeks * 7 + days)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A term or a break, from its first day up to, but not including, ``ends_on``."""

    starts_on: dt.date
    ends_on: dt.date

    def __contains__(self, day: dt.date) -> bool:
        """Say whether a day lies in it."""
        return self.starts_on <= day < self.ends_on


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The days of one unit. Without terms every working day is a school day."""

    terms: tuple[Stretch, ...] = ()
    breaks: tuple[Stretch, ...] = ()

    def is_school_day(self, day: dt.date) -> bool:
        """Say whether a day counts where school days are counted."""
        if not is_working_day(day):
            return False
        in_term = any(day in term for term in self.terms)
        return not (in_term and any(day in one for one in self.breaks))

    def school_days_after(self, day: dt.date, count: int) -> dt.date:
        """Return the ``count``-th school day after a day; with 0, the day itself or the next."""
        return _nth(day, count, self.is_school_day)

    def working_days_after(self, day: dt.date, count: int) -> dt.date:
        """Return the ``count``-th working day after a day; with 0, the day itself or the next."""
        return _nth(day, count, is_working_day)

    def period_after(self, day: dt.date, period: Period) -> dt.date:
        """Return the day a period after a day; what falls on a free day moves to the next working.

        As lag (1930:173) om beräkning av lagstadgad tid lets the last day move.
        """
        return _nth(period.after(day), 0, is_working_day)


def _nth(day: dt.date, count: int, counts: Callable[[dt.date], bool]) -> dt.date:
    one = dt.timedelta(days=1)
    for _ in range(count):
        day += one
        while not counts(day):
            day += one
    while not counts(day):
        day += one
    return day

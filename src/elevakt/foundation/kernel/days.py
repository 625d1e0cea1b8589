"""Whole Swedish days, as people say them and as they are stored: half open, by the moment."""

import datetime as dt

from psycopg.types.range import Range

from elevakt.foundation.kernel import clock

Period = Range[dt.datetime]
A_DAY = dt.timedelta(days=1)


def period(first_on: dt.date, last_on: dt.date | None) -> Period:
    """Return the period from a day to and including another; without one it has no end.

    What begins today begins now: nothing holds before it was done.
    """
    begins = max(clock.midnight(first_on), clock.now()) if first_on == clock.today() else None
    ends = clock.midnight(last_on + A_DAY) if last_on else None
    return Range(begins or clock.midnight(first_on), ends)


def first_day(stored: Period) -> dt.date:
    """Return the day on which a period begins."""
    assert stored.lower is not None
    return stored.lower.astimezone(clock.STOCKHOLM).date()


def last_day(stored: Period) -> dt.date | None:
    """Return the last day of a period; None if it has no end."""
    if stored.upper is None:
        return None
    return (stored.upper - dt.timedelta(microseconds=1)).astimezone(clock.STOCKHOLM).date()

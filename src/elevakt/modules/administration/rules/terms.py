"""When a unit's access is to be gone through."""

import datetime as dt
from collections.abc import Iterable

AUTUMN = (8, 1)
PATIENCE = dt.timedelta(days=14)
"""A term has come to rest when it is so old: then whoever leads is reminded."""


def term_of(day: dt.date, starts: Iterable[dt.date]) -> dt.date:
    """Return the first day of the term that a day is in, or the last that has begun.

    :param starts: the first days of the unit's terms; without any the half-years of school count
    """
    begun = [start for start in starts if start <= day]
    if begun:
        return max(begun)
    autumn = dt.date(day.year, *AUTUMN)
    return autumn if day >= autumn else dt.date(day.year, 1, 1)

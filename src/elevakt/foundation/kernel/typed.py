"""Values that come back in an address or a hidden field: ours, unless somebody has typed there.

What is none is as if it had not been said: nobody's browser sends it, so nobody needs to be told.
"""

import datetime as dt

from django.utils.dateparse import parse_datetime

MOST_DIGITS = 9
"""No page, row or revision has a number of more; PostgreSQL and Python each have a limit of their
own, further up, where they fall."""
FIRST, LAST = (dt.datetime(year, 1, 1, tzinfo=dt.UTC) for year in (1900, 2200))
"""Nothing of ours happens outside; at the ends of the calendar a moment fits in no other zone."""


def number(text: str, *, otherwise: int = 0) -> int:
    """Return a whole number from zero, or what to take where there is none."""
    is_one = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
    return int(text) if is_one else otherwise


def moment(text: str) -> dt.datetime | None:
    """Return a moment with its time zone; None where there is none."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and found.tzinfo and FIRST < found < LAST else None

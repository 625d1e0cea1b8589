"""How long a note that is one's own stays."""

import datetime as dt

SCHOOL_YEAR_ENDS = (7, 31)
"""Month and day after which nobody's memory of the school year is kept."""


def goes_on(written: dt.date) -> dt.date:
    """Return the day on which a note that is written today is there no longer."""
    last = dt.date(written.year, *SCHOOL_YEAR_ENDS)
    if written > last:
        last = dt.date(written.year + 1, *SCHOOL_YEAR_ENDS)
    return last + dt.timedelta(days=1)

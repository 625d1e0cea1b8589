"""When somebody comes of age."""

import datetime as dt

OF_AGE = 18


def is_of_age(born: dt.date | None, today: dt.date) -> bool:
    """Return whether somebody is 18; whoever has no birth date is not known to be.

    One who was born on the 29th of February is so on the 28th, as in the database.
    """
    if born is None:
        return False
    last = 28 if (born.month, born.day) == (2, 29) else born.day
    return dt.date(born.year + OF_AGE, born.month, last) <= today

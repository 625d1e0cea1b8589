"""For how long something may be put on."""

import datetime as dt

MINUTES = (15, 30, 60, 120)
"""How long an emergency opening may last, of which the organiser's limit takes away the longest."""

OVERSEES_FOR = dt.timedelta(minutes=60)


def minutes_to_choose(at_most: int) -> tuple[int, ...]:
    """Return the minutes that one may choose among; the shortest there always is."""
    return tuple(one for one in MINUTES if one <= at_most) or MINUTES[:1]

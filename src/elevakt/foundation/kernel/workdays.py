"""Swedish working days: Monday to Friday, but for public holidays and three eves.

The eves that are free all day are Midsummer Eve, Christmas Eve and New Year's Eve.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cache

import holidays


@cache
def free_days(year: int) -> Mapping[dt.date, str]:
    """Return the free days of a year with what they are called, in Swedish."""
    return dict(
        holidays.country_holidays(
            "SE",
            years=year,
            categories=("public", "de_facto"),
            include_sundays=False,
            language="sv",
        )
    )


def is_working_day(day: dt.date) -> bool:
    """Say whether a day is Monday to Friday and not free."""
    return day.weekday() < 5 and day not in free_days(day.year)

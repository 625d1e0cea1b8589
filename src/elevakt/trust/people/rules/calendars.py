"""What the terms and breaks of a unit may be."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from elevakt.trust.people.enums import CalendarKind

LONGEST_BREAK = dt.timedelta(days=35)
LONGEST_TERM = dt.timedelta(days=220)
FIRST_MONTH = 8
"""A school year goes from August to July."""


class Wrong(StrEnum):
    """Why a term or a break cannot be so."""

    ORDER = "order"
    TOO_LONG = "too_long"
    OVERLAPS = "overlaps"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A term or a break, from its first day to and including its last."""

    kind: CalendarKind
    starts_on: dt.date
    ends_on: dt.date


def wrong_with(one: Stretch, others: Iterable[Stretch]) -> Wrong | None:
    """Return what is wrong with a term or a break beside the others of its unit.

    A break counts only in a term, and so short that no deadline of the law is put off for long.
    """
    if one.ends_on < one.starts_on:
        return Wrong.ORDER
    lasts = one.ends_on - one.starts_on
    is_term = one.kind is CalendarKind.TERM
    if lasts > (LONGEST_TERM if is_term else LONGEST_BREAK):
        return Wrong.TOO_LONG
    terms = [other for other in others if other.kind is CalendarKind.TERM]
    if is_term:
        meets = (t.starts_on <= one.ends_on and one.starts_on <= t.ends_on for t in terms)
        return Wrong.OVERLAPS if any(meets) else None
    inside = (t.starts_on <= one.starts_on and one.ends_on <= t.ends_on for t in terms)
    return None if any(inside) else Wrong.OUTSIDE


def school_year_of(day: dt.date) -> int:
    """Return the year in which the school year of a day began."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def days_of(year: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a school year."""
    return dt.date(year, FIRST_MONTH, 1), dt.date(year + 1, FIRST_MONTH - 1, 31)

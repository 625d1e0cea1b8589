"""What a text out of a file is: an identity, a day, a birth date, or nothing that can be kept."""

import re
from datetime import date
from uuid import UUID

NIL = UUID(int=0)
"""A stand-in for an identity that could not be read; no roster holds it."""

COORDINATION_NUMBER_DAY = 60


def identity(value: object) -> UUID | None:
    """Return the UUID that a text writes in the usual way, else nothing."""
    try:
        found = UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found and found != NIL and str(found) == str(value).lower() else None


def is_storable(text: str) -> bool:
    """Return whether PostgreSQL can keep a text: no null character, no half of a character."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def day_of(value: object) -> date | None:
    """Return the day that a text writes as 2026-08-17, else nothing."""
    try:
        found = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found and found.isoformat() == value else None


def birth_date_of(civic_no: str) -> date | None:
    """Return the birth date that a personal, coordination or temporary number begins with.

    A coordination number adds 60 to the day; it may leave month or day unknown (zero).
    """
    if not re.match(r"[0-9]{8}", civic_no):
        return None
    number = int(civic_no[6:8])
    try:
        return date(int(civic_no[:4]), int(civic_no[4:6]), number % COORDINATION_NUMBER_DAY)
    except ValueError:
        return None

"""The one clock.

``now()`` is the same value all through one transaction: ``acting_as`` fixes it and hands it to SQL
as ``app.now``. Nothing else in the house asks what time it is.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

from django.conf import settings

STOCKHOLM = ZoneInfo("Europe/Stockholm")

_fixed: ContextVar[dt.datetime | None] = ContextVar("fixed_moment", default=None)


def now() -> dt.datetime:
    """Return the moment of this transaction, with a time zone."""
    moment = _fixed.get()
    if moment is not None:
        return moment
    return dt.datetime.now(dt.UTC) + settings.CLOCK_MOVED  # noqa: TID251


def today() -> dt.date:
    """Return the day of this transaction in Sweden."""
    return now().astimezone(STOCKHOLM).date()


def midnight(day: dt.date) -> dt.datetime:
    """Return the first moment of a Swedish day."""
    return dt.datetime.combine(day, dt.time(), STOCKHOLM)


@contextmanager
def fixed(moment: dt.datetime) -> Iterator[dt.datetime]:
    """Hold the clock at one moment as long as the block runs."""
    token = _fixed.set(moment)
    try:
        yield moment
    finally:
        _fixed.reset(token)

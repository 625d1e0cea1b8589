"""When somebody is told."""

import datetime as dt
from dataclasses import dataclass

from elevakt.engines.notifications.enums import Rhythm
from elevakt.foundation.kernel.workdays import is_working_day


@dataclass(frozen=True, slots=True)
class MailHours:
    """The hours of a working day in which mail may come: from and including, to and excluding."""

    begin: dt.time
    end: dt.time


WORKDAY = MailHours(dt.time(7), dt.time(17))
"""What holds for everybody who has not said otherwise."""


def next_morning(moment: dt.datetime, hours: MailHours = WORKDAY) -> dt.datetime:
    """Return when a notice may be delivered: now in working hours, else the next working morning.

    :param moment: in Swedish time
    """
    if is_working_day(moment.date()) and hours.begin <= moment.time() < hours.end:
        return moment
    day = moment.date() if moment.time() < hours.begin else moment.date() + dt.timedelta(days=1)
    while not is_working_day(day):
        day += dt.timedelta(days=1)
    return dt.datetime.combine(day, hours.begin, moment.tzinfo)


def digest_day(rhythm: Rhythm, today: dt.date) -> dt.date | None:
    """Return the day of which a digest is the digest now; None when there is none now.

    Each working day has its own. A week has one, of its first working day; until then none, and
    after it the same all week, so that one that could not be sent then is not lost.
    """
    if rhythm is Rhythm.DAILY:
        return today if is_working_day(today) else None
    if rhythm is Rhythm.WEEKLY:
        monday = today - dt.timedelta(days=today.weekday())
        days = (monday + dt.timedelta(days=after) for after in range(today.weekday() + 1))
        return next(filter(is_working_day, days), None)
    return None


def digest_due(
    rhythm: Rhythm, hours: MailHours, chosen_at: dt.datetime, now: dt.datetime
) -> dt.date | None:
    """Return the day of the digest that may be sent now, whether it has been or not.

    :param chosen_at: when the rhythm was chosen: what was due before then is not made up for
    :param now: in Swedish time
    """
    day = digest_day(rhythm, now.date())
    if day is None or next_morning(now, hours) != now:
        return None
    return day if chosen_at < dt.datetime.combine(day, hours.begin, now.tzinfo) else None


def last_of_week(today: dt.date) -> dt.date:
    """Return the Sunday of the week."""
    return today + dt.timedelta(days=6 - today.weekday())

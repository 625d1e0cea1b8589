"""When a late step is said to be late, and to whom it goes on."""

import datetime as dt
from dataclasses import dataclass

from elevakt.engines.cases.rules.calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Patience:
    """How many working days a step may be late before somebody is told, once.

    :param lead: whoever leads the case
    :param organiser: the organiser's officer for the process
    """

    lead: int
    organiser: int


PATIENCE = Patience(lead=0, organiser=3)


def is_past(due_at: dt.datetime, days: int, now: dt.datetime) -> bool:
    """Say whether so many working days have passed since something was due.

    :param due_at: the moment from which it is overdue; it and ``now`` in Swedish time
    """
    if now < due_at:
        return False
    return not days or WorkingCalendar().working_days_after(due_at.date(), days) <= now.date()

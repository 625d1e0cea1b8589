"""When somebody is told."""

import datetime as dt

from elevakt.foundation.kernel.workdays import is_working_day

WORKDAY_BEGINS = dt.time(7)
WORKDAY_ENDS = dt.time(17)


def next_morning(moment: dt.datetime) -> dt.datetime:
    """Return when a notice may be delivered: now in working hours, else the next working morning.

    :param moment: in Swedish time
    """
    if is_working_day(moment.date()) and WORKDAY_BEGINS <= moment.time() < WORKDAY_ENDS:
        return moment
    day = moment.date() if moment.time() < WORKDAY_BEGINS else moment.date() + dt.timedelta(days=1)
    while not is_working_day(day):
        day += dt.timedelta(days=1)
    return dt.datetime.combine(day, WORKDAY_BEGINS, moment.tzinfo)

import datetime as dt

import pytest

from elevakt.engines.notifications.rules import next_morning
from elevakt.foundation.kernel.clock import STOCKHOLM


def at(year, month, day, hour, minute=0):
    return dt.datetime(year, month, day, hour, minute, tzinfo=STOCKHOLM)


@pytest.mark.parametrize(
    ("told", "delivered"),
    [
        (at(2026, 9, 7, 10, 15), at(2026, 9, 7, 10, 15)),  # i arbetstid: genast
        (at(2026, 9, 7, 6, 59), at(2026, 9, 7, 7)),
        (at(2026, 9, 7, 17), at(2026, 9, 8, 7)),
        (at(2026, 9, 4, 18), at(2026, 9, 7, 7)),  # fredag kväll: måndag
        (at(2026, 12, 23, 20), at(2026, 12, 28, 7)),  # julafton är fredagsledig, sedan helg
        (at(2026, 6, 18, 22), at(2026, 6, 22, 7)),  # midsommarafton
        (at(2026, 5, 13, 19), at(2026, 5, 15, 7)),  # Kristi himmelsfärdsdag
        (at(2026, 10, 23, 18), at(2026, 10, 26, 7)),  # sommartid slutar under helgen
    ],
)
def test_a_notice_waits_for_the_next_working_morning(told, delivered):
    assert next_morning(told) == delivered

import datetime as dt

import pytest

from elevakt.foundation.kernel.workdays import is_working_day


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        (dt.date(2026, 6, 18), True),  # torsdag före midsommar
        (dt.date(2026, 6, 19), False),  # midsommarafton
        (dt.date(2026, 12, 23), True),
        (dt.date(2026, 12, 24), False),  # julafton
        (dt.date(2026, 12, 31), False),  # nyårsafton
        (dt.date(2027, 1, 6), False),  # trettondedag jul
        (dt.date(2027, 5, 6), False),  # Kristi himmelsfärdsdag
        (dt.date(2027, 5, 7), True),  # klämdag
        (dt.date(2026, 11, 21), False),  # lördag
        (dt.date(2026, 11, 22), False),  # söndag
    ],
)
def test_a_working_day_in_sweden(day, answer):
    assert is_working_day(day) is answer

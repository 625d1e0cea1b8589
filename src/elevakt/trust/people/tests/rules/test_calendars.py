import datetime as dt

import pytest

from elevakt.trust.people.enums import CalendarKind
from elevakt.trust.people.rules.calendars import (
    Stretch,
    Wrong,
    days_of,
    school_year_of,
    wrong_with,
)

TERM, BREAK = CalendarKind.TERM, CalendarKind.BREAK
AUTUMN = Stretch(TERM, dt.date(2026, 8, 18), dt.date(2026, 12, 18))
SPRING = Stretch(TERM, dt.date(2027, 1, 11), dt.date(2027, 6, 11))


@pytest.mark.parametrize(
    ("kind", "starts_on", "ends_on", "wrong"),
    [
        (BREAK, "2026-10-26", "2026-10-30", None),
        (BREAK, "2026-10-05", "2026-10-05", None),
        (BREAK, "2026-10-30", "2026-10-26", Wrong.ORDER),
        (BREAK, "2026-09-01", "2026-10-07", Wrong.TOO_LONG),
        (BREAK, "2026-12-16", "2027-01-05", Wrong.OUTSIDE),
        (BREAK, "2027-07-01", "2027-07-02", Wrong.OUTSIDE),
        (TERM, "2027-08-17", "2027-12-17", None),
        (TERM, "2026-12-18", "2026-12-30", Wrong.OVERLAPS),
        (TERM, "2027-06-11", "2027-06-20", Wrong.OVERLAPS),
        (TERM, "2027-08-17", "2028-06-17", Wrong.TOO_LONG),
    ],
)
def test_a_break_lies_in_a_term_and_terms_do_not_meet(kind, starts_on, ends_on, wrong):
    one = Stretch(kind, dt.date.fromisoformat(starts_on), dt.date.fromisoformat(ends_on))

    assert wrong_with(one, [AUTUMN, SPRING, Stretch(BREAK, one.starts_on, one.ends_on)]) == wrong


def test_a_school_year_begins_in_august():
    assert school_year_of(dt.date(2026, 8, 1)) == 2026
    assert school_year_of(dt.date(2026, 7, 31)) == 2025
    assert days_of(2026) == (dt.date(2026, 8, 1), dt.date(2027, 7, 31))

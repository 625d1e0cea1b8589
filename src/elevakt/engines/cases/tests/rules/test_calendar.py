import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elevakt.engines.cases.rules.calendar import (
    Period,
    Stretch,
    WorkingCalendar,
    read_period,
)
from elevakt.foundation.kernel.workdays import is_working_day

AUTUMN = Stretch(dt.date(2026, 8, 17), dt.date(2026, 12, 19))
BREAK = Stretch(dt.date(2026, 10, 26), dt.date(2026, 10, 31))
NORRA = WorkingCalendar(terms=(AUTUMN,), breaks=(BREAK,))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (dt.date(2026, 6, 19), "midsommarafton"),
        (dt.date(2026, 12, 24), "julafton"),
        (dt.date(2026, 12, 31), "nyårsafton"),
        (dt.date(2026, 5, 14), "Kristi himmelsfärdsdag"),
        (dt.date(2026, 9, 5), "lördag"),
    ],
)
def test_nobody_works_on_a_free_day(day, why):
    assert not is_working_day(day), why


@pytest.mark.parametrize("day", [dt.date(2026, 4, 30), dt.date(2026, 5, 15), dt.date(2026, 9, 7)])
def test_valborg_and_a_squeezed_day_are_worked(day):
    assert is_working_day(day)


def test_a_report_on_friday_is_received_on_monday():
    assert NORRA.school_days_after(dt.date(2026, 9, 4), 1) == dt.date(2026, 9, 7)


def test_no_school_day_lies_in_the_autumn_break_but_working_days_do():
    friday = dt.date(2026, 10, 23)

    assert NORRA.school_days_after(friday, 1) == dt.date(2026, 11, 2)
    assert NORRA.working_days_after(friday, 1) == dt.date(2026, 10, 26)


def test_outside_terms_a_report_still_moves():
    assert NORRA.school_days_after(dt.date(2026, 6, 18), 1) == dt.date(2026, 6, 22)


def test_no_day_at_all_is_the_day_itself_or_the_next_that_counts():
    assert NORRA.school_days_after(dt.date(2026, 9, 7), 0) == dt.date(2026, 9, 7)
    assert NORRA.school_days_after(dt.date(2026, 9, 5), 0) == dt.date(2026, 9, 7)


def test_a_period_that_ends_on_a_free_day_moves_to_the_next_working_day():
    assert NORRA.period_after(dt.date(2026, 12, 10), Period(days=14)) == dt.date(2026, 12, 28)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("P2W", Period(days=14)),
        ("P1Y2M3D", Period(months=14, days=3)),
        ("P1M", Period(months=1)),
    ],
)
def test_periods_are_read_after_iso_8601(text, period):
    assert read_period(text) == period


@pytest.mark.parametrize("text", ["P", "P0D", "2W", "PT1H", "två veckor"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match=text):
        read_period(text)


def test_a_month_after_the_last_of_january_is_the_last_of_february():
    assert Period(months=1).after(dt.date(2026, 1, 31)) == dt.date(2026, 2, 28)


@given(st.dates(dt.date(2024, 1, 1), dt.date(2030, 1, 1)), st.integers(0, 30))
def test_more_days_never_come_earlier(day, count):
    due = NORRA.school_days_after(day, count)

    assert day <= due
    assert NORRA.is_school_day(due)
    assert due < NORRA.school_days_after(due, 1) <= NORRA.school_days_after(day, count + 2)

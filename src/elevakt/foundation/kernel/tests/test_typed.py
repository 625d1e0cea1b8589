"""What comes back in an address is ours, or it is nothing."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elevakt.foundation.kernel.typed import moment, number


@given(st.integers(0, 999_999_999))
def test_a_number_comes_back_as_it_went(one):
    assert number(str(one)) == one


@pytest.mark.parametrize("text", ["", "-1", "1.5", "٣", "²", " 1", "9" * 10, "9" * 5000])
def test_what_is_no_number_of_ours_is_none(text):
    assert number(text, otherwise=7) == 7


@given(st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)), st.times())
def test_a_moment_comes_back_as_it_went(day, time):
    at = dt.datetime.combine(day, time, dt.UTC)

    assert moment(at.isoformat()) == at


@pytest.mark.parametrize(
    "text",
    [
        "",
        "i går",
        "2026-02-30T10:00:00+01:00",
        "2026-09-14T10:00",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "2026-09-14T10:00:00+99:99",
    ],
)
def test_what_is_no_moment_of_ours_is_none(text):
    assert moment(text) is None

"""The next page of what is ordered by time leaves nothing out and says nothing twice."""

import datetime as dt
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from elevakt.modules.oversight.rules.files import as_csv
from elevakt.modules.oversight.rules.paging import first_page

NOON = dt.datetime(2026, 11, 18, 12, tzinfo=dt.UTC)


class Happened(NamedTuple):
    at: dt.datetime
    what: int


@given(minutes=st.lists(st.integers(0, 30), max_size=40), most=st.integers(3, 9))
def test_all_pages_together_are_everything_where_no_moment_fills_a_page(minutes, most):
    every = sorted(
        (
            Happened(NOON - dt.timedelta(minutes=minute), number)
            for number, minute in enumerate(minutes)
            if minutes[:number].count(minute) < most
        ),
        reverse=True,
    )
    read: list[Happened] = []
    before: list[Any] = [NOON + dt.timedelta(minutes=1)]
    while before[-1]:
        left = [one for one in every if one.at < before[-1]]
        page, more = first_page(left[: most + 1], most)
        before.append(more)
        read += page

    assert read == every


def test_no_cell_is_run_as_a_formula():
    table = as_csv(("Vem", "Skäl"), [("Åsa; Ek", "=1+1"), ("-", "@x")])

    assert table.decode("utf-8-sig") == "Vem;Skäl\r\n\"Åsa; Ek\";'=1+1\r\n'-;'@x\r\n"

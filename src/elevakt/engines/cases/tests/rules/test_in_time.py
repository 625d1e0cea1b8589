"""A deadline in words, and from what it counts."""

import datetime as dt

import pytest

from elevakt.engines.cases.rules.calendar import Period
from elevakt.engines.cases.rules.definition import AnswerDay, Within
from elevakt.engines.cases.rules.in_time import counted_from, in_time
from elevakt.engines.cases.tests.rules.small import DEFINITION


@pytest.mark.parametrize(
    ("within", "words"),
    [
        (None, "så snart det går"),
        (Within(), "så snart det går"),
        (Within(same_day=True), "samma dag"),
        (Within(with_step="judge"), "samtidigt som Bedöm"),
        (Within(school_days=1, at=dt.time(15)), "senast nästa skoldag 15.00"),
        (Within(school_days=1), "senast nästa skoldag"),
        (Within(school_days=10), "inom 10 skoldagar"),
        (Within(working_days=1), "senast nästa arbetsdag"),
        (Within(working_days=3), "inom 3 arbetsdagar"),
        (Within(period=Period(days=7)), "inom en vecka"),
        (Within(period=Period(days=14)), "inom 2 veckor"),
        (Within(period=Period(days=10)), "inom 10 dagar"),
        (Within(period=Period(months=1)), "inom en månad"),
        (Within(period=Period(months=6)), "inom 6 månader"),
        (Within(period=Period(months=1, days=3)), "inom 1 månader och 3 dagar"),
    ],
)
def test_a_deadline_is_said_as_one_would(within, words):
    assert str(in_time(DEFINITION, within)) == words


@pytest.mark.parametrize(
    ("within", "words"),
    [
        (None, None),
        (Within(same_day=True), None),
        (Within(school_days=2, origin="report"), "räknat från Anmäl"),
        (
            Within(school_days=2, origin_answer=AnswerDay("judge", "starts_on")),
            "räknat från svaret på Från",
        ),
    ],
)
def test_it_is_said_from_what_it_counts(within, words):
    found = counted_from(DEFINITION, within)

    assert (str(found) if found else None) == words

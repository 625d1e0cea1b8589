"""When a case rests, and what waits meanwhile."""

import datetime as dt

import pytest

from elevakt.engines.cases.enums import EntryKind
from elevakt.engines.cases.rules.acts import Act, may
from elevakt.engines.cases.rules.resting import Rest, resting_until, rests
from elevakt.engines.cases.tests.rules.small import MONDAY
from elevakt.engines.cases.tests.rules.stories import HOME, looked

TODAY, LATER = MONDAY.date(), dt.date(2026, 10, 1)


def resting():
    story = looked()
    story.write("paused", until=LATER.isoformat())
    return story


def test_a_case_rests_until_its_day():
    assert rests(looked().ledger) == ()
    assert resting_until(looked().ledger) is None
    assert rests(resting().ledger) == (Rest(TODAY, LATER),)


@pytest.mark.parametrize("kind", ["resumed", "annulled", "reclassified", "closed"])
def test_taken_up_or_ended_before_it_rests_no_more(kind):
    story = resting().days(3)
    story.write(kind)

    assert rests(story.ledger) == (Rest(TODAY, TODAY + dt.timedelta(days=3)),)


def test_taken_up_after_its_day_it_rested_until_that_day():
    story = resting().days(40)
    story.write("resumed")

    assert resting_until(story.ledger) == LATER


def test_a_case_may_rest_again():
    story = resting().days(3)
    story.write("resumed")
    story.days(4).write("paused", until="2026-12-01")

    assert [rest.until for rest in rests(story.ledger)] == [
        dt.date(2026, 9, 10),
        dt.date(2026, 12, 1),
    ]


def test_what_was_due_meanwhile_is_due_when_it_is_taken_up_and_what_is_done_as_before():
    done = looked()
    done.done("call", HOME, outcome="reached")
    done.write("paused", until=LATER.isoformat())

    assert resting().at("call", HOME).due_on == LATER
    assert done.at("call", HOME).due_on == TODAY


def test_what_was_late_already_waits_as_well():
    story = looked().days(5)
    story.write("paused", until=LATER.isoformat())
    assert story.at("call", HOME).due_on == LATER

    story.days(2).write("resumed")
    assert story.at("call", HOME).due_on == TODAY + dt.timedelta(days=7)


def test_nobody_may_take_up_what_does_not_rest_nor_lay_to_rest_what_does():
    def why_not(story, kind, on):
        act = Act(EntryKind(kind), on=on)
        refusal = may(story.plan, story.definition, act, frozenset({"principal"}), story.facts)
        return refusal and str(refusal)

    assert why_not(looked(), "paused", TODAY) is None
    assert why_not(looked(), "resumed", TODAY) == "Ärendet vilar inte."
    assert why_not(resting(), "paused", TODAY) == "Ärendet vilar redan."
    assert why_not(resting(), "resumed", TODAY) is None
    assert why_not(resting(), "paused", LATER) is None
    assert why_not(resting(), "resumed", LATER) == "Ärendet vilar inte."

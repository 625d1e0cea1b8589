import datetime as dt
import uuid
from dataclasses import replace

import pytest

from elevakt.engines.notifications.actions import Told, one_each
from elevakt.engines.notifications.enums import Rhythm
from elevakt.engines.notifications.rules import (
    WORKDAY,
    MailHours,
    digest_due,
    last_of_week,
    next_morning,
)
from elevakt.foundation.kernel.clock import STOCKHOLM
from elevakt.trust.people.enums import Side


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


@pytest.mark.parametrize(
    ("told", "delivered"),
    [
        (at(2026, 9, 7, 10), at(2026, 9, 7, 10)),
        (at(2026, 9, 7, 7), at(2026, 9, 7, 9)),
        (at(2026, 9, 7, 11), at(2026, 9, 8, 9)),
        (at(2026, 9, 5, 10), at(2026, 9, 7, 9)),  # lördag
    ],
)
def test_the_hours_may_be_ones_own(told, delivered):
    assert next_morning(told, MailHours(dt.time(9), dt.time(11))) == delivered


@pytest.mark.parametrize(
    ("rhythm", "now", "day"),
    [
        (Rhythm.NONE, at(2026, 9, 7, 7), None),
        (Rhythm.DAILY, at(2026, 9, 7, 6, 59), None),
        (Rhythm.DAILY, at(2026, 9, 7, 7), dt.date(2026, 9, 7)),
        (Rhythm.DAILY, at(2026, 9, 7, 17), None),
        (Rhythm.DAILY, at(2026, 9, 5, 10), None),  # lördag
        (Rhythm.WEEKLY, at(2026, 9, 7, 7), dt.date(2026, 9, 7)),
        (Rhythm.WEEKLY, at(2026, 9, 9, 7), dt.date(2026, 9, 7)),
        (Rhythm.WEEKLY, at(2026, 9, 12, 10), None),
        (Rhythm.WEEKLY, at(2026, 4, 6, 10), None),  # annandag påsk
        (Rhythm.WEEKLY, at(2026, 4, 7, 10), dt.date(2026, 4, 7)),
    ],
)
def test_a_day_and_a_week_have_each_their_digest(rhythm, now, day):
    assert digest_due(rhythm, WORKDAY, at(2026, 1, 1, 12), now) == day


def test_what_was_due_before_it_was_chosen_is_not_made_up_for():
    wednesday = at(2026, 9, 9, 10)

    assert digest_due(Rhythm.WEEKLY, WORKDAY, at(2026, 9, 8, 10), wednesday) is None
    assert digest_due(Rhythm.DAILY, WORKDAY, wednesday, wednesday) is None


def test_a_week_ends_on_its_sunday():
    ends = {last_of_week(dt.date(2026, 9, day)) for day in range(7, 14)}

    assert ends == {dt.date(2026, 9, 13)}


TOLD = Told(uuid.UUID(int=1), Side.STAFF, uuid.UUID(int=2), "to_do", "Något väntar på dig", "a")


def test_what_one_act_tells_somebody_of_a_matter_is_one_notice():
    assert one_each([TOLD, replace(TOLD, kind="informed", once="b")]) == [TOLD]


def test_what_is_acute_is_never_the_one_that_is_left_out():
    acute = replace(TOLD, once="b", is_acute=True)

    assert one_each([TOLD, acute]) == one_each([acute, TOLD]) == [acute]


@pytest.mark.parametrize(
    "other",
    [
        replace(TOLD, person_id=uuid.UUID(int=3)),
        replace(TOLD, side=Side.FAMILY),
        replace(TOLD, matter_id=uuid.UUID(int=4)),
    ],
)
def test_another_person_side_or_matter_is_told_apart(other):
    assert one_each([TOLD, other]) == [TOLD, other]

"""When a home is told, and above all when it is not."""

import datetime as dt

import pytest

from elevakt.engines.notifications.queries import notices, unread
from elevakt.engines.notifications.tests.matters import EVENING, PAST, QUIET, addresses
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.models import (
    HomeDecision,
    SpecialCircumstance,
)
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Person, Responsible


@pytest.mark.parametrize("answer", ["ask", "do_not_inform", None])
def test_a_home_is_not_told_without_a_yes(matters, answer, cast):
    with arrange():
        matters.decides("vera", "inform", at=PAST)
        if answer:
            matters.decides("vera", answer, at=PAST + dt.timedelta(days=1))
        else:
            HomeDecision.objects.all().delete()
    matters.tells("vera", Side.FAMILY)

    matters.deliver()

    assert (matters.fate(), addresses()) == ({"once": "dropped"}, [])
    with acting_as(cast.actor("vera", Side.FAMILY)) as actor:
        assert (notices(actor), unread(actor)) == ([], 0)


def test_a_home_is_told_on_its_own_side_and_address_and_not_before(matters, cast):
    with arrange():
        matters.decides("vera", "inform")
    matters.tells("vera", Side.FAMILY)

    with acting_as(cast.actor("vera", Side.FAMILY)) as actor:
        assert notices(actor) == []
    matters.deliver()

    assert addresses() == ["vera.privat@example.se"]
    with acting_as(cast.actor("vera", Side.FAMILY)) as actor:
        assert [(one.title, one.read_at) for one in notices(actor)] == [(QUIET, None)]
    with acting_as(cast.actor("sten", Side.FAMILY)) as actor:
        assert notices(actor) == []
    with acting_as(cast.actor("vera", Side.STAFF)) as actor:
        assert notices(actor) == []


def test_a_no_between_the_act_and_the_morning_counts(matters):
    with arrange():
        matters.decides("vera", "inform")
    matters.tells("vera", Side.FAMILY)
    with arrange():
        matters.decides("vera", "do_not_inform", at=EVENING)

    matters.deliver()

    assert (matters.fate(), addresses()) == ({"once": "dropped"}, [])


def test_circumstances_that_come_after_the_decision_close_the_home(matters, cast):
    with arrange():
        matters.decides("vera", "inform")
        SpecialCircumstance.objects.create(
            organiser_id=matters.organiser,
            pupil=cast.elis,
            kind="honour",
            reason="",
            decided_by_id=cast.id("rut"),
            valid_during=(EVENING, None),
        )
    matters.tells("vera", Side.FAMILY)

    matters.deliver()

    assert (matters.fate(), addresses()) == ({"once": "dropped"}, [])


def test_circumstances_that_were_known_when_it_was_decided_do_not(matters, cast):
    with arrange():
        SpecialCircumstance.objects.create(
            organiser_id=matters.organiser,
            pupil=cast.elis,
            kind="honour",
            reason="",
            decided_by_id=cast.id("rut"),
            valid_during=(PAST, None),
        )
        matters.decides("vera", "inform", at=EVENING)
    matters.tells("vera", Side.FAMILY)

    matters.deliver()

    assert addresses() == ["vera.privat@example.se"]


@pytest.mark.parametrize("who", ["elis", "vera"])
def test_a_home_that_is_marked_as_protected_is_not_told(matters, cast, who):
    with arrange():
        matters.decides("vera", "inform")
        Person.objects.filter(id=cast.id(who)).update(is_protected=True)
    matters.tells("vera", Side.FAMILY)

    matters.deliver()

    assert (matters.fate(), addresses()) == ({"once": "dropped"}, [])


def test_the_guardian_of_one_who_comes_of_age_in_the_night_is_not_told(matters, cast):
    with arrange():
        matters.decides("vera", "inform")
        Person.objects.filter(id=cast.elis.id).update(birth_date=dt.date(2008, 9, 8))
    matters.tells("vera", Side.FAMILY)

    matters.deliver()

    assert (matters.fate(), addresses()) == ({"once": "dropped"}, [])


def test_a_guardian_whose_custody_has_ended_is_not_told(matters, cast):
    with arrange():
        matters.decides("vera", "inform")
        Responsible.objects.filter(guardian=cast.vera).update(period=(PAST, EVENING))
    matters.tells("vera", Side.FAMILY)

    matters.deliver()

    assert (matters.fate(), addresses()) == ({"once": "dropped"}, [])


def test_both_children_of_a_home_must_be_allowed(matters, cast):
    with arrange():
        cast.organiser.guard(cast.vera, cast.amir)
        matters.about("amir")
        matters.decides("vera", "inform")
        matters.decides("vera", "ask", pupil="amir")
    matters.tells("vera", Side.FAMILY)

    matters.deliver()

    assert (matters.fate(), addresses()) == ({"once": "dropped"}, [])

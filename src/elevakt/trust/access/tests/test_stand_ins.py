"""Whoever stands in reaches what the one who is away leads, as long as she does, and no more."""

import datetime as dt

import pytest
from django.db import IntegrityError, ProgrammingError

from elevakt.foundation.kernel import clock, ids
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.actions.standing_in import NotSoLong, come_back, let_stand_in
from elevakt.trust.access.models import Grant, MatterBar, MatterReader, StandIn
from elevakt.trust.access.queries.reasons import why_matter, why_person
from elevakt.trust.access.queries.standing_in import officers_for, standing_in
from elevakt.trust.access.queries.units import led_units, surroundings
from elevakt.trust.access.rules.actor import machinery
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.tests.asking import undone
from elevakt.trust.access.tests.matters import (
    SCOPE,
    bar,
    invite,
    name_person,
    open_matter,
    stand_in,
)
from elevakt.trust.people.models import Duty

TODAY = dt.timedelta()
WEEK = dt.timedelta(days=7)


def lets(cast, away, who, first=TODAY, last=WEEK):
    today = clock.today()
    with acting_as(cast.actor(away)) as actor:
        return let_stand_in(actor, cast.id(who), first_on=today + first, last_on=today + last)


def reads(cast, name, matter):
    with acting_as(cast.actor(name)) as actor:
        return why_matter(actor, matter.id)


def test_one_lets_a_colleague_stand_in_and_it_ends_by_itself(cast):
    matter = open_matter(cast, "elis")
    lets(cast, "rut", "stina")

    assert reads(cast, "stina", matter) == ["leads"]
    with acting_as(cast.actor("stina")) as stina:
        assert [unit.name for unit in led_units(stina)] == ["Norra skolan"]
        assert why_person(stina, cast.id("elis")) == ["leads"]
    over = clock.midnight(clock.today() + WEEK + dt.timedelta(days=1))
    with clock.fixed(over - dt.timedelta(seconds=1)):
        assert reads(cast, "stina", matter) == ["leads"]
    with clock.fixed(over):
        assert reads(cast, "stina", matter) == []
        with acting_as(cast.actor("stina")) as stina:
            assert (led_units(stina), why_person(stina, cast.id("elis"))) == ([], [])


def test_both_see_it_and_one_who_is_back_ends_it(cast):
    matter = open_matter(cast, "elis")
    key = lets(cast, "rut", "stina")

    for name in ("rut", "stina"):
        with acting_as(cast.actor(name)) as actor:
            ((one),) = standing_in(actor)
        assert (one.person, one.away, one.first_on, one.last_on) == (
            cast.id("stina"),
            cast.id("rut"),
            clock.today(),
            clock.today() + WEEK,
        )
    with acting_as(cast.actor("stina")) as stina, pytest.raises(NotFound), undone():
        come_back(stina, key)
    with acting_as(cast.actor("rut")) as rut:
        come_back(rut, key)
        assert standing_in(rut) == []
    assert reads(cast, "stina", matter) == []
    with acting_as(cast.actor("rut")) as rut, pytest.raises(NotFound), undone():
        come_back(rut, key)


def test_what_has_not_begun_is_called_off(cast):
    key = lets(cast, "rut", "stina", first=dt.timedelta(days=2))
    with acting_as(cast.actor("rut")) as rut:
        come_back(rut, key)

    with clock.fixed(clock.now() + dt.timedelta(days=3)), acting_as(cast.actor("stina")) as stina:
        assert led_units(stina) == []


def test_the_accused_stays_shut_out_also_when_she_stands_in(cast):
    about_stina, other = open_matter(cast, "elis"), open_matter(cast, "amir")
    name_person(cast, about_stina, "stina")
    lets(cast, "rut", "stina")

    assert (reads(cast, "stina", about_stina), reads(cast, "stina", other)) == ([], ["leads"])


def test_a_parent_who_stands_in_has_nothing_of_the_case_of_her_child(cast):
    matter = open_matter(cast, "nova")
    lets(cast, "rut", "lo")

    assert reads(cast, "lo", matter) == []
    with acting_as(cast.actor("lo")) as lo:
        assert "leads" not in why_person(lo, cast.id("nova"))
        assert "leads" in why_person(lo, cast.id("elis"))


def test_whoever_stands_in_is_shut_out_with_the_one_who_is_away_and_comes_back_with_her(cast):
    matter = open_matter(cast, "elis")
    lets(cast, "rut", "stina")
    bar(cast, matter, "rut")

    assert (reads(cast, "stina", matter), reads(cast, "beata", matter)) == ([], ["leads"])
    with arrange():
        MatterBar.objects.filter(matter=matter, person_id=cast.id("rut")).delete()
    assert reads(cast, "stina", matter) == ["leads"]


def test_a_case_that_is_kept_from_the_lead_is_kept_from_her_stand_in(cast):
    hidden = open_matter(cast, "elis", unit=None, officer="organiser")
    lets(cast, "rut", "stina")

    assert (reads(cast, "stina", hidden), reads(cast, "olof", hidden)) == ([], ["officer"])


def test_an_officer_may_be_stood_in_for(cast):
    hidden = open_matter(cast, "elis", unit=None, officer="organiser")
    lets(cast, "olof", "greta")

    assert reads(cast, "greta", hidden) == ["officer"]
    with acting_as(cast.actor("greta")) as greta:
        assert surroundings(greta).is_officer
    with acting_as(machinery(cast.organiser.id, "sweep")):
        assert officers_for(SCOPE) == {cast.id("olof"), cast.id("greta")}
    with arrange():
        Grant.objects.update(valid_during=(None, clock.now()))
    assert reads(cast, "greta", hidden) == []
    with acting_as(machinery(cast.organiser.id, "sweep")):
        assert officers_for(SCOPE) == set()


@pytest.mark.parametrize("name", ["rut", "stina"])
def test_when_either_leaves_it_is_over_the_same_second(cast, name):
    matter = open_matter(cast, "elis")
    lets(cast, "rut", "stina")
    with arrange():
        Duty.objects.filter(person=cast.persons[name]).update(period=(None, clock.now()))

    assert reads(cast, "stina", matter) == []
    with acting_as(cast.actor("stina")) as stina:
        assert (led_units(stina), why_person(stina, cast.id("elis"))) == ([], [])


def test_nobody_stands_in_for_one_who_stands_in(cast):
    matter = open_matter(cast, "elis")
    lets(cast, "rut", "stina")
    lets(cast, "stina", "tom")

    assert reads(cast, "tom", matter) == []
    with acting_as(cast.actor("tom")) as tom:
        assert led_units(tom) == []


def test_what_somebody_has_been_given_by_name_is_not_stood_in_for(cast):
    matter = open_matter(cast, "nova", unit=None)
    invite(cast, matter, "rut", "work")
    lets(cast, "rut", "stina")

    assert (reads(cast, "rut", matter), reads(cast, "stina", matter)) == (["participates"], [])


@pytest.mark.parametrize(
    ("away", "who"), [("tom", "stina"), ("rut", "rut"), ("rut", "vera"), ("rut", "ove")]
)
def test_it_takes_something_to_leave_and_a_colleague_to_leave_it_to(cast, away, who):
    with pytest.raises(NotFound), undone():
        lets(cast, away, who)


@pytest.mark.parametrize(("first", "last"), [(-1, 7), (3, 2), (0, 367)])
def test_the_days_come_in_order_and_are_not_too_many(cast, first, last):
    with pytest.raises(NotSoLong), undone():
        lets(cast, "rut", "stina", dt.timedelta(days=first), dt.timedelta(days=last))


@pytest.mark.parametrize(
    ("by", "values"),
    [
        ("stina", {}),  # opens the door for herself
        ("beata", {}),  # leaves what is another's
        ("rut", {"given_by_id": "beata"}),
        ("tom", {"for_person_id": "tom", "given_by_id": "tom"}),  # leads nothing
    ],
)
def test_the_database_takes_it_only_from_the_one_who_is_away(cast, by, values):
    with acting_as(cast.actor(by)), undone():
        given = {
            "person_id": "stina",
            "for_person_id": "rut",
            "given_by_id": "rut" if by != "stina" else "beata",
            **values,
        }
        with pytest.raises(ProgrammingError, match="row-level security"):
            StandIn.objects.create(
                organiser_id=cast.organiser.id,
                valid_during=(clock.now(), clock.now() + WEEK),
                given_at=clock.now(),
                **{name: cast.id(key) for name, key in given.items()},
            )


@pytest.mark.parametrize(
    "values",
    [
        {"given_by_id": "stina"},
        {"person_id": "rut"},
        {"valid_during": (None, None)},
    ],
)
def test_the_table_itself_refuses_one_without_an_end_or_by_oneself(cast, values):
    row = {
        "id": ids.new(),
        "organiser_id": cast.organiser.id,
        "person_id": cast.id("stina"),
        "for_person_id": cast.id("rut"),
        "given_by_id": cast.id("rut"),
        "valid_during": (clock.now(), clock.now() + WEEK),
        "given_at": clock.now(),
    }
    given = {name: cast.id(key) if isinstance(key, str) else key for name, key in values.items()}
    with arrange(), pytest.raises(IntegrityError), undone():
        StandIn.objects.create(**{**row, **given})


def test_a_row_says_for_whom_it_is_read(cast):
    matter = open_matter(cast, "elis")
    stand_in(cast, "stina", "rut")

    with arrange():
        found = dict(
            MatterReader.objects.filter(matter=matter).values_list("person_id", "stands_in_for_id")
        )
    assert found[cast.id("stina")] == cast.id("rut")
    assert found[cast.id("rut")] is found[cast.id("beata")] is None

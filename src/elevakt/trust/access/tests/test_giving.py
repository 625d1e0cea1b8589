"""An administrator gives bases by an act, and nobody opens a door for herself."""

import datetime as dt

import pytest
from django.db import ProgrammingError

from elevakt.foundation.kernel import clock, ids
from elevakt.foundation.kernel.rows import insert
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.actions.giving import WrongDays, answer, give, take_back
from elevakt.trust.access.enums import GivenBasis
from elevakt.trust.access.models import Grant, GrantAnswer
from elevakt.trust.access.queries.giving import given_before, given_now, is_administrator, proposed
from elevakt.trust.access.queries.reasons import why_matter
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.people import always
from elevakt.trust.access.tests.asking import undone
from elevakt.trust.access.tests.giving import administer
from elevakt.trust.access.tests.matters import SCOPE, open_matter, stand_in
from elevakt.trust.people.enums import Side

WEEK = dt.timedelta(days=7)
OFFICER = GivenBasis.OFFICER


@pytest.fixture
def administered(cast):
    administer(cast, "ada")
    return cast


def gives(cast, to, by="ada", scope=SCOPE, basis=OFFICER, first=0, last=None):
    today = clock.today()
    with acting_as(cast.actor(by)) as actor:
        return give(
            actor,
            cast.id(to),
            basis=basis,
            scope=scope,
            first_on=today + dt.timedelta(days=first),
            last_on=None if last is None else today + dt.timedelta(days=last),
            reason="Tar över efter Olof",
        )


def answers(cast, name, gift, is_confirmed=True):
    with acting_as(cast.actor(name)) as actor:
        return answer(actor, gift.id, is_confirmed=is_confirmed)


def holds(cast, name):
    with acting_as(cast.actor(name)) as actor:
        return {(one.basis, one.scope) for one in given_now(actor) if one.person == cast.id(name)}


def waiting(cast, name):
    with acting_as(cast.actor(name)) as actor:
        return [one.given.person for one in proposed(actor) if one.is_mine_to_answer]


def reads(cast, name, matter):
    with acting_as(cast.actor(name)) as actor:
        return why_matter(actor, matter.id)


# ---- to a colleague ------------------------------------------------------------------------------


def test_an_administrator_gives_a_colleague_and_whoever_leads_her_is_told(administered):
    matter = open_matter(administered, "elis")
    assert reads(administered, "kim", matter) == []

    gift = gives(administered, "kim")

    assert (gift.waits, gift.to_tell) == (
        False,
        {administered.id("rut"), administered.id("beata")},
    )
    assert holds(administered, "kim") == {(OFFICER, SCOPE)}
    assert reads(administered, "kim", matter) == ["officer"]


def test_one_who_works_at_no_school_is_told_of_to_all_who_lead_one(administered):
    assert gives(administered, "olof", scope="discipline").to_tell == {
        administered.id(name) for name in ("rut", "beata", "bo")
    }


def test_it_begins_and_ends_on_its_days(administered):
    matter = open_matter(administered, "elis")
    gives(administered, "kim", first=1, last=7)
    tomorrow = clock.midnight(clock.today() + dt.timedelta(days=1))

    seen = []
    for moment in (
        tomorrow - dt.timedelta(seconds=1),
        tomorrow,
        tomorrow + WEEK - dt.timedelta(seconds=1),
        tomorrow + WEEK,
    ):
        with clock.fixed(moment):
            seen.append(reads(administered, "kim", matter))

    assert seen == [[], ["officer"], ["officer"], []]


def test_what_was_given_is_taken_away_by_an_administrator_or_by_the_one_who_has_it(administered):
    first, second = gives(administered, "kim"), gives(administered, "stina")

    for name, gift, to in (("ada", first, "kim"), ("stina", second, "stina")):
        with acting_as(administered.actor(name)) as actor:
            assert take_back(actor, gift.id) == {
                administered.id(to),
                administered.id("rut"),
                administered.id("beata"),
            }
            with pytest.raises(NotFound):
                take_back(actor, gift.id)

    assert [holds(administered, name) for name in ("kim", "stina")] == [set(), set()]
    with acting_as(administered.actor("ada")) as ada:
        assert {one.person for one in given_before(ada)} == {
            administered.id("kim"),
            administered.id("stina"),
        }


@pytest.mark.parametrize(("first", "last"), [(-1, None), (3, 2), (-3, -2)])
def test_days_that_cannot_be_are_refused(administered, first, last):
    with pytest.raises(WrongDays):
        gives(administered, "kim", first=first, last=last)


def test_only_an_administrator_gives_takes_and_sees(administered):
    gift = gives(administered, "kim")

    for name in sorted({*administered.persons} - {"ada", "ove", "otto"}):
        with acting_as(administered.actor(name)) as actor:
            assert not is_administrator(actor)
            assert {one.person for one in given_now(actor)} <= {actor.person_id}, name
            if name != "kim":
                with pytest.raises(NotFound):
                    take_back(actor, gift.id)
        with pytest.raises(NotFound):
            gives(administered, "stina", by=name)


def test_a_colleague_is_one_of_ones_own_organiser_who_is_employed_and_not_hidden(administered):
    for name in ("ove", "vera", "elis"):
        with pytest.raises(NotFound):
            gives(administered, name)


def test_it_is_no_administrator_for_one_process_who_gives(cast):
    with arrange():
        Grant.objects.create(
            organiser_id=cast.organiser.id,
            person=cast.ada,
            basis="administrator",
            scope=SCOPE,
            valid_during=always(),
            given_by_id=cast.id("greta"),
            reason="Texter",
        )

    with pytest.raises(NotFound):
        gives(cast, "kim")


# ---- to oneself, or to one's kin ----------------------------------------------------------------


def test_what_she_gives_herself_waits_and_gives_nothing_until_somebody_else_says_yes(administered):
    matter = open_matter(administered, "elis")

    gift = gives(administered, "ada")

    assert (gift.waits, gift.to_tell) == (
        True,
        {administered.id(name) for name in ("olof", "rut", "beata", "bo")},
    )
    assert (holds(administered, "ada"), reads(administered, "ada", matter)) == (
        {(GivenBasis.ADMINISTRATOR, "")},
        [],
    )
    assert waiting(administered, "olof") == [administered.id("ada")]
    assert waiting(administered, "ada") == []
    answers(administered, "olof", gift)
    assert reads(administered, "ada", matter) == ["officer"]
    assert waiting(administered, "olof") == []
    with acting_as(administered.actor("ada")) as ada:
        (own,) = [
            one for one in given_now(ada) if one.basis is OFFICER and one.person == ada.person
        ]
        assert (own.given_by, own.second) == (administered.id("ada"), administered.id("olof"))


def test_a_no_gives_nothing_and_is_not_asked_again(administered):
    gift = gives(administered, "ada")

    answers(administered, "olof", gift, is_confirmed=False)

    assert holds(administered, "ada") == {(GivenBasis.ADMINISTRATOR, "")}
    with pytest.raises(NotFound):
        answers(administered, "olof", gift)


def test_it_waits_for_ones_kin_too_and_no_kin_of_either_answers(administered):
    """Ada and Tom have a child together; so have Tom and Lo, another."""
    with arrange():
        norrvik = administered.organiser
        for name, parents in (("Alva Nord", ("ada", "tom")), ("Alma Frisk", ("tom", "lo"))):
            child = norrvik.pupil(name, administered.bjorkangen, administered.class_7b)
            for parent in parents:
                norrvik.guard(administered.persons[parent], child)
    for name in ("lo", "olof", "greta"):
        administer(administered, name)

    gift = gives(administered, "tom")

    assert gift.waits
    may = {name for name in administered.persons if waiting(administered, name)}
    assert may == {"rut", "beata", "olof", "greta"}  # Lo administers, and is Tom's kin
    assert gift.to_tell == {administered.id(name) for name in may}


def test_whoever_stands_in_for_the_lead_may_be_the_second(administered):
    stand_in(administered, "stina", "rut")
    with arrange():
        administered.organiser.employ(administered.ada, administered.norra)
    gives(administered, "ada")

    assert "stina" in {name for name in administered.persons if waiting(administered, name)}


# ---- past the actions: the database itself -------------------------------------------------------


def grant(cast, to, by, second=None, key=None):
    return Grant(
        id=key or ids.new(),
        organiser_id=cast.organiser.id,
        person_id=cast.id(to),
        basis="officer",
        scope="discipline",
        valid_during=always(),
        given_by_id=cast.id(by),
        second_person_id=second and cast.id(second),
        reason="Bakvägen",
    )


def is_refused(cast, name, row, side=Side.STAFF):
    with acting_as(cast.actor(name, side)), undone():
        try:
            insert([row])
        except ProgrammingError as refusal:
            return "row-level security" in str(refusal) or "permission denied" in str(refusal)
    return False


def test_the_database_takes_no_grant_past_the_rule(administered):
    assert not is_refused(administered, "ada", grant(administered, "kim", "ada"))
    for name, row in (
        ("ada", grant(administered, "ada", "ada", "olof")),  # her own, in another's name
        ("ada", grant(administered, "ada", "greta")),  # as if another had given it
        ("ada", grant(administered, "kim", "ada", "olof")),
        ("olof", grant(administered, "ada", "ada", "olof")),  # without a proposal
        ("rut", grant(administered, "kim", "rut")),
        ("rut", grant(administered, "kim", "ada")),
        ("olof", grant(administered, "olof", "ada", "olof")),
    ):
        assert is_refused(administered, name, row)


def test_a_yes_gives_what_was_proposed_and_nothing_else(administered):
    gift = gives(administered, "ada")

    def confirmed(later=dt.timedelta()):
        return GrantAnswer(
            id=gift.id,
            organiser_id=administered.organiser.id,
            is_confirmed=True,
            answered_by_id=administered.id("olof"),
            answered_at=clock.now() + later,
        )

    with clock.fixed(clock.now()):
        assert is_refused(administered, "ada", confirmed())
        assert is_refused(administered, "greta", confirmed())
        # A moment that is not now.
        assert is_refused(administered, "olof", confirmed(dt.timedelta(seconds=1)))
        with acting_as(administered.actor("olof")):
            insert([confirmed()])
    # Another scope than the one that was proposed.
    assert is_refused(administered, "olof", grant(administered, "ada", "ada", "olof", key=gift.id))


def test_nobody_at_home_or_elsewhere_may_know_of_it(administered):
    gives(administered, "ada")

    assert waiting(administered, "ove") == []
    with (
        pytest.raises(ProgrammingError),
        acting_as(administered.actor("vera", Side.FAMILY)) as vera,
    ):
        given_now(vera)

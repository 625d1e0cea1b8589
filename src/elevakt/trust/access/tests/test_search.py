"""Anyone employed may report on any pupil: the search tells the least, and is counted."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import ProgrammingError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.queries.finding import find_pupils
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.people import always, past
from elevakt.trust.access.tests.asking import rows
from elevakt.trust.audit.models import Search
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Duty, Enrolment, GroupMembership, Person

FIND = "select name from access.find_pupils(%s::text, %s::uuid, %s::int) order by name"


def find(cast, name, words, unit=None, most=8, now=None):
    """Return the names that somebody's search finds."""
    with acting_as(replace(cast.actor(name), now=now)):
        return [row[0] for row in rows(FIND, words, unit and unit.id, most)]


def searches(cast, name):
    """Return how many hits each logged search of somebody had."""
    with arrange():
        return list(
            Search.objects.filter(person_id=cast.id(name))
            .order_by("hits")
            .values_list("hits", flat=True)
        )


# ---- whom it finds -------------------------------------------------------------------------------


def test_it_forgives_spelling_case_and_dots(cast):
    for words in ("Elis", "elis b", "Bergström", "bergström el", "  ELIS ", "Bergstrom", "Ellis"):
        assert find(cast, "tom", words) == ["Elis Bergström"], words


def test_it_does_not_guess_from_nothing(cast):
    for words in ("", " ", "e", "%", "__", "%%%", "..", "Östen", None):
        assert find(cast, "tom", words) == [], words


def test_it_begins_in_the_own_units(cast):
    assert find(cast, "tom", "nora") == []
    assert find(cast, "nils", "nora") == ["Nora Björk"]
    assert find(cast, "ada", "nora") == []
    assert searches(cast, "tom") == searches(cast, "nils") == []


def test_a_class_is_found_in_the_own_units(cast):
    assert find(cast, "cilla", "7b") == ["Amir Haddad", "Elis Bergström", "Hedda Ström"]


def test_a_protected_pupil_is_never_found_by_anybody(cast):
    for name in cast.persons:
        for unit in (None, cast.norra):
            assert find(cast, name, "Hilda", unit) == find(cast, name, "Gömd", unit) == []
        assert "Hilda Gömd" not in find(cast, name, "7C", cast.norra)


def test_a_marking_hides_at_once_and_its_end_shows_again(cast):
    with arrange():
        Person.objects.filter(id=cast.elis.id).update(is_protected=True)
    assert find(cast, "mia", "elis") == []

    with arrange():
        Person.objects.filter(id=cast.elis.id).update(is_protected=False)
    assert find(cast, "mia", "elis") == ["Elis Bergström"]


def test_who_has_left_is_not_found(cast):
    with arrange():
        Enrolment.objects.filter(person=cast.elis).update(period=past())

    assert find(cast, "mia", "elis") == card(cast, "mia", "elis") == []


def test_who_will_leave_is_found_until_then(cast):
    leaves = clock.now() + dt.timedelta(days=200)
    with arrange():
        Enrolment.objects.filter(person=cast.elis).update(period=(always()[0], leaves))

    assert find(cast, "mia", "elis") == ["Elis Bergström"]
    assert find(cast, "mia", "elis", now=leaves) == []


# ---- at another school ---------------------------------------------------------------------------


def test_at_another_school_it_is_logged_without_the_words(cast):
    assert find(cast, "nils", "elis", cast.norra) == ["Elis Bergström"]
    assert find(cast, "nils", "Zlatan", cast.norra) == []

    assert searches(cast, "nils") == [0, 1]


def test_at_another_school_at_most_five_are_found(cast):
    with arrange():
        for number in range(9):
            cast.organiser.pupil(f"Elisa{number} Ny", cast.norra, cast.class_7c)

    assert len(find(cast, "nils", "elisa", cast.norra, most=50)) == 5
    assert len(find(cast, "nils", "elisa", cast.norra, most=None)) == 5
    assert len(find(cast, "mia", "elisa", cast.norra, most=50)) == 9


def test_at_another_school_a_class_is_no_way_to_browse(cast):
    assert find(cast, "nils", "7B", cast.norra) == []


def test_twenty_searches_a_day_and_then_none(cast):
    for _ in range(20):
        assert find(cast, "nils", "elis", cast.norra) == ["Elis Bergström"]
    assert find(cast, "nils", "elis", cast.norra) == []
    assert (
        find(cast, "nils", "nora") == find(cast, "nils", "nora", cast.bjorkangen) == ["Nora Björk"]
    )
    assert len(searches(cast, "nils")) == 20

    tomorrow = clock.now() + dt.timedelta(days=1)
    assert find(cast, "nils", "elis", cast.norra, now=tomorrow) == ["Elis Bergström"]


def test_one_more_than_a_day_allows_is_noted_without_a_name(cast, caplog):
    for _ in range(20):
        find(cast, "nils", "elis", cast.norra)
    with acting_as(cast.actor("nils")) as nils:
        assert find_pupils(nils, "nora") != []
        assert caplog.messages == []

        assert find_pupils(nils, "elis", unit_id=cast.norra.id) == []

    assert caplog.messages == ["search beyond the limit of the day"]


def test_the_day_of_the_limit_is_swedish(cast):
    late = dt.datetime(2026, 11, 18, 22, 30, tzinfo=dt.UTC)
    for _ in range(20):
        find(cast, "nils", "elis", cast.norra, now=late)

    assert find(cast, "nils", "elis", cast.norra, now=late) == []
    past_midnight = late + dt.timedelta(hours=1)
    assert find(cast, "nils", "elis", cast.norra, now=past_midnight) == ["Elis Bergström"]


def test_a_school_where_one_no_longer_works_is_another_school(cast):
    with arrange():
        Duty.objects.filter(person=cast.mia).update(period=past())
        cast.organiser.employ(cast.mia, cast.bjorkangen)

    assert find(cast, "mia", "elis") == []
    assert find(cast, "mia", "elis", cast.norra) == ["Elis Bergström"]
    assert searches(cast, "mia") == [1]


def test_whoever_is_no_longer_employed_finds_nobody(cast):
    with arrange():
        Duty.objects.filter(person=cast.mia).update(period=past())

    assert find(cast, "mia", "elis") == find(cast, "mia", "elis", cast.norra) == []
    assert card(cast, "mia", "elis") == []
    assert searches(cast, "mia") == []


# ---- who may ask ---------------------------------------------------------------------------------


def test_another_organisers_pupils_are_never_found(cast):
    with arrange():
        elsewhere = Enrolment.objects.get(person=cast.otto).school_unit

    assert find(cast, "ove", "otto") == ["Otto Alm"]
    assert find(cast, "tom", "otto", elsewhere) == []
    assert find(cast, "ove", "elis", cast.norra) == []


def test_the_family_side_has_no_search(cast):
    for question in (FIND % ("'elis'", "null", "8"), "select access.pupil_card_of(null)"):
        with (
            pytest.raises(ProgrammingError, match="permission denied for function"),
            acting_as(cast.actor("vera", Side.FAMILY)),
        ):
            rows(question)


# ---- the card of a pupil that was picked ---------------------------------------------------------


def card(cast, name, pupil):
    """Return what the report form shows of a pupil that was picked."""
    with acting_as(cast.actor(name)):
        return rows(
            "select name, class_name, unit_id from access.pupil_card_of(%s)", cast.id(pupil)
        )


def test_the_card_says_the_same_to_everybody_who_could_have_picked_it(cast):
    find(cast, "nils", "elis", cast.norra)

    for name in ("tom", "rut", "nils"):
        assert card(cast, name, "elis") == [("Elis Bergström", "7B", cast.norra.id)]


def test_a_key_is_no_way_past_the_search(cast):
    find(cast, "ada", "Zlatan", cast.norra)
    find(cast, "nils", "nora", cast.bjorkangen)

    assert card(cast, "ada", "elis") == card(cast, "nils", "elis") == []


def test_whoever_meets_a_pupil_of_another_school_may_pick_her(cast):
    with arrange():
        Duty.objects.filter(person=cast.tom).update(school_unit=cast.bjorkangen)

    assert card(cast, "tom", "elis") == [("Elis Bergström", "7B", cast.norra.id)]
    assert card(cast, "tom", "nova") == []


def test_what_was_found_may_be_picked_for_a_week(cast):
    find(cast, "nils", "elis", cast.norra)

    def picked(days):
        with acting_as(replace(cast.actor("nils"), now=clock.now() + dt.timedelta(days=days))):
            return len(rows("select from access.pupil_card_of(%s)", cast.elis.id))

    assert [picked(days) for days in (0, 6, 8)] == [1, 1, 0]


def test_there_is_no_card_of_the_protected_the_foreign_and_the_grown_up(cast):
    for name in ("kim", "rut", "tom"):
        assert card(cast, name, "hilda") == []
        assert card(cast, name, "otto") == []
        assert card(cast, name, "vera") == []


def test_the_card_follows_the_class_and_the_school(cast):
    with arrange():
        GroupMembership.objects.filter(person=cast.elis).update(group=cast.class_7c)
    assert card(cast, "tom", "elis") == [("Elis Bergström", "7C", cast.norra.id)]

    with arrange():
        Enrolment.objects.filter(person=cast.elis).update(school_unit=cast.bjorkangen)
    assert card(cast, "nils", "elis") == [("Elis Bergström", "", cast.bjorkangen.id)]
    assert find(cast, "nils", "elis") == ["Elis Bergström"]


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text())
def test_nothing_anybody_writes_breaks_the_search(cast, words):
    words = words.replace("\0", "")
    with acting_as(cast.actor("nils")):
        for unit in (None, cast.norra.id):
            found = rows(FIND, words, unit, 8)
            assert ("Hilda Gömd",) not in found
            assert len(found) <= 5

"""What a home reads of a matter: what it has been told, and only while it may know."""

import pytest

from elevakt.foundation.kernel import clock
from elevakt.trust.access.enums import Basis
from elevakt.trust.access.models import SpecialCircumstance
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.people import past
from elevakt.trust.access.tests.asking import readers, reading
from elevakt.trust.access.tests.matters import decide, invite, open_matter
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Person, Responsible


@pytest.fixture
def told(cast):
    """A matter of which Vera, at home, has been told what is about Elis."""
    matter = open_matter(cast, "elis")
    invite(cast, matter, "vera", "served", basis=Basis.GUARDIAN, side=Side.FAMILY, about="elis")
    decide(cast, matter, "elis", "vera", "inform", minutes_ago=60)
    return matter


def test_a_home_reads_what_it_has_been_told_while_it_may_know(cast, told):
    assert reading(cast, "vera", told, Side.FAMILY) == {"guardian": {"served"}}
    assert readers(cast, told, Side.FAMILY) == {"vera"}


def test_a_home_reads_nothing_before_anybody_has_decided(cast):
    matter = open_matter(cast, "elis")
    invite(cast, matter, "vera", "served", basis=Basis.GUARDIAN, side=Side.FAMILY, about="elis")

    assert reading(cast, "vera", matter, Side.FAMILY) == {}


@pytest.mark.parametrize("answer", ["ask", "do_not_inform"])
def test_a_later_word_closes_the_home_at_once(cast, told, answer):
    decide(cast, told, "elis", "vera", answer, minutes_ago=1)

    assert reading(cast, "vera", told, Side.FAMILY) == {}


@pytest.mark.parametrize("who", ["elis", "vera"])
def test_a_marking_closes_the_home_at_once(cast, told, who):
    with arrange():
        Person.objects.filter(id=cast.id(who)).update(is_protected=True)

    assert reading(cast, "vera", told, Side.FAMILY) == {}


def circumstances(cast):
    with arrange():
        SpecialCircumstance.objects.create(
            organiser_id=cast.organiser.id,
            pupil=cast.elis,
            kind="honour",
            reason="",
            decided_by_id=cast.id("rut"),
            valid_during=(clock.now(), None),
        )


def test_circumstances_that_come_up_close_the_home_at_once(cast, told):
    circumstances(cast)

    assert reading(cast, "vera", told, Side.FAMILY) == {}


@pytest.mark.parametrize(
    "change", [{"period": past()}, {"relation_type": "Annan ansvarig"}], ids=["ended", "another"]
)
def test_who_is_no_longer_guardian_reads_nothing(cast, told, change):
    with arrange():
        Responsible.objects.filter(guardian=cast.vera).update(**change)

    assert reading(cast, "vera", told, Side.FAMILY) == {}


# ---- the pupil herself ---------------------------------------------------------------------------


@pytest.fixture
def told_herself(cast, told):
    """The same matter, when both guardians may know and Elis has been told too."""
    invite(cast, told, "elis", "served", basis=Basis.SELF, side=Side.FAMILY, about="elis")
    decide(cast, told, "elis", "sten", "inform", minutes_ago=60)
    return told


def reads_herself(cast, matter):
    return reading(cast, "elis", matter, Side.FAMILY) == {"self": {"served"}}


def test_a_pupil_reads_what_she_has_been_told_while_everybody_at_home_may_know(cast, told_herself):
    assert reads_herself(cast, told_herself)


@pytest.mark.parametrize("answer", ["ask", "do_not_inform"])
@pytest.mark.parametrize("who", ["vera", "sten"])
def test_a_later_word_about_one_of_them_closes_it_for_the_pupil(cast, told_herself, who, answer):
    decide(cast, told_herself, "elis", who, answer, minutes_ago=1)

    assert not reads_herself(cast, told_herself)


def test_nobody_has_decided_about_one_of_them(cast, told):
    invite(cast, told, "elis", "served", basis=Basis.SELF, side=Side.FAMILY, about="elis")

    assert not reads_herself(cast, told)


def test_circumstances_that_come_up_close_it_for_the_pupil(cast, told_herself):
    circumstances(cast)

    assert not reads_herself(cast, told_herself)


@pytest.mark.parametrize("who", ["elis", "sten"])
def test_a_marking_closes_it_for_the_pupil(cast, told_herself, who):
    with arrange():
        Person.objects.filter(id=cast.id(who)).update(is_protected=True)

    assert not reads_herself(cast, told_herself)


def test_a_pupil_of_age_reads_though_nobody_at_home_may_and_they_nothing(cast, told_herself):
    decide(cast, told_herself, "elis", "sten", "do_not_inform", minutes_ago=1)
    grown = clock.today().replace(year=clock.today().year - 19)
    with arrange():
        Person.objects.filter(id=cast.id("elis")).update(birth_date=grown)

    assert reads_herself(cast, told_herself)
    assert readers(cast, told_herself, Side.FAMILY) == {"elis"}

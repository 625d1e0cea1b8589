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


def test_circumstances_that_come_up_close_the_home_at_once(cast, told):
    with arrange():
        SpecialCircumstance.objects.create(
            organiser_id=cast.organiser.id,
            pupil=cast.elis,
            kind="honour",
            reason="",
            decided_by_id=cast.id("rut"),
            valid_during=(clock.now(), None),
        )

    assert reading(cast, "vera", told, Side.FAMILY) == {}


@pytest.mark.parametrize(
    "change", [{"period": past()}, {"relation_type": "Annan ansvarig"}], ids=["ended", "another"]
)
def test_who_is_no_longer_guardian_reads_nothing(cast, told, change):
    with arrange():
        Responsible.objects.filter(guardian=cast.vera).update(**change)

    assert reading(cast, "vera", told, Side.FAMILY) == {}


# ---- the persons of a matter ---------------------------------------------------------------------

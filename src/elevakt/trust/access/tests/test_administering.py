"""The school administrator knows who the pupils are, and whom to call; never what is in force."""

import pytest

from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.queries.homes import homes, may_call
from elevakt.trust.access.queries.pupils import my_pupils
from elevakt.trust.access.queries.reasons import why_person
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.tests.matters import decide, open_matter
from elevakt.trust.people.models import Contact, Duty, Person


@pytest.fixture
def school(cast):
    """Greta is the school administrator of Norra."""
    with arrange():
        cast.organiser.employ(cast.greta, cast.norra, "Skoladministratör")
    return cast


def reached(cast, pupil="elis", name="greta"):
    """Return whom somebody may call about a pupil, with the numbers that she sees."""
    with acting_as(cast.actor(name)) as actor:
        return {
            one.name: [contact.value for contact in one.contacts]
            for one in may_call(actor, cast.id(pupil))
        }


def test_she_lists_the_pupils_of_her_unit_but_those_who_are_protected(school):
    with acting_as(school.actor("greta")) as greta:
        assert {one.name for one in my_pupils(greta).pupils} == {
            "Elis Bergström",
            "Amir Haddad",
            "Hedda Ström",
            "Nova Westin",
        }
        assert why_person(greta, school.id("elis")) == ["administers"]
        assert why_person(greta, school.id("nora")) == []


def test_she_has_the_numbers_of_those_who_may_be_called_and_of_no_others(school):
    assert reached(school) == {"Vera Bergström": ["070-1740605"], "Sten Bergström": []}
    assert reached(school, name="tom") == {"Vera Bergström": [], "Sten Bergström": []}
    decide(school, open_matter(school, "elis"), "elis", "vera", "ask")

    assert reached(school) == {}
    with acting_as(school.actor("greta")) as greta:
        assert homes(greta, school.id("elis"), with_contacts=True) == []
        assert not Contact.objects.filter(person_id=school.id("vera")).exists()
        assert not Person.objects.filter(id=school.id("vera")).exists()
    # Hedda has special circumstances: for whoever teaches it looks the same.
    assert reached(school, "hedda") == {}


def test_of_her_own_child_she_is_no_administrator(school):
    with arrange():
        school.organiser.guard(school.greta, school.amir)

    with acting_as(school.actor("greta")) as greta:
        assert why_person(greta, school.id("amir")) == []


def test_it_ends_with_her_duty(school):
    with arrange():
        Duty.objects.filter(duty_role="Skoladministratör").update(period=(None, clock.now()))

    with acting_as(school.actor("greta")) as greta:
        assert my_pupils(greta).pupils == ()

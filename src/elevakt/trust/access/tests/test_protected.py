"""Protected personal data: closed, in every table, for all who are not in the circle."""

import pytest

from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.models import ProtectedCircle
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.people import always, past
from elevakt.trust.access.tests.asking import rows
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Contact, Enrolment, GroupMembership, Person, Responsible

TELLING = (
    ("person", "select from people.person where id = %s"),
    ("enrolment", "select from people.enrolment where person_id = %s"),
    ("group", "select from people.group_membership where person_id = %s"),
    ("home", "select from people.responsible where pupil_id = %s"),
    ("contact", "select from people.contact where person_id = %s"),
)


def told(cast, name, pupil, side=Side.STAFF):
    """Return which tables tell somebody anything of a pupil."""
    with acting_as(cast.actor(name, side)):
        return {
            what
            for what, question in TELLING
            if (side is Side.STAFF or what in ("person", "enrolment", "home"))
            and rows(question, cast.id(pupil))
        }


def join_circle(cast, reader, pupil="hilda", period=None):
    """Let somebody belong to the circle around a protected person."""
    with arrange():
        ProtectedCircle.objects.create(
            organiser_id=cast.organiser.id,
            protected_person=cast.persons[pupil],
            reader=cast.persons[reader],
            valid_during=period or always(),
            confirmed_by_id=cast.rut.id,
        )


@pytest.fixture(autouse=True)
def contacts(cast):
    with arrange():
        cast.organiser.phone(cast.hilda, "070-1740607")
        cast.organiser.phone(cast.elis, "070-1740608")


def test_the_circle_is_those_who_are_named_and_those_who_lead(cast):
    everything = {what for what, _ in TELLING}
    assert told(cast, "rut", "hilda") == told(cast, "beata", "hilda") == everything

    for name in set(cast.persons) - {"rut", "beata", "hilda"}:
        assert told(cast, name, "hilda") == set()


def test_to_be_in_the_circle_is_no_base_by_itself(cast):
    assert told(cast, "kim", "hilda") == set()

    with arrange():
        cast.organiser.teach(cast.organiser.employ(cast.kim, cast.norra), cast.class_7c)

    assert told(cast, "kim", "hilda") == {"person", "enrolment", "group"}


def test_who_leaves_the_circle_sees_nothing_more(cast):
    join_circle(cast, "cilla", period=past())

    assert told(cast, "cilla", "hilda") == set()


def test_a_marking_closes_every_table_in_the_same_second(cast):
    assert told(cast, "mia", "elis") == {what for what, _ in TELLING}
    assert told(cast, "vera", "elis", Side.FAMILY) == {"person", "enrolment", "home"}

    with arrange():
        Person.objects.filter(id=cast.elis.id).update(is_protected=True)

    assert told(cast, "mia", "elis") == told(cast, "tom", "elis") == set()
    assert told(cast, "vera", "elis", Side.FAMILY) == set()
    assert told(cast, "rut", "elis") == {what for what, _ in TELLING}


def test_a_guardian_is_in_the_circle_only_when_somebody_has_put_her_there(cast):
    assert told(cast, "hugo", "hilda", Side.FAMILY) == set()

    join_circle(cast, "hugo")

    assert told(cast, "hugo", "hilda", Side.FAMILY) == {"person", "enrolment", "home"}


def test_the_child_sees_herself(cast):
    assert told(cast, "hilda", "hilda", Side.FAMILY) == {"person", "enrolment"}


def test_the_home_of_a_protected_child_is_for_the_circle(cast):
    with acting_as(cast.actor("cilla")):
        assert not Person.objects.filter(id=cast.hugo.id).exists()
        assert not Contact.objects.filter(person=cast.hugo).exists()


def test_a_protected_guardian_is_hidden_from_all_who_are_not_named(cast):
    with arrange():
        Person.objects.filter(id=cast.vera.id).update(is_protected=True)

    for name in ("rut", "mia"):
        with acting_as(cast.actor(name)):
            assert not Person.objects.filter(id=cast.vera.id).exists()
            assert not Contact.objects.filter(person=cast.vera).exists()
            assert set(Responsible.objects.filter(pupil=cast.elis).values_list("guardian_id")) == {
                (cast.sten.id,)
            }
    join_circle(cast, "mia", "vera")
    with acting_as(cast.actor("mia")):
        assert Contact.objects.filter(person=cast.vera).exists()


def test_a_lead_who_is_kin_is_not_in_the_circle_by_leading(cast):
    with arrange():
        cast.organiser.guard(cast.beata, cast.hilda, past())

    assert told(cast, "beata", "hilda") == set()
    assert told(cast, "rut", "hilda") == {what for what, _ in TELLING}


def test_a_count_tells_no_more_than_the_rows(cast):
    with acting_as(cast.actor("cilla")):
        assert GroupMembership.objects.filter(group=cast.class_7c).count() == 1
        assert Enrolment.objects.filter(school_unit=cast.norra).count() == 1

"""The circle around a protected pupil."""

import pytest

from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.actions.circles import NotAmongThem, set_circle
from elevakt.trust.access.models import ProtectedCircle
from elevakt.trust.access.queries.aside import aside
from elevakt.trust.access.queries.circles import proposed_circle
from elevakt.trust.access.queries.pupils import my_pupils
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.models import Person


def names(cast, name):
    with acting_as(cast.actor(name)) as actor:
        return {pupil.name for pupil in my_pupils(actor).pupils}


def test_the_lead_confirms_name_by_name(cast):
    rut = cast.actor("rut")

    assert "Hilda Gömd" not in names(cast, "cilla")
    with acting_as(rut):
        assert [(one.name, one.is_in) for one in proposed_circle(rut, cast.id("hilda"))] == [
            ("Cilla Moberg", False),
            ("Kim Sand", True),
        ]
        set_circle(rut, pupil_id=cast.id("hilda"), readers=[cast.id("cilla")])
        assert [(one.name, one.is_in) for one in proposed_circle(rut, cast.id("hilda"))] == [
            ("Cilla Moberg", True),
        ]

    assert "Hilda Gömd" in names(cast, "cilla")


def test_a_protected_colleague_is_proposed_by_no_name_but_the_agreed_one(cast):
    rut = cast.actor("rut")

    def proposed(agreed):
        with arrange():
            Person.objects.filter(id=cast.id("cilla")).update(
                is_protected=True, display_name=agreed
            )
        with acting_as(rut):
            return [one.name for one in proposed_circle(rut, cast.id("hilda"))]

    assert proposed("") == ["", "Kim Sand"]
    assert proposed("Ces") == ["Ces", "Kim Sand"]


def test_a_marking_closes_the_same_second_and_gives_the_lead_the_task(cast):
    rut = cast.actor("rut")
    assert "Amir Haddad" in names(cast, "tom")

    with arrange():
        Person.objects.filter(id=cast.id("amir")).update(is_protected=True)

    assert "Amir Haddad" not in names(cast, "tom")
    with acting_as(rut):
        assert aside(rut).circles == (cast.id("amir"),)


@pytest.mark.parametrize("name", ["cilla", "kim", "bo", "ada", "ove"])
def test_only_the_lead_sets_it(cast, name):
    actor = cast.actor(name)

    with acting_as(actor), pytest.raises(NotFound):
        set_circle(actor, pupil_id=cast.id("hilda"), readers=[actor.person])

    with arrange():
        assert ProtectedCircle.objects.count() == 1


def test_nobody_is_let_in_who_does_not_meet_the_child(cast):
    rut = cast.actor("rut")

    with acting_as(rut), pytest.raises(NotAmongThem):
        set_circle(rut, pupil_id=cast.id("hilda"), readers=[cast.id("nils")])

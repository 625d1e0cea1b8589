"""Who sees which persons."""

import pytest
from django.db import ProgrammingError

from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Person


def seen(cast, name, side=Side.STAFF):
    with acting_as(cast.actor(name, side)):
        found = set(Person.objects.values_list("id", flat=True))
    return {key for key, person in cast.persons.items() if person.id in found}


def test_without_an_actor_the_database_refuses(cast):
    with pytest.raises(ProgrammingError, match="permission denied"):
        Person.objects.count()


def test_a_teacher_sees_the_pupils_she_teaches_and_not_their_homes(cast):
    assert seen(cast, "tom") == {"tom", "elis", "amir", "hedda"}


def test_a_mentor_sees_the_homes_too(cast):
    assert seen(cast, "mia") == {"mia", "elis", "amir", "hedda", "vera", "sten", "hans"}


def test_a_principal_sees_the_whole_unit_and_nobody_elses(cast):
    assert seen(cast, "rut") == {
        "rut",
        "elis",
        "amir",
        "hedda",
        "nova",
        "hilda",
        "vera",
        "sten",
        "hans",
        "hugo",
        "lo",
    }


def test_only_the_circle_sees_a_protected_pupil(cast):
    assert "hilda" not in seen(cast, "cilla")
    assert seen(cast, "cilla") == {"cilla", "nova", "lo"}


def test_a_guardian_sees_the_own_child_only(cast):
    assert seen(cast, "vera", Side.FAMILY) == {"vera", "elis"}


def test_the_staff_side_never_gives_a_guardians_basis(cast):
    assert seen(cast, "lo") == {"lo", "elis", "amir", "hedda"}
    assert seen(cast, "lo", Side.FAMILY) == {"lo", "nova"}


def test_another_school_and_another_organiser_see_nothing(cast):
    assert seen(cast, "nils") == {"nils", "nora"}
    assert seen(cast, "ove") == {"ove", "otto"}


def test_an_administrator_reads_nobody_by_being_one(cast):
    assert seen(cast, "ada") == {"ada"}

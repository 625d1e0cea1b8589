"""A small school's CSV files are taken in whole, or not at all."""

import io

import pytest
from django.core.management import CommandError, call_command

from elevakt.foundation.kernel import clock, ids
from elevakt.trust.access.models import Edge, Grant
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.people import always
from elevakt.trust.audit.models import Opening
from elevakt.trust.people.models import Enrolment, Organisation, Person
from elevakt.trust.people.queries import MODELS
from elevakt.trust.people.tests.rules.sheets import sheets


@pytest.fixture
def folder(tmp_path):
    def written(**changed):
        for name, content in sheets(**changed).items():
            (tmp_path / name).write_bytes(content)
        return str(tmp_path)

    return written


def imported(folder, *options):
    said = io.StringIO()
    call_command("import_csv", folder, *options, stdout=said)
    return said.getvalue()


def counts():
    with arrange():
        return [model.objects.count() for model in (Person, Enrolment, Edge)]


@pytest.mark.django_db
def test_a_school_is_taken_in_and_the_second_time_changes_nothing(folder):
    assert imported(folder(), "--yes").endswith("Inläst.\n")
    first = counts()

    assert imported(folder(), "--yes") == "Inget har ändrats.\n"
    assert counts() == first
    assert all(first)


@pytest.mark.django_db
def test_without_a_yes_it_is_only_shown_and_no_personal_number_is(folder):
    for options in ((), ("--preview",)):
        said = imported(folder(), *options)
        assert "Personer: 10 nya" in said
        assert "Rut Holm: Rektor, Granskolan" in said
        assert "Hilda" not in said
        assert "TF0" not in said
    assert counts() == [0, 0, 0]


@pytest.mark.django_db
def test_one_fault_stops_the_whole_with_a_sentence(folder):
    with pytest.raises(CommandError) as refused:
        imported(folder(elever=("GR;7", "GR;sju")), "--yes")

    assert str(refused.value) == (
        "elever.csv, rad 2: årskurs ska vara ett heltal från 0 till 10, eller F; rätta det.\n"
        "Inget har ändrats."
    )
    assert counts() == [0, 0, 0]


@pytest.mark.django_db
def test_a_marking_that_nobody_knows_protects_the_same_second(folder):
    imported(folder(), "--yes")

    said = imported(folder(elever=("TF01;nej", "TF01;?")), "--yes")

    assert "Nya skyddsmarkeringar: 1\n  en person med skyddade personuppgifter\n" in said


def roster():
    """Return every row of the roster as it is stored, by table."""
    with arrange():
        return {
            name: sorted(map(str, model._default_manager.values_list()))
            for name, model in MODELS.items()
        }


def undone(*options):
    said = io.StringIO()
    call_command("import_undo", *options, stdout=said)
    return said.getvalue()


CHANGED = {
    "elever": ("e2;Amir;Haddad;20130815TF02;nej", "e2;Amir;Haddad;20130815TF02;Sekretess"),
    "vardnadshavare": ("v2;Sten;Bergström;nej;e1;Vårdnadshavare;;;;;\n", ""),
    "medlemmar": ("Franska 7;e2;2026-10-01;\n", ""),
    "personal": ("p4;Ada", "p5;Eva;Ek;nej;12345678;Lärare;;2026-08-01;\np4;Ada"),
}


@pytest.mark.django_db
def test_the_latest_import_is_taken_back_and_all_is_as_before(folder):
    imported(folder(), "--yes")
    before = roster()
    imported(folder(**CHANGED), "--yes", "--missing-is-right")
    assert roster() != before

    assert undone().endswith("är tillbakatagen.\n")

    assert roster() == before
    with pytest.raises(CommandError, match="Det finns ingen inläsning att ta tillbaka"):
        undone()


@pytest.mark.django_db
def test_the_first_import_of_all_is_taken_back_too(folder):
    imported(folder(), "--yes")
    with arrange():
        organiser = Organisation.objects.get()

    undone("--organiser", organiser.organisation_number)

    assert not any(roster().values())
    assert counts() == [0, 0, 0]


@pytest.mark.django_db
def test_what_has_been_built_on_is_not_taken_back_and_nothing_changes(folder):
    imported(folder(), "--yes")
    before = roster()
    with arrange():
        person = Person.objects.get(given_name="Elis")
        Opening.objects.create(
            organiser_id=person.organiser_id,
            at=clock.now(),
            person_id=person.id,
            side="staff",
            subjects=[person.id],
            bases=["teaches"],
        )

    with pytest.raises(CommandError, match="någon har redan öppnat en elev"):
        undone()

    assert roster() == before


@pytest.mark.django_db
def test_what_a_row_points_at_is_not_taken_back_and_nothing_changes(folder):
    imported(folder(), "--yes")
    before = roster()
    with arrange():
        person = Person.objects.get(given_name="Rut")
        Grant.objects.create(
            organiser_id=person.organiser_id,
            person=person,
            basis="administrator",
            scope="",
            valid_during=always(),
            given_by_id=ids.new(),
            reason="",
        )

    with pytest.raises(CommandError, match="har fått ett uppdrag"):
        undone()

    assert roster() == before

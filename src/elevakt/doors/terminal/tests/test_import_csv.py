"""A small school's CSV files are taken in whole, or not at all."""

import io

import pytest
from django.core.management import CommandError, call_command

from elevakt.trust.access.models import Edge
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.models import Enrolment, Person
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

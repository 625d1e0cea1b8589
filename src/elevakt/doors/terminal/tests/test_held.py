"""What the files no longer have is held until somebody says that it has ended, or stays."""

import pytest
from django.core.management import call_command

from elevakt.foundation.kernel import clock, ids
from elevakt.trust.access.actions.working import working
from elevakt.trust.access.models import Edge
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.actions.holding import NotHeld, answer_held
from elevakt.trust.people.models import HeldRow, Organisation, Person
from elevakt.trust.people.tests.rules.sheets import sheets

MIA_LEFT = {
    "personal": ("p2;Mia;Lind;nej;12345678;Lärare;;2024-08-01;\n", ""),
    "uppdrag": ("7B;p2;Mentor;;;\n7B;p2;Lärare;Matematik;;\n", ""),
}


@pytest.fixture
def school(db, tmp_path):
    def take_in(**changed):
        for name, content in sheets(**changed).items():
            (tmp_path / name).write_bytes(content)
        call_command("import_csv", str(tmp_path), "--yes", "--missing-is-right")

    take_in()
    return take_in


def held():
    with arrange():
        return {one.resource: one for one in HeldRow.objects.filter(answered_at=None)}


def reaches(name):
    with arrange():
        person = Person.objects.get(given_name=name)
        return Edge.objects.filter(
            person_id=person.id, valid_during__contains=clock.now(), side="staff"
        ).exists()


def answer(row, *, is_ended):
    with working(row.organiser_id, "test"):
        answer_held(row.organiser_id, row.id, by_person_id=ids.new(), is_ended=is_ended)


def test_who_is_missing_stays_as_she_is_until_somebody_says_that_she_has_left(school):
    school(**MIA_LEFT)
    assert set(held()) == {"persons", "duties", "activities"}
    assert reaches("Mia")

    answer(held()["persons"], is_ended=True)

    assert not reaches("Mia")
    with arrange():
        assert Person.objects.get(given_name="Mia").person_status == "Avslutad"
    with pytest.raises(NotHeld):
        answer(HeldRow(id=ids.new(), organiser_id=Organisation(id=ids.new()).id), is_ended=True)


def test_what_has_ended_is_not_asked_about_again_and_comes_back_with_the_files(school):
    school(**MIA_LEFT)
    for row in held().values():
        answer(row, is_ended=True)

    school(**MIA_LEFT, elever=("elis@example.se", "e@example.se"))
    assert held() == {}

    school()
    assert reaches("Mia")


def test_what_stays_is_not_asked_about_again(school):
    school(**MIA_LEFT)
    for row in held().values():
        answer(row, is_ended=False)

    school(**MIA_LEFT, elever=("elis@example.se", "e@example.se"))

    assert held() == {}
    assert reaches("Mia")


def test_what_comes_back_is_held_no_longer(school):
    school(**MIA_LEFT)
    school()

    assert held() == {}

"""Every colleague sees who works where and answers for what, and nothing about a pupil."""

import pytest
from django.urls import reverse

from elevakt.engines.cases.models import StandingAssignment
from elevakt.engines.cases.tests.browsing import Desk, release
from elevakt.engines.cases.tests.stories import Story
from elevakt.foundation.kernel import clock
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.tests.giving import administer, delegate, lend
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Person

HERE = reverse("directory:staff")


@pytest.fixture
def story(cast):
    one = Story(cast)
    release(one)
    return one


def test_a_colleague_finds_who_leads_who_helps_and_who_has_which_task(story):
    administer(story.cast, "ada")
    with arrange():
        StandingAssignment.objects.create(
            organiser_id=story.cast.organiser.id,
            unit_id=story.cast.norra.id,
            process="degrading_treatment",
            assignment="investigates",
            person_id=story.cast.id("kim"),
            set_by_id=story.cast.id("rut"),
            set_at=clock.now(),
        )

    tom = Desk(story, "tom")
    assert HERE in tom.get("/").links
    page = tom.get(HERE)

    for words in (
        "Leder skolan Rut Holm Rektor Beata Lund Biträdande rektor",
        "Elevhälsa Kim Sand Kurator Stina Ås Speciallärare/specialpedagog",
        "Stående uppdrag Kim Sand Kränkande behandling:",
        "Frågor om Elevakt: Ada Nord",
        "Huvudmannens handläggare: Olof Dahl Kränkande behandling",
    ):
        assert words in page.text
    assert "Bo Ek" not in page.text


def test_who_covers_assists_or_decides_somewhere_is_not_for_everybody(story):
    before = Desk(story, "tom").get(HERE).text
    assert "Huvudmannens handläggare: Olof Dahl" in before

    lend(story.cast, "greta", pupil="elis")
    lend(story.cast, "greta", group="class_7b")
    delegate(story.cast, "greta")

    assert Desk(story, "tom").get(HERE).text == before


def test_another_school_is_chosen_and_a_name_is_looked_for_everywhere(story):
    tom = Desk(story, "tom")

    page = tom.post(HERE, {"skola": story.cast.bjorkangen.id})
    assert "Leder skolan Bo Ek Rektor" in page.text
    assert "Rut Holm" not in page.text
    assert "Träffar på alla skolor Nils Hall Lärare" in tom.post(HERE, {"namn": "Nils"}).text
    assert "Ingen i personalen heter så." in tom.post(HERE, {"namn": "Elis"}).text
    for wrong in ("x", str(story.cast.id("elis"))):
        assert tom.post(HERE, {"skola": wrong}).status == 404


def test_a_protected_colleague_is_not_named_nor_anybody_at_home(story):
    with arrange():
        Person.objects.filter(id=story.cast.id("kim")).update(
            is_protected=True, security_marking="Skyddad folkbokföring"
        )

    page = Desk(story, "tom").get(HERE)

    assert "Kim Sand" not in page.text
    for name in ("Elis", "Vera", "Hilda"):
        assert name not in page.text
    assert Desk(story, "vera", Side.FAMILY).get(HERE).status == 404


def test_whoever_works_for_the_organiser_sees_who_answers_there(story):
    page = Desk(story, "olof").get(HERE)

    assert "Huvudmannens handläggare: Olof Dahl" in page.text
    assert "Leder skolan" not in page.text

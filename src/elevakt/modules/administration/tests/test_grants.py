"""An administrator gives and takes away on a page; what she gives herself waits for somebody."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from elevakt.engines.cases.tests.browsing import Desk
from elevakt.engines.cases.tests.stories import Story
from elevakt.trust.access.models import Grant
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.tests.giving import administer, propose
from elevakt.trust.people.enums import Side

GRANTS, GIVE = reverse("administration:grants"), reverse("administration:give")
OFFICER = {"basis": "officer", "process": "degrading_treatment", "reason": "Tar över efter Olof"}


@pytest.fixture
def story(cast):
    administer(cast, "ada")
    return Story(cast)


def held(story):
    with arrange():
        rows = Grant.objects.filter(basis="officer").exclude(valid_during__isempty=True)
        return {row.person_id for row in rows if row.valid_during.upper is None}


def test_she_gives_a_colleague_who_is_told_and_takes_it_away(story):
    ada, kim, key = Desk(story, "ada"), Desk(story, "kim"), story.cast.id("kim")

    saved = ada.fill(GIVE, person=str(key), **OFFICER)

    assert "Kim Sand Huvudmannens handläggare: Kränkande behandling" in saved.text
    assert held(story) == {key, story.cast.id("olof")}
    for name in ("kim", "rut", "beata"):
        told = Desk(story, name).get(reverse("home:notices"))
        assert "Ett uppdrag har getts eller avslutats" in told.text
        assert GRANTS in told.links
    assert "Kim Sand" in kim.get(GRANTS).text
    assert "Olof Dahl" not in kim.get(GRANTS).text.replace("Gett av", "")
    with arrange():
        back = reverse("administration:take_back", args=[Grant.objects.get(person=key).id])
    assert Desk(story, "rut").post(back, {}).status == 404
    assert "Avslutat." in ada.post(back, {}).text
    assert held(story) == {story.cast.id("olof")}


def test_what_she_gives_herself_is_asked_of_another_and_gives_nothing_before(story):
    ada, olof, key = Desk(story, "ada"), Desk(story, "olof"), story.cast.id("ada")

    saved = ada.fill(GIVE, person=str(key), **OFFICER)

    assert "Någon annan måste bekräfta det här" in saved.text
    assert "Väntar på någon annan" in saved.text
    assert held(story) == {story.cast.id("olof")}
    assert "Ett uppdrag väntar på att du bekräftar det" in olof.get(reverse("home:notices")).text
    assert "Bekräfta" in olof.get(GRANTS).text


@pytest.mark.parametrize(
    ("said", "comes"), [("yes", {"olof", "ada"}), ("no", {"olof"}), ("", {"olof"})]
)
def test_the_second_person_says_yes_or_no_once(story, said, comes):
    proposal = propose(story.cast, "ada")
    here = reverse("administration:answer", args=[proposal.id])

    assert Desk(story, "ada").post(here, {"answer": "yes"}).status == 404
    assert Desk(story, "tom").post(here, {"answer": "yes"}).status == 404
    assert Desk(story, "olof").post(here, {"answer": said}).status == 200
    assert Desk(story, "olof").post(here, {"answer": "yes"}).status == 404

    assert held(story) == {story.cast.id(name) for name in comes}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"person_q": "Ingen"}, "Välj någon i listan."),
        ({"first_on": "2026-09-06"}, "Välj i dag eller en dag som kommer."),
        ({"last_on": "2026-09-06"}, "Välj samma dag eller en senare."),
        ({"process": ""}, "Välj vad uppdraget gäller."),
        ({"process": "hidden_things"}, "Fel:"),
        ({"basis": "leads"}, "Fel:"),
        ({"reason": ""}, "Fel:"),
    ],
)
def test_what_cannot_be_is_said_in_the_form(story, wrong, said):
    page = Desk(story, "ada").fill(GIVE, **{"person_q": "Kim", **OFFICER, **wrong})

    assert (page.status, held(story)) == (422, {story.cast.id("olof")})
    assert said in f"{page.title} {page.text}"


def test_only_administrators_have_the_page_in_their_menu(story):
    assert GRANTS in Desk(story, "ada").get("/").links
    for name in ("tom", "greta"):
        desk = Desk(story, name)
        assert GRANTS not in desk.get("/").links
        assert (desk.get(GRANTS).status, desk.get(GIVE).status) == (404, 404)
    rut = Desk(story, "rut")
    assert GRANTS not in rut.get("/").links
    assert "Du har inget uppdrag" in rut.get(GRANTS).text
    assert rut.get(GIVE).status == 404
    assert Desk(story, "vera", Side.FAMILY).get(GRANTS).status == 404


def test_the_page_asks_as_much_for_three_as_for_one(story):
    ada = Desk(story, "ada")
    ada.fill(GIVE, person=str(story.cast.id("kim")), **OFFICER)
    ada.get(GRANTS)

    def asked():
        with CaptureQueriesContext(connection) as found:
            ada.get(GRANTS)
        return len(found)

    once = asked()
    for name in ("stina", "mia", "tom"):
        ada.fill(GIVE, person=str(story.cast.id(name)), **OFFICER)
    assert asked() == once

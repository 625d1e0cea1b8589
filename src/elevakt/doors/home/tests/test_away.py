"""One says who stands in while one is away, on a page of one's own settings."""

import pytest
from django.urls import reverse

from elevakt.engines.cases.tests.browsing import Desk
from elevakt.engines.cases.tests.stories import Story
from elevakt.trust.access.models import StandIn
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.enums import Side

SETTINGS, AWAY = reverse("home:settings"), reverse("home:away")


@pytest.fixture
def story(cast):
    return Story(cast)


def kept():
    with arrange():
        return list(StandIn.objects.values_list("person_id", "for_person_id"))


def test_a_principal_lets_a_colleague_stand_in_who_is_told_and_then_comes_back(story):
    rut, stina, key = Desk(story, "rut"), Desk(story, "stina"), story.cast.id("stina")
    assert AWAY in rut.get(SETTINGS).links

    saved = rut.fill(AWAY, person=str(key), last_on="2026-09-14")

    assert "Stina Ås 7 sep till och med 14 sep" in saved.text
    assert kept() == [(key, story.cast.id("rut"))]
    assert "Du är ersättare för en kollega" in stina.get(reverse("home:notices")).text
    assert "Du är ersättare för Rut Holm" in stina.get(AWAY).text
    assert AWAY in stina.get(SETTINGS).links
    with arrange():
        back = reverse("home:back", args=[StandIn.objects.get().id])
    assert stina.post(back, {}).status == 404
    assert "Avslutat." in rut.post(back, {}).text
    assert "Stina Ås" not in rut.get(AWAY).text


def test_without_a_script_a_name_is_written(story):
    Desk(story, "rut").fill(AWAY, person_q="Stina", last_on="2026-09-14")

    assert kept() == [(story.cast.id("stina"), story.cast.id("rut"))]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"person_q": "Ingen"}, "Välj någon i listan."),
        ({"person_q": "Rut"}, "Välj någon i listan."),
        ({"first_on": "2026-09-06"}, "Välj i dag eller en dag som kommer."),
        ({"first_on": "2026-09-20"}, "Välj samma dag eller en senare."),
        ({"last_on": "2027-09-20"}, "Välj högst ett år."),
        ({"last_on": ""}, "Fel:"),
    ],
)
def test_what_cannot_be_is_said_in_the_form(story, wrong, said):
    page = Desk(story, "rut").fill(AWAY, **{"person_q": "Stina", "last_on": "2026-09-14", **wrong})

    assert (page.status, kept()) == (422, [])
    assert said in f"{page.title} {page.text}"


def test_whoever_leads_nothing_has_no_form_and_a_home_no_page(story):
    tom = Desk(story, "tom")

    assert AWAY not in tom.get(SETTINGS).links
    assert "person" not in tom.get(AWAY).fields
    assert tom.post(AWAY, {"person": str(story.cast.id("stina"))}).status == 200
    assert kept() == []
    assert Desk(story, "vera", Side.FAMILY).get(AWAY).status == 404

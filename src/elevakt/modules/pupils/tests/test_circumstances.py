"""Whoever leads sets special circumstances on a page, looks at them again and lifts them."""

import pytest
from django.urls import reverse

from elevakt.engines.cases.tests.browsing import Desk
from elevakt.engines.cases.tests.stories import Story
from elevakt.trust.access.models import SpecialCircumstance
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.enums import Side

REASON = "Elis har berättat för kurator"
SET = {"kind": "violence_at_home", "reason": REASON, "review_on": "2026-09-14"}


@pytest.fixture
def story(cast):
    return Story(cast)


@pytest.fixture
def page(cast):
    return reverse("pupils:circumstances", args=[cast.id("elis")])


def one_of(cast):
    with arrange():
        row = SpecialCircumstance.objects.get(pupil_id=cast.id("elis"))
    return reverse("pupils:circumstance", args=[cast.id("elis"), row.id])


def test_it_is_reached_from_the_pupils_page_set_looked_at_again_and_lifted(story, page):
    rut, pupil = Desk(story, "rut"), reverse("pupils:pupil", args=[story.cast.id("elis")])
    assert page in rut.get(pupil).links
    assert "Får kontaktas" in rut.get(pupil).text

    rut.fill(page, **SET)

    assert "Får kontaktas" not in rut.get(pupil).text
    assert "Våld hemma" in rut.get(page).text
    assert page not in rut.get("/").links
    story.later(days=7)
    beata = Desk(story, "beata")
    assert page in beata.get("/").links
    here = one_of(story.cast)
    beata.fill(here, deed="reviewed", words="Inget nytt", review_on="2026-10-12")
    assert page not in beata.get("/").links
    assert "Inget nytt" in beata.get(page).text
    rut.fill(here, deed="lifted", words="Socialtjänsten har avslutat", review_on="")
    after = rut.get(page).text
    assert "Gäller inte längre" in after
    for word in (REASON, "Inget nytt", "Socialtjänsten har avslutat"):
        assert word in after
    assert "Får kontaktas" in rut.get(pupil).text
    assert rut.get(here).status == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": ""}, "Välj vad det handlar om."),
        ({"reason": ""}, "Skriv vad det bygger på."),
        ({"review_on": ""}, "Välj en dag, här eller nedanför."),
        ({"last_on": "2026-09-06"}, "Välj i dag eller en dag som kommer."),
    ],
)
def test_what_cannot_be_is_said_in_the_form(story, page, wrong, said):
    found = Desk(story, "rut").fill(page, **{**SET, **wrong})

    assert (found.status, said in found.text) == (422, True)
    with arrange():
        assert not SpecialCircumstance.objects.filter(pupil_id=story.cast.id("elis")).exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"deed": ""}, "Välj vad du kom fram till."),
        ({"words": ""}, "Skriv varför."),
        ({"review_on": "2026-09-07"}, "Välj en dag som kommer."),
    ],
)
def test_to_look_again_takes_a_reason_and_a_day(story, page, wrong, said):
    rut = Desk(story, "rut")
    rut.fill(page, **SET)
    answers = {"deed": "reviewed", "words": "Gäller", "review_on": "2026-10-12"}

    found = rut.fill(one_of(story.cast), **{**answers, **wrong})

    assert (found.status, said in found.text) == (422, True)


def test_nobody_else_has_a_page_a_link_or_a_word_of_it(story, page):
    Desk(story, "rut").fill(page, **SET)
    pupil, here = reverse("pupils:pupil", args=[story.cast.id("elis")]), one_of(story.cast)

    for name in ("tom", "lo", "mia", "kim", "bo", "ada", "greta"):
        desk = Desk(story, name)
        assert (desk.get(page).status, desk.get(here).status) == (404, 404)
        assert desk.post(page, SET).status == 404
        found = desk.get(pupil)
        assert page not in found.links
        assert not [word for word in (REASON, "Våld hemma") if word in found.text]
    for name in ("vera", "sten", "elis"):
        home = Desk(story, name, Side.FAMILY)
        assert (home.get(page).status, home.get(here).status) == (404, 404)
        assert REASON not in home.get("/").text

"""What is worth a look is looked at, and signed with a sentence."""

import datetime as dt

import pytest
from django.urls import reverse

from elevakt.engines.cases.tests.browsing import Desk
from elevakt.modules.oversight.views.words import pattern_words_of
from elevakt.trust.access.enums import Pattern
from elevakt.trust.access.models import Hit, Look
from elevakt.trust.access.testing.arranging import arrange

START, HOME = reverse("oversight:start"), reverse("home:home")


@pytest.fixture
def hit(story):
    """Tom opened seven pages in the night before the story begins."""
    with arrange():
        return Hit.objects.create(
            organiser_id=story.cast.organiser.id,
            pattern=Pattern.AT_NIGHT,
            person_id=story.cast.id("tom"),
            day=story.now.date() - dt.timedelta(days=1),
            number=7,
        )


def test_who_leads_is_reminded_looks_and_signs(story, desk, hit):
    rut, look = desk("rut"), reverse("oversight:look", args=[hit.id])
    home = rut.get(HOME).text
    assert "1 sak i läsloggen är värd att titta på." in home
    assert "Du har gjort allt du ska" not in home
    assert "Öppnade 7 sidor mitt i natten Tom Frisk" in rut.get(START).text

    assert rut.fill(look, words="").status == 422
    assert "Rut Holm: Kunde inte sova." in rut.fill(look, words="Kunde inte sova.").text

    assert "läsloggen" not in rut.get(HOME).text
    assert "Du har gjort allt du ska" in rut.get(HOME).text
    with arrange():
        assert Look.objects.get().words == "Kunde inte sova."


def test_nobody_else_is_told(story, hit):
    look = reverse("oversight:look", args=[hit.id])
    for name in ("tom", "bo", "olof", "mia", "ove"):
        one = Desk(story, name)
        assert one.get(look).status == one.post(look, {"words": "x"}).status == 404
        assert "läsloggen" not in one.get(HOME).text
        assert "mitt i natten" not in one.get(START).html


def test_every_pattern_has_its_words():
    assert len({str(pattern_words_of(one, 2)) for one in Pattern}) == len(Pattern)

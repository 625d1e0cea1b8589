"""Nobody goes faster than a hand can, and no word is lost by it."""

import pytest
from django.test import Client
from django.urls import reverse

from elevakt.doors.login.pace import FORGETS_ABOVE, Pace
from elevakt.engines.cases.tests.browsing import Desk, release
from elevakt.engines.cases.tests.stories import Story
from elevakt.foundation.kernel import ids

REPORT = reverse("report:report", args=["degrading_treatment"])
TOM, MIA = ids.new(), ids.new()


def test_so_much_at_once_and_as_much_again_in_a_minute():
    pace = Pace(60)

    assert [pace.allows(TOM, 0) for _ in range(61)] == [True] * 60 + [False]
    assert pace.allows(MIA, 0)
    assert [pace.allows(TOM, 1.5) for _ in range(2)] == [True, False]
    assert [pace.allows(TOM, 100) for _ in range(61)] == [True] * 60 + [False]


def test_those_who_have_rested_are_forgotten():
    pace = Pace(60)
    for _ in range(FORGETS_ABOVE + 1):
        pace.allows(ids.new(), 0)

    pace.allows(TOM, 120)

    assert len(pace._left) == 1


@pytest.fixture
def story(cast, settings):
    settings.MOST_A_MINUTE = 5
    story = Story(cast)
    release(story)
    return story


def hurry(desk):
    """Ask for pages until it goes too fast."""
    for _ in range(20):
        answer = desk.client.get("/")
        if answer.status_code == 429:
            return answer
    raise AssertionError


def test_a_page_says_so_and_when_to_come_back(story):
    answer = hurry(Desk(story, "tom"))

    assert "Det går för fort" in answer.text
    assert answer.headers["Retry-After"] == "10"
    assert Desk(story, "mia").get("/").status == 200


def test_what_was_written_stands_there_to_be_sent_again(story, settings):
    tom = Desk(story, "tom")
    hurry(tom)

    page = tom.post(REPORT, {"what_happened": "En knuff\ni kön", "kinds": ["physical", "verbal"]})

    assert page.status == 429
    assert "Det du skrev finns kvar här." in page.text
    assert "En knuff\ni kön</textarea>" in page.html
    assert page.html.count('name="kinds"') == 2
    assert f'action="{REPORT}"' in page.html


def test_a_script_is_told_so_and_keeps_its_words(story):
    tom = Desk(story, "tom")
    hurry(tom)
    sent = {"draft_field": "what_happened", "what_happened": "En knuff"}

    answer = tom.client.post(f"{REPORT}utkast/", sent, headers={"X-Requested-With": "fetch"})

    assert (answer.status_code, "En knuff" in answer.text) == (429, False)


def test_nobody_elses_page_has_its_words_sent(story):
    tom = Desk(story, "tom")
    hurry(tom)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = tom.client.cookies

    answer = strict.post(REPORT, {"what_happened": "Någon annans ord"})

    assert (answer.status_code, "Någon annans ord" in answer.text) == (403, False)

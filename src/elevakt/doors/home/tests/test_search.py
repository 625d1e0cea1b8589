"""A search for somebody by name leaves the name nowhere but on the page that answers."""

import pytest
from django.urls import reverse

from elevakt.engines.cases.tests.browsing import Desk
from elevakt.engines.cases.tests.stories import Story
from elevakt.foundation.ui.seeking import KEPT, SOUGHT

SEARCH = reverse("home:search")


@pytest.fixture
def tom(cast):
    return Desk(Story(cast), "tom")


def seek(desk, words):
    """Return the address that a search leads to."""
    return desk.client.post(SEARCH, {"q": words}).headers["Location"]


def test_the_name_is_in_no_address_and_reload_asks_again(tom):
    there = seek(tom, " Elis Bergström ")

    assert "Elis" not in there
    for _ in range(2):
        page = tom.get(there)
        assert "Elis Bergström" in page.text
        assert page.fields["q"] == ["Elis Bergström"]


def test_two_searches_do_not_meet_and_the_oldest_are_forgotten(tom):
    first, second = seek(tom, "Elis"), seek(tom, "Hedda")

    assert "Elis Bergström" in tom.get(first).text
    assert "Hedda" in tom.get(second).text
    for _ in range(KEPT - 1):
        seek(tom, "Amir")
    assert "Elis Bergström" not in tom.get(first).text
    assert "Hedda" in tom.get(second).text
    assert len(tom.client.session[SOUGHT]) == KEPT


def test_anothers_search_is_no_search_of_mine(cast, tom):
    there = seek(tom, "Elis")

    page = Desk(Story(cast), "mia").get(there)

    assert (page.status, page.fields["q"], "Elis" in page.text) == (200, [""], False)


def test_what_stands_in_an_address_is_not_searched_for(tom):
    assert "Elis" not in tom.get(f"{SEARCH}?q=Elis").text


def test_nothing_and_what_is_too_long_are_searches_too(tom):
    assert tom.get(seek(tom, "  ")).status == 200
    assert "Ingen träff" in tom.get(seek(tom, "x" * 5000)).text

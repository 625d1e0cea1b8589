"""Whoever has chosen English reads English: no page shows a Swedish title of a process."""

import re

import pytest
from django.conf import settings

from elevakt.engines.cases.queries.definitions import definition
from tests.house.test_urls import TABLE, ask
from tests.house.world import logged_in, make_world


def swedish_titles() -> set[str]:
    """Return the titles that stand on pages, where the English differs."""
    swedish = definition("degrading_treatment", 1)
    english = swedish.in_language("en")
    pairs = [
        (swedish.title, english.title),
        (swedish.report_as, english.report_as),
        *((one.title, english.step(one.id).title) for one in swedish.steps),
        *((one.title, english.people[one.id].title) for one in swedish.people.values()),
    ]
    return {str(one) for one, other in pairs if one and str(one) != str(other)}


@pytest.mark.parametrize("name", ["rut", "kim", "olof", "vera"])
def test_no_page_in_english_shows_a_swedish_title(cast, name):
    world = make_world(cast)
    client = logged_in(cast, name)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    titles = re.compile(rf"\b({'|'.join(map(re.escape, sorted(swedish_titles())))})\b")

    pages = {str(row): ask(client, row, world) for row in TABLE if row.method == "get"}

    shown = {
        row: page.text for row, page in pages.items() if "html" in page.get("Content-Type", "")
    }
    assert shown
    assert {row: titles.findall(text) for row, text in shown.items() if titles.search(text)} == {}

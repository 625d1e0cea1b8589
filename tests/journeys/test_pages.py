"""Every page of the house, as somebody who may see it: open to all, on any screen."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.house.test_urls import TABLE
from tests.house.world import WORDS
from tests.journeys.acts import REPORT
from tests.journeys.conftest import DESK, PHONE, log_in, refused, stand
from tests.journeys.watching import fits

pytestmark = pytest.mark.journey

NARROW = {"width": 320, "height": 640}
NO_PAGES = {
    "ui:token",
    "cases:document",
    "oversight:pupil_file",
}
"""Answers to a script, and files."""
READERS = ("rut", "kim", "stina", "olof", "ada", "vera")
AGAIN = ("home:home", "cases:case")
"""Pages that differ so much between readers that each of them looks at them."""


def pages_of(reader):
    """Return the pages that somebody may see, and nobody before her."""
    before = READERS[: READERS.index(reader)]
    return [
        row
        for row in TABLE
        if row.method == "get"
        and row.url not in NO_PAGES
        and reader in row.answers.get(200, ())
        and (row.url in AGAIN or not any(one in row.answers[200] for one in before))
    ]


def test_the_readers_see_every_page():
    seen = {row.url for reader in READERS for row in pages_of(reader)}
    pages = {row.url for row in TABLE if row.method == "get" and 200 in row.answers} - NO_PAGES

    assert seen == pages


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("viewport", "scheme"),
    [
        pytest.param(PHONE, "light", id="phone"),
        pytest.param(PHONE, "dark", id="dark", marks=pytest.mark.prove),
        pytest.param(DESK, "light", id="desk", marks=pytest.mark.prove),
        pytest.param(DESK, "dark", id="desk-dark", marks=pytest.mark.prove),
        pytest.param(NARROW, "light", id="narrow", marks=pytest.mark.prove),
    ],
)
def test_every_page_is_open_to_all(stage, world, somebody, check, reader, viewport, scheme):
    with somebody(reader, viewport, color_scheme=scheme) as page:
        for row in pages_of(reader):
            page.goto(reverse(row.url, args=[stage.keys.get(one, one) for one in row.about]))
            page.locator("main details").evaluate_all("all => all.forEach(one => one.open = true)")
            check(page)
            page.set_viewport_size(NARROW)
            fits(page)
            page.set_viewport_size(viewport)


def test_the_ways_in_and_out_are_open_to_all(stage, visitor, check):
    with visitor(PHONE) as page:
        for path in ("/konto/logga-in/", "/vem/"):
            page.goto(path)
            check(page)
        page.goto("/elever/")
        expect(page).to_have_url(re.compile(r"/vem/\?next=/elever/$"))

        page.goto("/konto/logga-in/")
        page.get_by_role("button", name="Logga in").click()
        expect(page).to_have_title("Fel: Logga in – Elevakt")
        check(page)
        page.get_by_label("Användarnamn").fill("tom")
        page.get_by_label("Lösenord").fill("inte det")
        page.get_by_role("button", name="Logga in").click()
        expect(page.get_by_role("alert")).to_be_visible()
        check(page)

        log_in(page, "lo")
        check(page)
        stand(page, "Personal")
        refused(page, "/finns/inte/")
        check(page)
        page.goto("/")
        page.get_by_role("button", name="Konto").click()
        check(page)
        page.get_by_role("button", name="Logga ut").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Logga in")
        page.go_back()
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Att göra")


def test_a_search_says_what_it_found_and_what_to_do_when_it_did_not(stage, world, somebody, check):
    with somebody("rut", PHONE) as page:
        page.goto("/sok/")
        check(page)
        page.get_by_role("main").get_by_role("searchbox").fill("elis bergstrom")
        page.get_by_role("main").get_by_role("button", name="Sök").click()
        elis = page.get_by_role("link", name="Elis Bergström", exact=True)
        expect(elis).to_be_visible()
        check(page)
        assert re.fullmatch(r".*/sok/\?sok=[\w-]+", page.url)
        elis.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Elis")
        page.go_back()
        expect(elis).to_be_visible()
        expect(page.get_by_role("main").get_by_role("searchbox")).to_have_value("elis bergstrom")
        page.get_by_role("main").get_by_role("searchbox").fill(WORDS["case"])
        page.get_by_role("main").get_by_role("button", name="Sök").click()
        expect(page.get_by_text("Ingen träff")).to_be_visible()
        expect(page.get_by_role("main")).to_contain_text("Hittar du inte eleven?")
        check(page)


def test_the_screens_speak_english_when_asked_to(stage, world, somebody, check):
    with somebody("rut") as page:
        page.get_by_role("button", name="Konto").click()
        page.get_by_role("button", name="English").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("To do")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        check(page)
        page.goto(f"/arenden/{stage.keys['case']}/")
        expect(page.get_by_role("button", name="Print")).to_be_visible()
        check(page)
        page.goto(REPORT)
        expect(page.get_by_role("button", name="Send")).to_be_visible()
        check(page)

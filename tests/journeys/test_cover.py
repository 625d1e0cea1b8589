"""Somebody comes up behind: the page is covered at once, and what was written is still there."""

import pytest
from playwright.sync_api import expect

from tests.journeys.acts import REPORT
from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.journey


def test_escape_twice_covers_the_page_and_twice_again_shows_it_as_it_was(somebody, check):
    with somebody("tom") as page:
        page.goto(REPORT)
        text = page.get_by_label("Vad har hänt?")
        text.fill("Han blev knuffad.")

        page.keyboard.press("Escape")
        page.wait_for_timeout(800)
        page.keyboard.press("Escape")
        expect(page.get_by_role("main")).to_be_visible()  # slowly is not twice
        page.wait_for_timeout(800)
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")

        cover = page.get_by_role("dialog", name="Sidan är dold")
        expect(cover).to_be_visible()
        expect(page.get_by_role("main")).to_be_hidden()
        expect(page.get_by_role("banner")).to_be_hidden()
        expect(page.get_by_role("button", name="Visa sidan igen")).to_be_focused()
        page.wait_for_timeout(800)
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        expect(cover).to_be_hidden()
        expect(text).to_have_value("Han blev knuffad.")
        expect(text).to_be_focused()


def test_on_a_phone_the_menu_covers_and_a_button_shows(somebody, check):
    with somebody("tom", PHONE) as page:
        page.goto("/")
        page.get_by_role("button", name="Konto").click()
        page.get_by_role("button", name="Dölj sidan").click()
        expect(page.get_by_role("main")).to_be_hidden()
        check(page)
        page.get_by_role("button", name="Visa sidan igen").click()
        expect(page.get_by_role("main")).to_be_visible()


def test_a_class_that_looks_on_sees_counts_and_first_names(stage, somebody, check):
    with somebody("mia") as page:
        page.get_by_role("button", name="Konto").click()
        page.get_by_role("button", name="Klassrumsläge").click()
        expect(page).to_have_title("Klassrumsläge – Elevakt")
        check(page)
        page.get_by_role("link", name="Mina elever").click()
        expect(page.get_by_text("Elis", exact=True)).to_be_visible()
        check(page)
        page.goto(f"/elever/{stage.keys['elis']}/")
        expect(page.get_by_text("visas inte medan en klass ser skärmen")).to_be_visible()
        check(page)
        page.get_by_role("main").get_by_role("button", name="Avsluta klassrumsläge").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Elis Bergström")

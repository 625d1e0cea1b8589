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

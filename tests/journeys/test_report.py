"""A teacher reports in a minute, however she reaches the page, and learns no more than she must."""

import time

import pytest
from playwright.sync_api import expect

from tests.journeys.acts import REPORT
from tests.journeys.conftest import PHONE, refused

pytestmark = pytest.mark.journey


class Thumb:
    """Counts what a report asks of a thumb, beside the text itself."""

    def __init__(self):
        self.used = 0

    def tap(self, control):
        """Tap a control."""
        self.used += 1
        control.tap()

    def type(self, control, words):
        """Type in a field, key by key."""
        self.used += 1
        control.press_sequentially(words)


def test_a_teacher_on_a_phone_reports_a_pupil_she_does_not_teach(stage, somebody, check):
    with somebody("tom", PHONE, has_touch=True) as page:
        check(page)
        thumb, began = Thumb(), time.monotonic()
        thumb.tap(page.get_by_role("main").get_by_role("link", name="Rapportera"))
        thumb.tap(page.get_by_role("link", name="Någon har blivit illa behandlad"))
        thumb.tap(page.get_by_role("radio", name="Nej"))
        thumb.type(page.get_by_role("searchbox", name="Utsatt", exact=True), "Nova")
        thumb.tap(page.get_by_role("option", name="Nova Westin"))
        page.get_by_label("Vad har hänt?").fill("Nova blev knuffad i kön till matsalen.")
        thumb.tap(page.get_by_role("button", name="Skicka"))

        expect(page.get_by_role("heading", level=1)).to_have_text("Du har gjort det du ska.")
        assert time.monotonic() - began < 60
        assert thumb.used <= 8
        said = page.get_by_role("main")
        expect(said).to_contain_text("Rektor på skolan får din anmälan och tar vid senast")
        expect(said).to_contain_text("Ring inte hem själv. Mentor eller rektor gör det.")
        check(page)

        refused(page, f"/elever/{stage.keys['nova']}/")
        check(page)


def test_a_report_is_sent_with_the_keyboard_alone(stage, somebody, check):
    with somebody("tom") as page:
        keys = Keyboard(page)
        keys.to(page.get_by_role("link", name="Hoppa till innehållet")).press("Enter")
        keys.to(page.get_by_role("link", name="Rapportera")).press("Enter")
        keys.to(page.get_by_role("link", name="Någon har blivit illa behandlad")).press("Enter")
        keys.to(page.get_by_label("Nej")).press("Space")
        keys.to(page.get_by_label("Utsatt")).type("Nova")
        expect(page.get_by_role("option", name="Nova Westin")).to_be_visible()
        keys.press("ArrowDown").press("Enter")
        keys.to(page.get_by_label("Vad har hänt?")).type("Nova blev knuffad.")
        check(page)
        keys.to(page.get_by_role("button", name="Skicka")).press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Du har gjort det du ska.")


class Keyboard:
    """Goes about a page as one who has no mouse: from one control to the next."""

    def __init__(self, page):
        self._page = page

    def to(self, control):
        """Go on until a control has the focus."""
        expect(control.first).to_be_attached()
        focused = self._page.locator(":focus").and_(control)
        for _ in range(40):
            if focused.count():
                return self
            self.press("Tab")
        raise AssertionError(f"{control} is not reached")

    def press(self, key):
        """Press a key."""
        self._page.keyboard.press(key)
        return self

    def type(self, words):
        """Type where the focus is."""
        self._page.keyboard.type(words)
        return self


def test_a_report_is_sent_without_scripts(stage, somebody, check):
    with somebody("tom", PHONE, java_script_enabled=False) as page:
        page.goto(REPORT)
        page.get_by_label("Nej").check()
        page.get_by_role("button", name="Skicka").click()
        expect(page).to_have_title("Fel: Rapportera – Elevakt")
        expect(page.get_by_text("Välj en elev, eller skriv vem det gäller.").first).to_be_visible()
        page.get_by_role("searchbox", name="Utsatt", exact=True).fill("Nova Westin")
        page.get_by_label("Vad har hänt?").fill("Nova blev knuffad.")
        page.get_by_role("button", name="Spara utkast").click()
        expect(page.get_by_label("Vad har hänt?")).to_have_value("Nova blev knuffad.")
        page.get_by_role("button", name="Skicka").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Du har gjort det du ska.")


def test_a_report_that_says_nothing_says_what_is_missing(stage, somebody, check):
    with somebody("tom", PHONE) as page:
        page.goto(REPORT)
        page.get_by_role("button", name="Skicka").click()
        expect(page).to_have_title("Fel: Rapportera – Elevakt")
        expect(page.get_by_role("main")).to_contain_text("Fyll i ”Vad har hänt?”")
        check(page)

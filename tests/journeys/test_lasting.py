"""A page lasts as long as the log-in that it was made for, and no word is lost by it too soon."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import log_in

pytestmark = pytest.mark.journey

MEMORY = "/anteckningar/minne/"


def pupil(stage):
    return f"/elever/{stage.keys['elis']}/"


def minutes(page, count):
    """Let the time of the page go on."""
    page.clock.fast_forward(count * 60 * 1000)


def is_closed(page):
    """See that nothing is left of a page, and nothing of its title."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Sidan är stängd")
    expect(page).to_have_title("Elevakt")
    assert page.locator("form, input, textarea, dialog, template").count() == 0
    shown = page.locator("main").text_content()
    assert page.locator("body").text_content().strip() == shown.strip()


def test_what_another_tab_showed_is_gone_when_she_logs_out(stage, somebody, check):
    with somebody("tom") as page:
        page.goto(pupil(stage))
        devices = page.context.new_page()
        devices.goto("/installningar/inloggning/")
        other = page.context.new_page()
        other.goto("/")
        other.get_by_role("button", name="Konto").click()
        other.get_by_role("button", name="Logga ut").click()

        for one in (page, devices):
            is_closed(one)
        check(page)
        log_in(other, "mia")
        page.get_by_role("link", name="Gå vidare").click()
        expect(page).to_have_title("Hem – Elevakt")


def test_what_nobody_uses_is_gone_in_an_hour_also_without_a_network(stage, somebody):
    with somebody("tom") as page:
        page.clock.install()
        page.goto(pupil(stage))
        other = page.context.new_page()
        page.context.set_offline(True)
        minutes(page, 50)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Elis")
        page.context.set_offline(False)
        other.goto("/")  # she is still there, on another page
        page.context.set_offline(True)
        minutes(page, 50)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Elis")

        minutes(page, 11)

        is_closed(page)


def test_when_somebody_else_logs_in_what_was_shown_is_gone(stage, somebody):
    with somebody("tom") as page:
        page.goto(pupil(stage))
        other = page.context.new_page()
        page.context.clear_cookies()
        other.goto("/konto/logga-in/")
        log_in(other, "mia")

        is_closed(page)


def test_words_that_nobody_has_kept_wait_a_quarter_of_an_hour(stage, somebody, check):
    with somebody("tom", may_answer=[401]) as page:
        page.clock.install()
        page.goto(MEMORY)
        text = page.get_by_label("Vad vill du minnas?")
        text.fill("Ring hem på fredag.")
        page.context.clear_cookies()
        minutes(page, 61)
        dialog = page.get_by_role("dialog", name="Du har loggats ut")
        expect(dialog).to_be_visible()
        check(page)
        dialog.get_by_role("button", name="Jag har loggat in").click()
        expect(dialog.get_by_text("Du är inte inloggad än")).to_be_visible()
        other = page.context.new_page()
        other.goto("/konto/logga-in/")
        log_in(other, "tom")
        dialog.get_by_role("button", name="Jag har loggat in").click()
        expect(dialog).to_be_hidden()
        expect(text).to_have_value("Ring hem på fredag.")

        page.context.clear_cookies()
        minutes(page, 61)
        expect(dialog).to_be_visible()
        minutes(page, 16)
        is_closed(page)

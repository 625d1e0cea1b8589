"""Words that one writes often: kept once, and offered where one writes, also without a script."""

import pytest
from playwright.sync_api import expect

from tests.journeys.acts import REPORT
from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.journey

OWN = "Det hände på väg till matsalen."


def test_a_phrase_is_kept_and_put_where_one_writes(stage, somebody, check):
    with somebody("tom", PHONE) as page:
        page.goto("/sa-gor-vi/degrading_treatment/")
        page.get_by_role("link", name="Fraser").click()
        expect(page.get_by_text("Inga fraser än")).to_be_visible()
        check(page)
        page.get_by_role("button", name="Spara").click()
        expect(page.get_by_text("Skriv något först.").first).to_be_visible()
        check(page)
        page.get_by_label("Fras").fill(OWN)
        page.get_by_label("Där den föreslås").select_option("report.what_happened")
        page.get_by_role("button", name="Spara").click()
        expect(page.get_by_role("region", name="Vad har hänt?")).to_contain_text(OWN)
        check(page)

        page.goto(REPORT)
        page.get_by_label("Vad har hänt?").fill("Han blev knuffad.")
        page.get_by_text("Fraser", exact=True).click()
        page.get_by_role("button", name="Infoga").click()
        expect(page.get_by_label("Vad har hänt?")).to_have_value(f"Han blev knuffad.\n{OWN}")
        check(page)

    with somebody("tom", PHONE, java_script_enabled=False) as page:
        page.goto(REPORT)
        page.get_by_text("Fraser", exact=True).click()
        expect(page.get_by_text(OWN, exact=True)).to_be_visible()
        expect(page.get_by_role("button", name="Infoga")).to_have_count(0)

    with somebody("mia", PHONE) as page:
        page.goto(REPORT)
        expect(page.get_by_text("Fraser", exact=True)).to_have_count(0)

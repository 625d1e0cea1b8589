"""What is in force for a pupil, as those who teach carry it to the lesson and who leads sees it."""

import io

import pypdf
import pytest
from playwright.sync_api import expect

from tests.house.world import WORDS
from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.journey

DO = "Låt Elis få dubbel tid."


def test_a_teacher_takes_the_instructions_of_a_group_to_the_lesson(stage, world, somebody, check):
    with somebody("tom", PHONE) as page:
        page.goto("/elever/")
        check(page)
        page.get_by_role("link", name="Mina elevers stöd").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Mina elevers stöd")
        group = page.get_by_role("region", name="7B")
        expect(group).to_contain_text(DO)
        expect(page.get_by_role("main")).not_to_contain_text(WORDS["helped"])
        expect(page.get_by_role("button", name="Skriv ut")).to_be_visible()
        check(page)

        [paper] = pypdf.PdfReader(io.BytesIO(page.pdf())).pages
        words = " ".join(paper.extract_text().split())
        assert [one for one in ("7B", "Elis Bergström", DO) if one not in words] == []
        assert [one for one in ("Skriv ut", "Grupp", "Rapportera") if one in words] == []

    with somebody("cilla", PHONE) as page:
        page.goto("/elever/stod/")
        expect(page.get_by_text("Inget gäller just nu")).to_be_visible()
        check(page)


def test_whoever_leads_goes_from_the_unit_to_its_map_and_on_to_the_pupil(
    stage, world, somebody, check
):
    with somebody("rut", PHONE) as page:
        page.goto("/enhet/")
        page.get_by_role("link", name="Stödkarta").click()
        row = page.get_by_role("row").filter(has_text="Elis Bergström")
        expect(row).to_contain_text(DO)
        expect(row).to_contain_text("Följ upp")
        check(page)
        page.get_by_role("link", name="Försenad uppföljning").click()
        expect(page.get_by_text("Ingen uppföljning är försenad")).to_be_visible()
        check(page)
        page.get_by_role("link", name="Alla").click()
        page.get_by_role("link", name="Elis Bergström").click()
        expect(page.get_by_role("region", name="Stöd som gäller nu")).to_contain_text(DO)
        check(page)

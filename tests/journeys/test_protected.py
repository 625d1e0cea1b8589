"""Children who must be kept out of sight: reported on like others, and told of to nobody more."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.acts import REPORT, asked, documents, downloaded, pick, receive, report, to_do
from tests.journeys.conftest import PHONE, refused

pytestmark = pytest.mark.journey

OUTSIDE = ("tom", "cilla", "nils", "olof", "greta", "ada")
HILDA = re.compile("Hilda|Gömd")


def test_a_protected_pupil_is_found_by_nobody_and_yet_reported(stage, somebody, check):
    with somebody("tom", PHONE) as page:
        page.goto(REPORT)
        exposed = page.get_by_role("group", name="Utsatt", exact=True)
        exposed.get_by_text("Hittar du inte eleven?").click()
        exposed.get_by_label("Vem gäller det?").fill("Flickan med grön mössa i 7C")
        exposed.get_by_label("Skola").select_option("Norra skolan")
        exposed.get_by_role("button", name="Sök på skolan").click()
        expect(exposed.get_by_text("Då går det du har skrivit till rektor")).to_be_visible()
        expect(exposed.get_by_role("checkbox")).to_have_count(0)
        page.get_by_label("Vad har hänt?").fill("Någon frågade var hon bor.")
        check(page)
        page.get_by_role("button", name="Skicka").click()
        expect(page).to_have_title("Skickat – Elevakt")

    # The principal knows who it is, and gives it to one who is in the circle.
    with somebody("rut") as page:
        page.goto("/arenden/")
        page.get_by_role("main").get_by_role("link", name="Kränkande behandling").click()
        case = page.url
        people = page.get_by_role("region", name="De det gäller")
        expect(people).to_contain_text("Inte funnen i registret än")
        check(page)
        people.get_by_role("link", name="Flickan med grön mössa i 7C").click()
        check(page)
        pick(page.locator(".fld", has=page.get_by_label("Elev")), "Hilda Gömd")
        page.get_by_role("button", name="Spara").click()
        expect(people).to_contain_text("Hilda Gömd")
        receive(page, {}, investigator="Kim Sand")
        expect(people).to_contain_text("Hilda Gömd")
    with somebody("kim") as page:
        to_do(page, "Prata med dem det gäller")
        expect(page.get_by_role("main")).to_contain_text("Hilda Gömd")

    mails = stage.work()
    assert stage.names.within(mails) == []
    assert "hugo" not in mails

    for name in OUTSIDE:
        with somebody(name) as page:
            for path in places(stage, case):
                answer = asked(page, path)
                assert HILDA.findall(answer.text()) == [], f"{name} at {path}"
            refused(page, f"/elever/{stage.keys['hilda']}/")
    with somebody("olof") as page:
        page.goto(case)
        for document in documents(page):
            name, text = downloaded(page, document)
            assert HILDA.findall(name + text) == []


def places(stage, case):
    """Return every page on which somebody might be found."""
    hilda, unit = stage.keys["hilda"], stage.keys["norra"]
    return [
        "/",
        "/aviseringar/",
        "/elever/",
        "/elever/?klass=7C",
        f"/elever/{hilda}/",
        f"/granskning/elev/{hilda}/",
        f"/elever/{hilda}/kretsen/",
        ("/sok/", {"q": "Hild"}),
        ("/sok/", {"q": "Göm"}),
        ("/sok/", {"q": "7C"}),
        ("/rapportera/elever/", {"who_q": "Hild"}),
        ("/rapportera/elever/", {"who_q": "7C"}),
        f"{REPORT}?elev={hilda}",
        "/arenden/",
        ("/arenden/personal/", {"who_q": "Hild"}),
        ("/arenden/elever/", {"pupil_q": "Hild"}),
        "/huvudmannen/",
        f"/enhet/{unit}/",
        case,
    ]


def test_no_notice_reaches_a_home_with_special_circumstances(stage, somebody, check):
    with somebody("tom") as page:
        report(page, "Hedda blev kallad fula ord.", exposed=["Hedda Ström"])
    with somebody("rut") as page:
        receive(page, {}, investigator="Kim Sand")
        case = page.url
    with somebody("mia") as page:
        expect(page.get_by_text("Du har gjort allt du ska")).to_be_visible()
        page.goto(f"/elever/{stage.keys['hedda']}/")
        expect(page.get_by_role("main")).to_contain_text("Prata med rektor först")

    assert "hans" not in stage.work()

    with somebody("hans", PHONE) as page:
        expect(page.get_by_role("link", name="0 olästa aviseringar")).to_be_visible()
        expect(page.get_by_text("Det du har rapporterat")).to_have_count(0)
        check(page)
        page.get_by_role("link", name="0 olästa aviseringar").click()
        expect(page.get_by_text("Inga aviseringar")).to_be_visible()
        check(page)
        refused(page, case)
        refused(page, f"{case}till/")

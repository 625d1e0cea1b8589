"""Those who are shut out: the one who is accused, and the one whose own child it is."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.acts import asked, done, measure, receive, report, to_do
from tests.journeys.conftest import PHONE, refused, stand

pytestmark = pytest.mark.journey

TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=|"X-CSRFToken": )"[^"]*"')


def test_an_accused_principal_cannot_see_that_it_exists(stage, somebody, check):
    with somebody("tom") as page:
        report(page, "Amir blev knuffad.", exposed=["Amir Haddad"])
    with somebody("rut") as page:
        before = seen(page, stage)
    with somebody("tom") as page:
        report(page, "Rut skrek åt Elis.", exposed=["Elis Bergström"], accused=["Rut Holm"])
    stage.work()

    # It goes past her, to the organiser, who decides about each home and lets somebody investigate.
    with somebody("olof") as page:
        check(page)
        homes = {"Vera Bergström": "Får kontaktas", "Sten Bergström": "Prata med rektor först"}
        receive(page, homes, investigator="Kim Sand")
        expect(page.get_by_role("region", name="De det gäller")).to_contain_text("Elis Bergström")
        case, number = page.url, re.search(r"\w+ 2026-\d+", page.title())[0]
        check(page)
    with somebody("kim") as page:
        page.goto(f"{case}steg/measures/")
        measure(
            page,
            "Elis Bergström",
            "Kim tar emot Elis vid dörren",
            instruction="Kim möter Elis på morgonen.",
        )
        done(page)
    with somebody("tom") as page:
        page.goto(f"/elever/{stage.keys['elis']}/")
        expect(page.get_by_role("main")).to_contain_text("Kim möter Elis på morgonen.")
    stage.work()

    # Her pages are what they were, byte for byte; what she asks for is not there.
    with somebody("rut") as page:
        assert seen(page, stage) == before
        for path in ("", "till/", "steg/receive/", "steg/receive/?for=", "anteckning/", "person/"):
            refused(page, f"{case}{path}")
        assert sought(page, number) == sought(page, "ELEVH 2026-99")
        log = text(page, f"/granskning/elev/{stage.keys['elis']}/")
        assert "Rut Holm" in log
        assert re.findall("Olof|Kim", log) == []

    # Nor is there a gap: the next case has the next number.
    with somebody("tom") as page:
        report(page, "Hedda blev knuffad.", exposed=["Hedda Ström"])
    with somebody("rut") as page:
        page.goto("/arenden/")
        rows = page.get_by_role("main")
        expect(rows).to_contain_text("ELEV1 2026-1")
        expect(rows).to_contain_text("ELEV1 2026-2")


def seen(page, stage):
    """Return every page of hers that could tell, but for the keys of its forms."""
    elis, unit = stage.keys["elis"], stage.keys["norra"]
    paths = (
        "/",
        "/aviseringar/",
        "/granskning/",
        "/arenden/",
        "/arenden/utkast/",
        "/elever/",
        f"/elever/{elis}/",
        f"/enhet/{unit}/",
        f"/enhet/{unit}/?visa=avslutade",
        *(("/sok/", {"q": one}) for one in ("Elis", "2026", "ELEV1 2026-2", "ELEVH 2026-1")),
        "/rapportera/",
        "/rapportera/mina/",
        f"/rapportera/om/degrading_treatment/?elev={elis}",
    )
    return {str(path): text(page, path) for path in paths}


def sought(page, number):
    """Return what a search for a number answers, but for the number itself."""
    return text(page, ("/sok/", {"q": number})).replace(number, "")


def text(page, path):
    """Return what the server answers, but for the keys of forms."""
    answer = asked(page, path)
    assert answer.status == 200, path
    html = re.sub(r'(name="request_key" value=)"[^"]*"|(/sok/\?sok=)[\w-]+', r"\1\2", answer.text())
    return TOKEN.sub(r"\1", html)


def test_a_teacher_reads_nothing_as_staff_of_what_her_own_child_is_in(stage, somebody, check):
    with somebody("tom") as page:
        report(page, "Nova knuffade Amir.", exposed=["Amir Haddad"], alleged=["Nova Westin"])
    with somebody("rut") as page:
        receive(page, {"Lo Westin": "Får kontaktas"}, investigator="Kim Sand")
        case, number = page.url, re.search(r"ELEV\d+ 2026-\d+", page.title())[0]
        to_do(page, "Åtgärder")
        measure(page, "Amir Haddad", "Egen plats", instruction="Amir sitter närmast tavlan.")
        done(page)
    with somebody("cilla") as page:
        to_do(page, re.compile("^Berätta för hemmet"))
        done(page, "Träffats")
    stage.work()
    with somebody("tom", PHONE) as page:
        page.goto(f"/elever/{stage.keys['amir']}/")
        expect(page.get_by_role("main")).to_contain_text("Amir sitter närmast tavlan.")

    # As staff she teaches Amir, and yet sees nothing of it.
    with somebody("lo", stands="Personal") as page:
        check(page)
        expect(page.get_by_text("Du har gjort allt du ska")).to_be_visible()
        expect(page.get_by_role("link", name="0 olästa aviseringar")).to_be_visible()
        page.goto(f"/elever/{stage.keys['amir']}/")
        expect(page.get_by_role("main")).to_contain_text("Inga åtgärder")
        page.get_by_role("searchbox", name="Sök elev eller ärende").fill(number)
        page.keyboard.press("Enter")
        expect(page.get_by_text("Ingen träff")).to_be_visible()
        refused(page, case)
        refused(page, f"{case}steg/talk/")
        refused(page, f"/elever/{stage.keys['nova']}/")

        # As a guardian she stands on the other side, and is told what a home is told.
        stand(page, "Vårdnadshavare")
        expect(page.get_by_role("main")).to_contain_text("Nova Westin")
        check(page)
        page.get_by_role("link", name="1 oläst avisering").click()
        page.get_by_role("link", name="Skolan har något att berätta").click()
        expect(page.get_by_role("main")).to_contain_text("Nova Westin")
        expect(page.get_by_role("main")).not_to_contain_text("Amir")
        check(page)
        refused(page, case)
        refused(page, f"/elever/{stage.keys['amir']}/")

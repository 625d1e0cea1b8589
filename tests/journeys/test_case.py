"""One case from report to close: two pupils exposed, three homes, five at work, six weeks."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.acts import documents, done, downloaded, measure, receive, report, to_do
from tests.journeys.conftest import PHONE, log_in

pytestmark = pytest.mark.journey

FIRST_WORDS = "Elis säger att han blev knuffad i kön."
EVERY_WORD = f"{FIRST_WORDS} {'Han väntade utanför matsalen och ingen vuxen såg på. ' * 40}Punkt."


def test_a_case_from_report_to_close(stage, somebody, check):
    elis, hedda, amir = "Elis Bergström", "Hedda Ström", "Amir Haddad"
    with somebody("tom") as page:
        report(page, "Amir knuffade båda i kön.", exposed=[elis, hedda], alleged=[amir])
        check(page)

    # The principal takes it, and the organiser is told by that.
    with somebody("rut") as page:
        check(page)
        homes = {"Vera Bergström": "Får kontaktas", "Sten Bergström": "Prata med rektor först"}
        receive(page, homes, investigator="Kim Sand")
        case = page.url
        number = re.search(r"ELEV\d+ 2026-\d+", page.title())[0]
        check(page)
    with somebody("olof") as page:
        page.get_by_role("link", name="Till huvudmannen").click()
        expect(page.get_by_role("row", name=number)).to_contain_text("Norra skolan")
        expect(page.get_by_role("row", name=number)).to_contain_text("i dag 10:")
        check(page)
        page.get_by_role("link", name=number).click()
        expect(page.get_by_text("Du ser inte vilka ärendet gäller.")).to_be_visible()
        check(page)

    # The investigator loses her session in the middle of a long text.
    with somebody("kim", may_answer=[401, 403]) as page:
        to_do(page, "Prata med dem det gäller")
        check(page)
        story = page.get_by_label("Det som berättades").first
        story.fill(FIRST_WORDS)
        expect(page.get_by_text(re.compile(r"^Sparat \d\d:\d\d$"))).to_be_visible()
        page.context.clear_cookies()
        other_tab = page.context.new_page()
        other_tab.goto("/konto/logga-in/")
        story.fill(EVERY_WORD)
        logged_out = page.get_by_role("dialog", name="Du har loggats ut")
        expect(logged_out).to_be_visible()
        check(page)
        log_in(other_tab, "mia")
        logged_out.get_by_role("button", name="Jag har loggat in").click()
        expect(logged_out.get_by_text("någon annan inloggad")).to_be_visible()
        other_tab.context.clear_cookies()
        with page.expect_popup() as opened:
            logged_out.get_by_role("link", name="Logga in").click()
        log_in(opened.value, "kim")
        logged_out.get_by_role("button", name="Jag har loggat in").click()
        expect(logged_out).to_be_hidden()
        expect(page.get_by_text(re.compile(r"^Sparat \d\d:\d\d$"))).to_be_visible()
    with somebody("kim", PHONE) as page:
        to_do(page, "Prata med dem det gäller")
        check(page)
        talks = page.get_by_role("group", name="Samtal", exact=True)
        expect(talks.get_by_label("Det som berättades").first).to_have_value(EVERY_WORD)
        talks.get_by_label("Dag", exact=True).first.fill("2026-09-07")
        for row in (1, 2):
            talks.get_by_role("group", name="Inget samtal").nth(row).get_by_label(
                "Ville inte"
            ).check()
        done(page)
        check(page)

    # The mentor tells the only home that may be told.
    with somebody("mia", PHONE) as page:
        to_do(page, re.compile("^Berätta för hemmet"))
        expect(page.get_by_role("heading", level=1)).to_contain_text("Vera Bergström")
        check(page)
        page.get_by_label("Vad vårdnadshavaren").fill("Hon vill veta hur det går.")
        done(page, "Nådd på telefon")
        page.goto("/")
        expect(page.get_by_text("Du har gjort allt du ska")).to_be_visible()
        check(page)

    # Measures, and one assessment for each of the two.
    with somebody("rut") as page:
        to_do(page, "Åtgärder")
        check(page)
        measure(page, elis, "En vuxen i matkön", instruction="Följ med till matsalen.")
        check(page)
        done(page)
        for pupil in (elis, hedda):
            to_do(page, f"Bedöm: {pupil}")
            page.get_by_label("Vad har hänt, enligt utredningen?").fill("Eleven knuffades.")
            page.get_by_label("Kränkande behandling", exact=True).check()
            page.get_by_label("Skälen").fill("Eleven upplevde det så.")
            check(page)
            done(page)
    with somebody("tom", PHONE) as page:
        page.goto(f"/elever/{stage.keys['elis']}/")
        expect(page.get_by_role("main")).to_contain_text("Följ med till matsalen.")
        check(page)

    # The documents are made by jobs: one for each part, and nobody else's name in it.
    mails = stage.work()
    with somebody("rut") as page:
        page.goto(case)
        files = [downloaded(page, link) for link in documents(page)]
    assert {name for name, _ in files} == {f"Elevärende {number}.pdf"}
    to_organiser, of_elis, of_hedda = (text for _, text in files)
    assert (elis in of_elis, hedda in of_elis, amir in of_elis) == (True, False, False)
    assert (elis in of_hedda, hedda in of_hedda, amir in of_hedda) == (False, True, False)
    assert "Norra skolan" in to_organiser

    # Each is asked twice whether it has stopped, on the right days.
    for days, then in ((14, "28 dagar kvar"), (42, "Inget väntar på dig just nu.")):
        stage.move_clock(days_later=days)
        with somebody("mia", PHONE) as page:
            check(page)
            for pupil in (elis, hedda):
                to_do(page, re.compile(f"^Följ upp: {pupil}"))
                expect(page.get_by_role("main")).to_contain_text("i dag")
                page.get_by_label("Ja", exact=True).check()
                done(page)
            page.goto("/")
            expect(page.get_by_role("main")).to_contain_text(then)

    # Nothing is missing, so it can be closed.
    with somebody("rut") as page:
        to_do(page, "Avsluta")
        expect(page.get_by_text("Inget saknas. Ärendet kan avslutas.")).to_be_visible()
        letter = f"Besked till eleven och hemmet, {elis}"
        page.get_by_label(letter).fill("Vi har pratat med Elis och med Amir. En vuxen är med.")
        check(page)
        done(page, "Avsluta ärendet")
        expect(page.get_by_text("Ärendet är avslutat. Inget är kvar att göra.")).to_be_visible()
        check(page)
    mails += stage.work()

    # Those who were to be told have been told, and no others.
    with somebody("tom", PHONE) as page:
        page.goto("/aviseringar/")
        page.get_by_role("link", name="Något har hänt i ett ärende").click()
        expect(page).to_have_title("Min anmälan – Elevakt")
        expect(page.get_by_role("main")).to_contain_text("Avslutat.")
        check(page)
    with somebody("vera", PHONE) as page:
        page.goto("/aviseringar/")
        told = page.get_by_role("main").get_by_role("listitem")
        expect(told.get_by_text("Skolan har något att berätta")).to_have_count(2)
        told.get_by_role("link").first.click()
        expect(page).to_have_title("Från skolan – Elevakt")
        expect(page.get_by_role("main")).to_contain_text("Skolan har avslutat ärendet.")
        expect(page.get_by_role("main")).not_to_contain_text("Hedda")
        check(page)
        link = page.get_by_role("link", name="Besked till eleven och hemmet")
        _, letter = downloaded(page, link)
    assert "Vi har pratat med Elis och med [elev C]." in " ".join(letter.split())
    assert (elis in letter, hedda in letter, "Amir" in letter) == (True, False, False)
    for name in ("sten", "hans"):
        with somebody(name, PHONE) as page:
            page.goto("/aviseringar/")
            expect(page.get_by_text("Inga aviseringar")).to_be_visible()
    assert stage.names.within(mails) == []
    mailed = set(re.findall(r"^To: (\w+)\.(\w+)@", mails, re.MULTILINE))
    assert ("vera", "family") in mailed
    assert mailed.isdisjoint({("sten", "family"), ("hans", "family"), ("elis", "family")})

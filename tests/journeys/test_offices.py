"""Those who run a school: an administrator, a principal, and who oversees the logs."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.acts import pick, to_do
from tests.journeys.conftest import PHONE, log_in, refused
from tests.journeys.keys import add_key, with_key

pytestmark = pytest.mark.journey

GIVEN = "Beslut av nämnden i september."
HURRY = "Eleven är skadad och mentor går inte att nå."


def enter(page, name):
    """Log in as one who has no second step yet, and come home with one."""
    with_key(page)
    page.goto("/konto/logga-in/")
    log_in(page, name)
    add_key(page)
    page.get_by_role("link", name="Jag har sparat dem").click()
    expect(page).to_have_title("Hem – Elevakt")


def give(page, name, office, process=None):
    """Give somebody an office."""
    page.goto(reverse("administration:give"))
    pick(page.locator(".fld", has=page.get_by_label("Vem?")), name)
    page.get_by_label(office).check()
    if process:
        page.get_by_label("För vilka ärenden?").select_option(label=process)
    page.get_by_label("Varför?").fill(GIVEN)
    page.get_by_role("button", name="Spara").click()


def card(page, title):
    """Return the card with that title."""
    return page.locator(".card", has=page.get_by_role("heading", name=title, exact=True))


def test_an_administrator_gives_offices_and_opens_no_door_for_herself(
    stage, world, real, visitor, check
):
    with visitor() as page:
        enter(page, "ada")
        give(page, "Greta Berg", "Dataskyddsombud")
        expect(card(page, "Gäller nu eller senare")).to_contain_text("Greta Berg")
        check(page)

        give(page, "Ada Nord", "Huvudmannens handläggare", "Kränkande behandling")
        waiting = card(page, "Väntar på en person till")
        expect(waiting).to_contain_text("Ada Nord")
        expect(waiting).to_contain_text("Väntar på någon annan")
        expect(waiting.get_by_role("button")).to_have_count(0)
        check(page)
        refused(page, f"/arenden/{stage.keys['case']}/")

    with visitor(PHONE) as page:
        enter(page, "rut")
        page.goto(reverse("administration:grants"))
        waiting = card(page, "Väntar på en person till")
        expect(waiting).to_contain_text("Ada Nord")
        check(page)
        waiting.get_by_role("button", name="Säg nej").click()
        expect(page.get_by_role("main")).not_to_contain_text("Väntar på en person till")
        check(page)


def test_an_emergency_is_opened_signed_by_the_principal_and_read_in_the_log(
    stage, world, real, visitor, check
):
    elis = stage.keys["elis"]
    with visitor() as page:
        enter(page, "ada")
        give(page, "Greta Berg", "Dataskyddsombud")

    # A teacher of another school, whom nobody answers.
    with visitor(PHONE) as page:
        enter(page, "nils")
        refused(page, f"/elever/{elis}/")
        page.goto(reverse("oversight:emergency"))
        page.get_by_label("Skola").select_option(label="Norra skolan")
        page.get_by_label("Elevens namn").fill("Elis Bergström")
        page.get_by_role("button", name="Sök").click()
        page.get_by_role("link", name="Elis Bergström").click()
        check(page)
        page.get_by_label("Vad har hänt?").fill(HURRY)
        page.get_by_role("button", name="Öppna nu").click()
        expect(page.get_by_role("main")).to_contain_text("Elis Bergström")
        check(page)
        refused(page, f"/arenden/{stage.keys['case']}/")

    with visitor() as page:
        enter(page, "rut")
        page.goto(reverse("oversight:start"))
        check(page)
        emergencies = card(page, "Nödöppningar")
        expect(emergencies).to_contain_text(HURRY)
        emergencies.get_by_role("link", name="Granska").click()
        check(page)
        page.get_by_label("Vad kom du fram till?").fill("Eleven kom till sjukhus. Rätt gjort.")
        page.get_by_role("button", name="Signera").click()
        page.goto(reverse("oversight:start"))
        expect(card(page, "Nödöppningar")).to_contain_text("Granskad")

        # Once a term she goes through who has access.
        page.goto(reverse("administration:reach", args=[stage.keys["norra"]]))
        check(page)
        page.get_by_role("button", name="Jag har gått igenom listan").click()
        expect(page.get_by_role("main")).to_contain_text("Underskrivet den här terminen")
        check(page)

    with visitor() as page:
        enter(page, "greta")
        refused(page, reverse("oversight:pupil", args=[elis]))
        page.goto(reverse("oversight:put_on"))
        page.get_by_label("Varför granskar du?").fill("Stickprov enligt planen.")
        page.get_by_role("button", name="Börja granska").click()
        expect(card(page, "Nödöppningar")).to_contain_text("Granskad")
        check(page)
        pupils = page.get_by_role("search", name="Sök elev")
        pupils.get_by_label("Skola").select_option(label="Norra skolan")
        pupils.get_by_label("Elevens namn").fill("Elis Bergström")
        pupils.get_by_role("button", name="Sök").click()
        page.get_by_role("link", name="Elis Bergström").click()
        rows = page.get_by_role("row", name=re.compile("Nils"))
        expect(rows.first).to_contain_text("Nödöppning")
        check(page)
        with page.expect_download() as fetched:
            page.get_by_role("link", name="Hämta som tabell").click()
        assert "Nils" in fetched.value.path().read_text(encoding="utf-8-sig")
        refused(page, f"/arenden/{stage.keys['case']}/")


def test_a_substitute_sees_what_a_lesson_needs_until_her_last_day(stage, world, somebody, check):
    elis = f"/elever/{stage.keys['elis']}/"
    with somebody("nils") as page:
        refused(page, elis)
    with somebody("rut") as page:
        page.goto(reverse("administration:cover", args=[stage.keys["norra"]]))
        check(page)
        pick(page.locator(".fld", has=page.get_by_label("Vem är vikarie?")), "Nils Hall")
        pick(page.locator(".fld", has=page.get_by_label("I stället för")), "Tom Frisk")
        page.get_by_label("Till och med").fill("2026-09-09")
        page.get_by_role("button", name="Spara").click()
        expect(card(page, "Gäller nu eller senare")).to_contain_text("Nils Hall")
        check(page)

    with somebody("nils", PHONE) as page:
        page.get_by_role("link", name="Mina elever").click()
        expect(page.get_by_role("main")).to_contain_text("till och med 9 sep")
        check(page)
        page.get_by_role("link", name="Elis Bergström").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Elis Bergström")
        check(page)
        refused(page, f"/arenden/{stage.keys['case']}/")

    stage.move_clock(days_later=3)
    with somebody("nils", PHONE) as page:
        refused(page, elis)


def test_the_officer_takes_what_is_about_the_principal_herself(stage, world, somebody, check):
    case = f"/arenden/{stage.keys['against_rut']}/"
    with somebody("rut") as page:
        refused(page, case)
    with somebody("olof") as page:
        to_do(page, "Ta emot")
        check(page)
        page.goto(case)
        expect(page.get_by_role("main")).to_contain_text("Rut")
        check(page)
        page.goto(reverse("processes:list"))
        check(page)

"""The door where there are real pupils: a password is not enough, and a passkey is."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, log_in
from tests.journeys.keys import add_key, with_key

pytestmark = pytest.mark.journey


def test_a_teacher_adds_a_passkey_and_comes_in_by_it_alone(stage, real, visitor, check):
    with visitor(PHONE) as page:
        with_key(page)
        page.goto("/elever/")
        check(page)
        log_in(page, "tom")
        expect(page.get_by_text("Du behöver ett andra steg")).to_be_visible()
        check(page)
        page.get_by_role("link", name="Lägg till app").click()
        expect(page.get_by_role("img", name="Bild att läsa in")).to_be_visible()
        check(page)
        page.get_by_role("link", name="Avbryt").click()
        page.get_by_role("link", name="Lägg till nyckel").click()
        check(page)
        page.get_by_role("link", name="Avbryt").click()
        add_key(page)
        expect(page.locator("main code")).to_have_count(10)
        check(page)
        page.get_by_role("link", name="Jag har sparat dem").click()
        expect(page).to_have_title("Hem – Elevakt")

        page.get_by_role("button", name="Konto").click()
        page.get_by_role("button", name="Logga ut").click()
        page.get_by_role("button", name="Använd nyckel").click()
        expect(page).to_have_title("Hem – Elevakt")
        page.goto("/installningar/inloggning/")
        expect(page.get_by_text("Min telefon")).to_be_visible()
        expect(page.get_by_text("Chrome på Linux")).to_be_visible()
        check(page)

        page.get_by_role("button", name="Logga ut").click()
        log_in(page, "tom")
        expect(page.get_by_role("heading", level=1)).to_have_text("Andra steget")
        check(page)
        page.get_by_role("button", name="Använd nyckel").click()
        expect(page).to_have_title("Hem – Elevakt")


def test_what_was_chosen_waits_until_it_is_known_who_chose(stage, real, visitor, check):
    with visitor() as page:
        with_key(page)
        page.goto("/konto/logga-in/")
        log_in(page, "rut")
        add_key(page)
        page.goto(reverse("pupils:circle", args=[stage.keys["hilda"]]))
        chosen = page.get_by_role("main").get_by_role("checkbox")
        before = [one.is_checked() for one in chosen.all()]
        chosen.first.set_checked(not before[0])
        stage.run("tests.journeys.older")

        page.get_by_role("button", name="Bestäm").click()

        expect(page.get_by_role("heading", level=1)).to_have_text("Visa att det är du")
        expect(page.get_by_text("Det du har skrivit följer med.")).to_be_visible()
        check(page)
        page.get_by_role("button", name="Använd nyckel").click()
        expect(page.get_by_text("Kretsen är bestämd.")).to_be_visible()
        page.goto(reverse("pupils:circle", args=[stage.keys["hilda"]]))
        after = [one.is_checked() for one in chosen.all()]
        assert after == [not before[0], *before[1:]]


def test_whoever_forgot_her_password_finds_the_way(stage, real, visitor, check):
    with visitor(PHONE) as page:
        page.goto("/konto/logga-in/")
        page.get_by_role("link", name="Glömt lösenordet?").click()
        check(page)
        page.get_by_label("Användarnamn").fill("tom")
        page.get_by_role("button", name="Skicka länk").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Titta i din e-post")
        check(page)
        path = re.search(r"(/konto/nytt-losenord/\S+)", stage.work())[1]
        page.goto(path)
        check(page)
        page.get_by_label("Nytt lösenord", exact=True).fill("kort")
        page.get_by_label("Nytt lösenord igen").fill("kort")
        page.get_by_role("button", name="Spara").click()
        expect(page).to_have_title("Fel: Nytt lösenord – Elevakt")
        check(page)
        for label in ("Nytt lösenord", "Nytt lösenord igen"):
            page.get_by_label(label, exact=True).fill("fyra ord som rimmar illa")
        page.get_by_role("button", name="Spara").click()
        expect(page.get_by_text("Lösenordet är bytt. Logga in med det nya.")).to_be_visible()

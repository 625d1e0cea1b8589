"""Whoever calls a home has before her whom, how, what the pupil wishes, and what to say."""

import datetime as dt

import pytest
from django.urls import reverse

from elevakt.engines.cases.models import Entry, Step
from elevakt.engines.cases.tests.browsing import Desk
from elevakt.trust.access.models import ProtectedCircle
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.models import Person

NUMBER = "070-1740605"
WISH = "Elis vill själv vara med när mamma får veta."


@pytest.fixture
def case(story):
    """A case about Elis, whose mother is to be told and whose father is not."""
    case_id = story.report("tom", exposed=["elis"], alleged=["amir"])
    story.later(hours=1)
    homes = [("elis", "vera", "inform"), ("elis", "sten", "do_not_inform")]
    story.receive("rut", case_id, homes=homes)
    return case_id


def path(story, case, guardian="vera"):
    address = reverse("cases:step", args=[case, "inform_homes"])
    return f"{address}?for={story.cast.id('elis')}/{story.cast.id(guardian)}"


def entries(case):
    with arrange():
        return list(Entry.objects.filter(matter_id=case))


def due_on(case):
    with arrange():
        return Step.objects.get(matter_id=case, step="inform_homes").due_on


def test_the_card_says_whom_and_how_and_what_to_say(story, case):
    text = Desk(story, "mia").get(path(story, case)).text

    card = text.partition("Ring Vera Bergström")[2]
    assert NUMBER in card
    assert "Säg Jag ringer från skolan." in card
    assert "Säg inte Något om andra barn, eller vilka de är." in card
    assert "Sten" not in card
    assert "Amir" not in card


def test_the_pupils_own_wish_stands_on_the_card(story):
    case = story.report("tom", exposed=["elis"])
    elis, vera, sten = (str(story.cast.id(name)) for name in ("elis", "vera", "sten"))
    Desk(story, "rut").fill(
        reverse("cases:step", args=[case, "receive"]),
        own_people="no",
        safe_now="En vuxen är med på rasterna.",
        investigator_q="Kim",
        **{
            f"home-{elis}.{vera}-answer": "inform",
            f"home-{elis}.{vera}-pupil_view": WISH,
            f"home-{elis}.{sten}-answer": "ask",
        },
    )

    assert f"Eleven själv {WISH}" in Desk(story, "mia").get(path(story, case)).text


def test_one_tap_tells_how_it_went_and_the_words_go_with_it(story, case):
    mia = Desk(story, "mia")

    done = mia.fill(path(story, case), said="Hon blev ledsen.", button={"outcome": "phone"})

    assert "Sparat." in done.text
    assert "Hur gick det? Nådd på telefon Vad vårdnadshavaren sade Hon blev ledsen." in done.text
    assert ("inform_homes", f"{story.cast.id('elis')}/{story.cast.id('vera')}") in story.steps(
        case, "done"
    )


def test_without_a_tap_nothing_is_sent_and_nothing_lost(story, case):
    page = Desk(story, "mia").fill(path(story, case), said="Hon blev ledsen.")

    assert page.status == 422
    assert page.fields["said"] == ["Hon blev ledsen."]


def test_whoever_was_not_reached_is_called_again_and_the_tries_are_seen(story, case):
    mia = Desk(story, "mia")
    assert due_on(case) == dt.date(2026, 9, 7)

    mia.fill(path(story, case), said="Signalen gick fram.", button={"outcome": "not_reached"})

    assert due_on(case) == dt.date(2026, 9, 8)
    again = mia.get(path(story, case))
    assert "Försök Inte nådd , i dag 11:15, Mia Lind" in again.text
    assert again.fields["said"] == [""]


def test_who_leads_and_who_investigates_may_call_too(story, case):
    for name in ("rut", "kim"):
        assert NUMBER in Desk(story, name).get(path(story, case)).text


def test_nobody_else_gets_the_number(story, case):
    for name in ("tom", "olof", "nils", "lo"):
        page = Desk(story, name).get(path(story, case))
        assert (page.status, NUMBER in page.text) == (404, False)


def test_a_home_that_must_not_be_told_has_no_card(story, case):
    assert Desk(story, "mia").get(path(story, case, "sten")).status == 404


def test_the_number_to_a_protected_home_asks_for_a_reason_on_the_pupils_page(story, case):
    with arrange():
        Person.objects.filter(id=story.cast.id("elis")).update(is_protected=True)
        for name in ("rut", "mia"):
            ProtectedCircle.objects.create(
                organiser_id=story.cast.organiser.id,
                protected_person_id=story.cast.id("elis"),
                reader_id=story.cast.id(name),
                valid_during=(dt.datetime(2026, 9, 1, tzinfo=dt.UTC), None),
                confirmed_by_id=story.cast.id("rut"),
            )

    text = Desk(story, "mia").get(path(story, case)).text

    assert "Numret står på elevens sida. Där skriver du varför du behöver det." in text
    assert NUMBER not in text


def test_what_is_done_is_put_right_by_ordinary_choices(story, case):
    mia = Desk(story, "mia")
    mia.fill(path(story, case), button={"outcome": "phone"})

    [done] = [entry for entry in entries(case) if entry.step == "inform_homes"]
    page = mia.get(reverse("cases:correct", args=[case, done.id]))

    assert "Ring Vera" not in page.text
    assert page.fields["outcome"] == ["phone"]

"""Terms and breaks of a school are set on a page, and running cases are counted anew."""

import datetime as dt

import pytest
from django.urls import reverse

from elevakt.engines.cases.models import Step
from elevakt.engines.cases.tests.browsing import Desk
from elevakt.engines.cases.tests.stories import Story
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.jobs import run_jobs
from elevakt.trust.access.tests.giving import administer
from elevakt.trust.people.models import CalendarPeriod

AUTUMN = {"kind": "term", "name": "Höst", "starts_on": "2026-08-18", "ends_on": "2026-12-18"}
BREAK = {"kind": "break", "name": "Studiedag", "starts_on": "2026-10-05", "ends_on": ""}


@pytest.fixture
def story(cast):
    administer(cast, "ada")
    return Story(cast)


@pytest.fixture
def here(story):
    return reverse("administration:calendar", args=[story.cast.norra.id])


def kept():
    with arrange():
        rows = CalendarPeriod.objects.order_by("starts_on")
        return [(one.kind, one.name, str(one.starts_on), str(one.ends_on)) for one in rows]


def key():
    with arrange():
        return CalendarPeriod.objects.latest("starts_on").id


def test_she_adds_changes_and_takes_away_a_break(story, here):
    ada = Desk(story, "ada")
    assert "Då räknas varje arbetsdag som skoldag." in ada.get(here).text
    ada.fill(here, **AUTUMN)

    assert "Tider i skoldagar räknas om" in ada.fill(here, **BREAK).text
    assert kept()[1] == ("break", "Studiedag", "2026-10-05", "2026-10-05")

    change = reverse("administration:period", args=[key()])
    assert "Studiedag" in ada.fill(change, ends_on="2026-10-06").text
    assert kept()[1] == ("break", "Studiedag", "2026-10-05", "2026-10-06")

    ada.post(reverse("administration:remove_period", args=[key()]), {})
    assert [name for _, name, *_ in kept()] == ["Höst"]


def test_the_holidays_are_those_of_sweden(story, here):
    page = Desk(story, "ada").get(f"{here}?lasar=2026").text

    assert "Julafton" in page
    assert "Kristi himmelsfärdsdag 6 maj 2027" in page
    assert "Påskdagen" not in page  # a Sunday


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({**BREAK, "ends_on": "2026-10-01"}, "Sista dagen ligger före den första."),
        ({**BREAK, "ends_on": "2026-11-30"}, "Ett lov är högst fem veckor."),
        ({**BREAK, "starts_on": "2027-02-01"}, "Lägg in terminen först."),
        ({**AUTUMN, "starts_on": "2026-12-01"}, "Det finns redan en termin de dagarna."),
        ({**BREAK, "name": ""}, "Skriv ett namn."),
        ({**BREAK, "kind": "holiday"}, "Fel:"),
    ],
)
def test_what_cannot_be_is_said_in_the_form(story, here, wrong, said):
    ada = Desk(story, "ada")
    ada.fill(here, **AUTUMN)

    page = ada.fill(here, **wrong)

    assert (page.status, len(kept())) == (422, 1)
    assert said in f"{page.title} {page.text}"


def test_a_break_puts_off_what_is_counted_in_school_days(story, here):
    """Whoever leads is told; what is counted otherwise stays."""
    ada = Desk(story, "ada")
    ada.fill(here, **AUTUMN)
    case_id = story.report("stina", exposed=["elis"])
    run_jobs(story.now)

    def due():
        with arrange():
            steps = Step.objects.filter(matter_id=case_id, due_on__isnull=False)
            return {one.step: one.due_on for one in steps}

    before = due()
    tomorrow = story.now.date() + dt.timedelta(days=1)
    later = tomorrow + dt.timedelta(days=13)
    ada.fill(here, **{**BREAK, "starts_on": str(tomorrow), "ends_on": str(later)})
    assert due() == before
    run_jobs(story.now)

    assert due() != before
    assert all(due()[step] >= day for step, day in before.items())
    told = Desk(story, "rut").get(reverse("home:notices"))
    assert "Skolans terminer eller lov har ändrats" in told.text
    assert "Studiedag" in Desk(story, "rut").get(here).text


def test_who_leads_sees_the_own_school_and_changes_nothing(story, here):
    Desk(story, "ada").fill(here, **AUTUMN)
    rut = Desk(story, "rut")

    page = rut.get(here)

    assert "Höst" in page.text
    assert "Lägg till" not in page.text
    assert rut.post(here, AUTUMN).status == 404
    change = reverse("administration:period", args=[key()])
    remove = reverse("administration:remove_period", args=[key()])
    assert (rut.get(change).status, rut.post(change, BREAK).status) == (404, 404)
    assert rut.post(remove, {}).status == 404
    other = reverse("administration:calendar", args=[story.cast.bjorkangen.id])
    assert rut.get(other).status == 404
    assert Desk(story, "tom").get(here).status == 404
    assert len(kept()) == 1


def test_a_period_of_another_school_is_not_changed_by_its_key(story, here):
    ada = Desk(story, "ada")
    ada.fill(here, **AUTUMN)
    change = reverse("administration:period", args=[story.cast.id("elis")])

    assert ada.get(change).status == 404

"""A case rests: what is only practice waits, what a law asks for does not."""

import datetime as dt

import pytest
from django.urls import reverse

from elevakt.engines.cases.actions.leading import pause, resume
from elevakt.engines.cases.actions.rebuilding import rebuild
from elevakt.engines.cases.actions.refusing import Refused
from elevakt.engines.cases.models import Entry, Step
from elevakt.engines.cases.tests.browsing import Desk
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.testing.arranging import arrange

HOMES = [("elis", "vera", "inform"), ("elis", "sten", "ask")]
AUTUMN = dt.date(2026, 10, 1)
WHY = "Eleven är på sjukhus."


@pytest.fixture
def case_id(story):
    """A case about Elis that Rut has received; Mia is to call his mother the same day."""
    case_id = story.report("tom", exposed=["elis"], alleged=["amir"])
    story.receive("rut", case_id, homes=HOMES)
    return case_id


def due(case_id, step):
    with arrange():
        return Step.objects.get(matter_id=case_id, step=step).due_on


def kinds(case_id):
    with arrange():
        found = Entry.objects.filter(matter_id=case_id).order_by("no")
        return list(found.values_list("kind", flat=True))


def lays_to_rest(story, case_id, until=AUTUMN):
    with story.as_("rut") as rut:
        pause(rut, case_id=case_id, until=until, reason=WHY)


def test_whoever_leads_lets_a_case_rest_and_it_is_said_why(story, case_id):
    rut, case = Desk(story, "rut"), reverse("cases:case", args=[case_id])
    href = reverse("cases:pause", args=[case_id])
    assert href in rut.get(case).links

    page = rut.fill(href, until=AUTUMN.isoformat(), reason=WHY)

    assert "Ärendet vilar till tors 1 okt" in page.text
    assert WHY in page.text
    assert href not in page.links
    assert "Ärendet vilar till tors 1 okt" in Desk(story, "kim").get(case).text
    with arrange():
        assert [found for _, found in rebuild() if found] == []


def test_practice_waits_and_the_law_does_not(story, case_id):
    talk, call = due(case_id, "talk"), due(case_id, "inform_homes")

    lays_to_rest(story, case_id)

    assert call < AUTUMN
    assert due(case_id, "inform_homes") == AUTUMN
    assert due(case_id, "talk") == talk


def test_taken_up_before_its_day_nothing_that_rested_was_to_be_done_before(story, case_id):
    lays_to_rest(story, case_id)
    story.later(days=3)

    page = Desk(story, "rut").fill(reverse("cases:resume", args=[case_id]), reason="Hemma igen.")

    assert "Ärendet vilar till" not in page.text
    assert due(case_id, "inform_homes") == story.now.date()
    assert kinds(case_id)[-2:] == ["paused", "resumed"]


def test_when_its_day_has_come_a_case_no_longer_rests(story, case_id):
    lays_to_rest(story, case_id)
    story.later(days=24)

    page = Desk(story, "rut").get(reverse("cases:case", args=[case_id]))

    assert "Ärendet vilar till" not in page.text
    assert reverse("cases:pause", args=[case_id]) in page.links
    with pytest.raises(Refused, match=r"Ärendet vilar inte\."), story.as_("rut") as rut:
        resume(rut, case_id=case_id, reason="Igen")


def test_a_day_that_does_not_come_is_refused_and_nothing_is_lost(story, case_id):
    page = Desk(story, "rut").fill(
        reverse("cases:pause", args=[case_id]), until="2026-09-07", reason=WHY
    )

    assert page.status == 422
    assert "Välj en dag som kommer." in page.text
    assert page.fields["reason"] == [WHY]
    with pytest.raises(Refused, match=r"Välj en dag som kommer\."):
        lays_to_rest(story, case_id, until=story.now.date())


def test_nobody_else_lets_it_rest_and_it_rests_once(story, case_id):
    for name, refusal in (("kim", Refused), ("mia", Refused), ("nils", NotFound)):
        with pytest.raises(refusal), story.as_(name) as actor:
            pause(actor, case_id=case_id, until=AUTUMN, reason="Nej")
    lays_to_rest(story, case_id)
    with pytest.raises(Refused, match=r"Ärendet vilar redan\."):
        lays_to_rest(story, case_id)


def test_why_it_rests_is_read_by_those_who_work_in_it_alone(story, case_id):
    lays_to_rest(story, case_id)

    own = Desk(story, "tom").get(reverse("report:own", args=[case_id])).text

    assert "sjukhus" not in own
    assert "vilar" not in own

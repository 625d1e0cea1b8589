"""The first page and the notices: each thing is said once, and what is said leads somewhere."""

import pytest
from django.urls import reverse

from elevakt.doors.home import queries
from elevakt.doors.home.queries import home_page, notices_page
from elevakt.engines.cases.actions.drafts import save_draft
from elevakt.engines.cases.queries.drafts import DraftKey
from elevakt.engines.cases.tests.browsing import Desk
from elevakt.engines.cases.tests.stories import Story
from elevakt.engines.notifications.models import Notice
from elevakt.foundation.kernel import ids
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.enums import Side

HOMES = [("elis", "vera", "inform"), ("elis", "sten", "inform")]


@pytest.fixture
def story(cast):
    return Story(cast)


def tell(story, name, case_id, side=Side.STAFF, title="Något väntar på dig"):
    """Let a notice about a case lie there, delivered."""
    with arrange():
        person = story.cast.persons[name]
        Notice.objects.create(
            organiser_id=person.organiser_id,
            person_id=person.id,
            side=side,
            matter_id=case_id,
            kind="task",
            title=title,
            once=str(ids.new()),
            created_at=story.now,
            not_before=story.now,
            is_acute=False,
            delivered_at=story.now,
        )


def test_two_calls_to_the_home_of_one_pupil_are_one_line(story):
    case_id = story.report("tom", exposed=["elis"])
    story.receive("rut", case_id, homes=HOMES)

    with story.as_("mia") as mia:
        (line,) = home_page(mia).tasks

    assert (line.task.step, line.count) == ("inform_homes", 2)
    assert "2 kvar" in Desk(story, "mia").get("/").text


def test_more_than_fits_at_first_is_a_tap_away(story, monkeypatch):
    monkeypatch.setattr(queries, "AT_FIRST", 2)
    for _ in range(3):
        story.report("tom", exposed=["elis"])
    rut, tom = Desk(story, "rut"), Desk(story, "tom")

    first = rut.get("/")
    assert first.text.count("Ta emot") == 2
    assert "?alla" in first.links
    whole = rut.get("/?alla")
    assert whole.text.count("Ta emot") == 3
    assert "Visa allt" not in whole.text
    assert "?alla" not in tom.get("/").links


def test_what_waits_stands_under_when_it_is_due(story):
    story.receive("rut", story.report("tom", exposed=["elis"]), homes=HOMES)
    rut = Desk(story, "rut")

    assert "Senare Åtgärder" in rut.get("/").text

    story.later(days=40)
    assert "Försenat Åtgärder" in rut.get("/").text


def test_a_text_that_was_never_sent_is_found_again(story):
    case_id = story.report("tom", exposed=["elis"])
    story.receive("rut", case_id, homes=HOMES)
    instance = f"{story.cast.id('elis')}/{story.cast.id('vera')}"
    mia = Desk(story, "mia")
    assert reverse("cases:drafts") not in mia.get("/").links
    with story.as_("mia") as actor:
        save_draft(
            actor, DraftKey("inform_homes", case_id, instance), {"said": ["Hon var"]}, page=""
        )
        save_draft(actor, DraftKey("note", case_id), {"text": ["Ringde i går"]}, page="")
        save_draft(
            actor, DraftKey("report:degrading_treatment"), {"what_happened": ["En knuff"]}, page=""
        )

    home = mia.get("/")
    drafts = mia.get(reverse("cases:drafts"))

    assert reverse("cases:drafts") in home.links
    assert {
        f"{reverse('cases:step', args=[case_id, 'inform_homes'])}?for={instance}",
        reverse("cases:note", args=[case_id]),
        reverse("report:report", args=["degrading_treatment"]),
    } <= set(drafts.links)


def test_a_notice_says_which_case_to_whoever_works_in_it(story):
    case_id = story.report("tom", exposed=["elis"])
    tell(story, "tom", case_id)

    with story.as_("rut") as rut:
        (at_work,) = notices_page(rut)
    with story.as_("tom") as tom:
        (reported,) = notices_page(tom)

    assert at_work.number.startswith("ELEV")
    assert (at_work.count, at_work.is_unread) == (1, True)
    assert (reported.number, bool(reported.href)) == ("", True)


def test_a_notice_leads_nowhere_when_its_reader_may_not_know_of_the_case_any_more(story):
    case_id = story.report("tom", exposed=["elis"])
    tell(story, "nils", case_id)

    with story.as_("nils") as nils:
        told = notices_page(nils)

    assert [(one.href, one.number) for one in told] == [("", "")]


def test_at_home_a_notice_leads_to_the_own_report(story):
    case_id = story.report("vera", exposed=["elis"], side=Side.FAMILY, opened_by="guardian")
    tell(story, "vera", case_id, Side.FAMILY, "Skolan har något att berätta")
    vera = Desk(story, "vera", Side.FAMILY)

    page = vera.get(reverse("home:notices"))
    go = reverse("cases:go", args=[case_id])

    assert go in page.links
    assert "Knuffad i korridoren." in vera.get(go).text


def test_the_home_of_a_guardian_lists_children_and_that_of_a_pupil_does_not(story):
    assert "Dina barn" in Desk(story, "vera", Side.FAMILY).get("/").text
    assert "Dina barn" not in Desk(story, "elis", Side.FAMILY).get("/").text


def in_menu(story, name, side=Side.STAFF):
    return reverse("cases:list") in Desk(story, name, side).get("/").links


def test_cases_are_in_the_menu_of_those_who_can_have_any(story):
    may_have = ("rut", "beata", "mia", "tom", "lo", "olof", "nils")
    has_none = ("kim", "stina", "greta", "ada")

    assert {name for name in may_have + has_none if in_menu(story, name)} == set(may_have)
    assert not in_menu(story, "vera", Side.FAMILY)


def test_whoever_is_given_work_in_a_case_finds_it_in_the_menu_and_a_reporter_does_not(story):
    case_id = story.report("stina", exposed=["elis"])
    story.receive("rut", case_id, homes=[("elis", "vera", "ask"), ("elis", "sten", "ask")])

    assert in_menu(story, "kim")
    assert not in_menu(story, "stina")

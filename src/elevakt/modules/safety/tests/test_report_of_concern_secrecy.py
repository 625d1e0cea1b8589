"""Who must not learn that somebody was worried. Each story holds data that could leak."""

import pytest
from django.urls import reverse

from elevakt.engines.cases.models import EntryPart
from elevakt.engines.cases.queries.tasks import my_work
from elevakt.engines.cases.tests.browsing import Desk
from elevakt.engines.cases.views.addresses import address
from elevakt.engines.records.models import Document
from elevakt.modules.safety.tests.telling import text_of
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.jobs import run_jobs
from elevakt.trust.people.enums import Side

SAID = "Hedda Ström säger att Hans Ström slår. Mia Lind såg blåmärken. Amir Haddad var med."
SENT = {"sent_to": "Socialtjänsten", "sent_how": "service", "sent_at": "2026-09-07T11:00"}


@pytest.fixture
def case_id(story):
    return worried(story, "hedda")


def worried(story, child, **people):
    return story.opens(
        "report_of_concern", "tom", {"child": [child], **people}, seen_heard=SAID, danger="yes"
    )


def test_nobody_without_a_name_in_it_sees_that_it_exists(story, case_id):
    story.do("tom", case_id, "send", **SENT)
    run_jobs(story.now)

    others = ("mia", "lo", "kim", "stina", "cilla", "bo", "nils", "olof", "greta", "ada", "ove")
    assert {name: story.seen(name) for name in others} == {name: {} for name in others}
    assert story.seen("hans", Side.FAMILY) == story.seen("hedda", Side.FAMILY) == {}


def test_the_one_who_was_worried_sends_it_and_reads_it(story, case_id):
    with story.as_("tom") as tom:
        assert [task.step for task in my_work(tom).mine] == ["send"]

    story.do("tom", case_id, "send", **SENT)

    with story.as_("tom"):
        assert EntryPart.objects.filter(no__gt=2).get().answers["sent_to"] == "Socialtjänsten"


def test_what_the_principal_says_of_herself_is_not_read_by_the_one_who_was_worried(story, case_id):
    story.receive_homes("rut", case_id, [("hedda", "hans", "do_not_inform")])

    with story.as_("tom"):
        assert "leadership" not in set(EntryPart.objects.values_list("circle", flat=True))
    assert story.seen("hans", Side.FAMILY) == {}


def test_whoever_the_worry_is_about_sees_nothing_though_she_is_the_mentor(story):
    worried(story, "elis", suspected=["mia"])

    assert story.seen("mia") == {}
    with story.as_("rut") as rut:
        assert [task.step for task in my_work(rut).mine] == ["receive"]


def test_a_principal_whom_it_is_about_cannot_see_nor_stop_it(story):
    case_id = worried(story, "elis", suspected=["rut"])

    assert story.seen("rut") == story.seen("beata") == {}
    story.do("tom", case_id, "send", **SENT)
    assert ("feedback", "") in story.steps(case_id)


def test_a_guardian_who_works_at_the_school_sees_nothing(story):
    worried(story, "nova")

    assert story.seen("lo") == story.seen("lo", Side.FAMILY) == {}


def test_the_letter_names_the_child_and_nobody_else_of_the_case(story):
    worried(story, "hedda", suspected=["mia"])
    run_jobs(story.now)

    assert text_of_letter().count("Hedda Ström") == 2
    assert "Hans Ström slår. [personal B] såg blåmärken." in text_of_letter()


def test_the_letter_names_no_child_whose_data_are_protected(story):
    worried(story, "hilda")
    run_jobs(story.now)

    assert "Elev elev A" in text_of_letter()
    assert "Hilda" not in text_of_letter()


def text_of_letter():
    with arrange():
        return text_of(Document.objects.get(template="report_of_concern"))


def test_the_one_who_was_worried_finds_what_to_do_on_the_page_of_the_case(story, case_id):
    tom = Desk(story, "tom")
    page = tom.get(reverse("cases:case", args=[case_id]))

    assert page.status == 200
    assert "Skicka till socialtjänsten" in page.text
    assert tom.get(address("cases:step", case_id, "send", "")).status == 200
    assert Desk(story, "mia").get(reverse("cases:case", args=[case_id])).status == 404

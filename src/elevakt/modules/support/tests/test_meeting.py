"""The meeting of pupil health: one agenda for several cases, and a note in each of them."""

import pytest
from django.urls import reverse

from elevakt.engines.cases.actions.doing import say_concerned
from elevakt.engines.cases.models import Case, EntryPart
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.tests.browsing import Desk
from elevakt.modules.support.tests.test_health_referral_access import received
from elevakt.trust.access.testing.arranging import arrange

MEETING = "/arenden/mote/"
SAME = "?on=2026-09-07&present=principal&present=counsellor"


def ready(story, by):
    case_id = received(story, by)
    story.do("kim", case_id, "contribute", Instance(doer=story.cast.id("kim")).key, known="Trött.")
    return case_id


@pytest.fixture
def cases(story):
    """Two cases that Stina coordinates, both to be taken up."""
    return [ready(story, by) for by in ("tom", "mia")]


def number(case_id):
    with arrange():
        return Case.objects.get(matter_id=case_id).number


def agenda(page):
    return [link for link in page.links if "/steg/meeting/" in link]


def test_the_agenda_holds_the_cases_that_are_to_be_taken_up_and_no_names(story, cases):
    page = Desk(story.story, "stina").get(MEETING)

    assert agenda(page) == [
        f"{reverse('cases:step', args=[case, 'meeting'])}?mote=1&on=2026-09-07" for case in cases
    ]
    listed = page.text.partition("Dagordning")[2].partition("Det som är lika för alla")[0]
    assert [number(case) in listed for case in cases] == [True, True]
    assert [name for name in ("Elis", "Amir", "Trött") if name in listed] == []


def test_who_was_there_is_said_once_and_stands_in_the_note_of_each(story, cases):
    stina = Desk(story.story, "stina")
    back = stina.get(MEETING + SAME)

    for case, summary in zip(cases, ("Samtal.", "Avvakta."), strict=True):
        href = next(link for link in agenda(back) if str(case) in link)
        back = stina.fill(href, summary=summary)
        assert "Sparat." in back.text
        assert number(case) in back.text.partition("Klart i dag")[2]

    assert agenda(back) == []
    assert "Inget är kvar att ta upp." in back.text
    assert back.fields["present"] == ["principal", "counsellor"]
    with arrange():
        found = {
            case: EntryPart.objects.filter(matter_id=case, circle="health")
            .order_by("-no")
            .values_list("answers", flat=True)[0]
            for case in cases
        }
    same = {"on": "2026-09-07", "present": ["principal", "counsellor"]}
    assert found == {
        cases[0]: {**same, "summary": "Samtal."},
        cases[1]: {**same, "summary": "Avvakta."},
    }


def test_what_is_written_already_is_not_written_over_by_what_is_said_once(story, cases):
    stina = Desk(story.story, "stina")
    step = reverse("cases:step", args=[cases[0], "meeting"])
    stina.fill(step, save_draft="1", present=["nurse"], summary="Påbörjat.")

    page = stina.get(f"{step}{SAME}&mote=1")

    assert (page.fields["present"], page.fields["summary"]) == (["nurse"], ["Påbörjat."])


@pytest.mark.parametrize("name", ["tom", "mia", "lo", "olof", "nils", "kim"])
def test_whoever_may_not_write_the_note_has_an_empty_agenda(story, cases, name):
    page = Desk(story.story, name).get(MEETING)

    assert agenda(page) == []
    assert [case for case in cases if number(case) in page.text] == []


def test_whoever_is_concerned_is_not_shown_that_there_is_anything_to_take_up(story, cases):
    with story.as_("stina") as stina:
        say_concerned(stina, case_id=cases[0])

    page = Desk(story.story, "stina").get(MEETING)

    assert [str(cases[1]) in link for link in agenda(page)] == [True]
    assert number(cases[0]) not in page.text


def test_what_the_address_makes_up_is_no_answer(story, cases):
    page = Desk(story.story, "stina").get(f"{MEETING}?present=dragon&on=never&outcome=phone")

    assert page.status == 200
    step = Desk(story.story, "stina").get(agenda(page)[0])
    assert step.fields["present"] == []


def test_whoever_leads_takes_up_the_same_cases(story, cases):
    assert len(agenda(Desk(story.story, "rut").get(MEETING))) == 2

"""One case opened out of another: what goes along, and who is told that they belong together."""

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from elevakt.engines.cases.actions.onward import open_from
from elevakt.engines.cases.models import Case, CasePerson, Draft, Entry, Link
from elevakt.engines.cases.queries.links import linked
from elevakt.engines.cases.tests.browsing import Desk, release
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.testing.arranging import arrange

HOMES = [("elis", "vera", "inform"), ("elis", "sten", "ask")]


@pytest.fixture
def case_id(story):
    """A case about Elis, in which Amir is accused; Kim investigates, and Mia calls home."""
    for process in ("degrading_treatment", "report_of_concern", "police_report"):
        release(story, process)
    case_id = story.report("tom", exposed=["elis"], alleged=["amir"])
    story.receive("rut", case_id, homes=HOMES)
    return case_id


def form(case_id, process="police_report"):
    return reverse("cases:onward", args=[case_id, process])


def opened(case_id):
    """Return the cases that were opened out of one, past every policy."""
    with arrange():
        return list(Link.objects.filter(matter_id=case_id).values_list("onward_id", flat=True))


def seen(story, name, case_id):
    with story.as_(name) as actor:
        return [(one.id, one.is_onward) for one in linked(actor, case_id)]


def test_whoever_leads_is_offered_what_the_step_may_open_and_the_organiser_uses(story, case_id):
    page = Desk(story, "rut").get(reverse("cases:case", args=[case_id]))

    offers = [link for link in page.links if f"{case_id}/oppna/" in link]
    assert offers == [form(case_id, "report_of_concern"), form(case_id)]


@pytest.mark.parametrize("name", ["kim", "mia", "tom", "olof", "nils", "bo"])
def test_others_are_offered_nothing_and_may_not_open(story, case_id, name):
    desk = Desk(story, name)

    assert [
        one for one in desk.get(reverse("cases:case", args=[case_id])).links if "/oppna/" in one
    ] == []
    assert desk.get(form(case_id)).status == 404
    assert desk.post(form(case_id), {"what_happened": "Slag"}).status == 404
    assert opened(case_id) == []


def test_what_the_organiser_does_not_use_is_not_opened(story, case_id):
    assert Desk(story, "rut").get(form(case_id, "special_support")).status == 404


def test_what_is_known_goes_along(story, case_id):
    page = Desk(story, "rut").get(form(case_id))

    assert page.fields["what_happened"] == ["Knuffad i korridoren."]
    assert page.fields["who-suspected-pupils"] == [str(story.cast.id("amir"))]
    assert page.fields["who-victim-pupils"] == [str(story.cast.id("elis"))]


def test_the_case_is_opened_and_both_ends_tell_of_each_other(story, case_id):
    rut = Desk(story, "rut")

    page = rut.fill(form(case_id))

    (onward,) = opened(case_id)
    with arrange():
        assert Case.objects.get(matter_id=onward).process == "police_report"
        people = CasePerson.objects.filter(matter_id=onward)
        assert sorted(people.values_list("role", "person_id")) == [
            ("suspected", story.cast.id("amir")),
            ("victim", story.cast.id("elis")),
        ]
    assert "Ärendet är öppnat." in page.text
    assert reverse("cases:case", args=[case_id]) in page.links
    assert (
        reverse("cases:case", args=[onward]) in rut.get(reverse("cases:case", args=[case_id])).links
    )


def test_the_same_form_sent_twice_opens_one_case(story, case_id):
    rut = Desk(story, "rut")
    data = rut.get(form(case_id)).fields

    for _ in range(2):
        assert rut.post(form(case_id), data).status == 200

    assert len(opened(case_id)) == 1


def test_that_cases_belong_together_is_told_to_those_alone_who_see_the_whole_of_both(
    story, case_id
):
    Desk(story, "rut").fill(form(case_id))
    (onward,) = opened(case_id)

    assert seen(story, "rut", case_id) == [(onward, True)]
    assert seen(story, "rut", onward) == [(case_id, False)]
    assert seen(story, "beata", onward) == [(case_id, False)]
    for name in ("kim", "mia", "tom", "stina", "nils", "bo"):
        assert (name, seen(story, name, case_id), seen(story, name, onward)) == (name, [], [])
    for name in ("kim", "mia"):
        page = Desk(story, name).get(reverse("cases:case", args=[case_id]))
        assert "Hör ihop med" not in page.text
        assert str(onward) not in page.html


def test_whoever_is_shut_out_of_one_end_is_not_told_of_it_at_the_other(story, case_id):
    Desk(story, "rut").fill(form(case_id))
    (onward,) = opened(case_id)
    Desk(story, "beata").fill(reverse("cases:concerned", args=[onward]))

    assert seen(story, "beata", case_id) == []
    assert seen(story, "rut", case_id) == [(onward, True)]


def test_neither_ledger_tells_of_the_other_case(story, case_id):
    with arrange():
        before = list(Entry.objects.filter(matter_id=case_id).values_list("no", "kind"))

    Desk(story, "rut").fill(form(case_id))

    (onward,) = opened(case_id)
    with arrange():
        assert list(Entry.objects.filter(matter_id=case_id).values_list("no", "kind")) == before
        entries = Entry.objects.filter(matter_id=onward).order_by("no")
        assert list(entries.values_list("kind", flat=True)) == [
            "opened",
            "person_added",
            "person_added",
        ]


def test_a_link_is_never_changed_nor_taken_away(story, case_id):
    Desk(story, "rut").fill(form(case_id))

    with story.as_("rut"), engine_writes():
        links = Link.objects.filter(matter_id=case_id)
        for act in (links.delete, lambda: links.update(at=story.now)):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                act()


def test_what_is_wrong_is_said_and_nothing_is_opened(story, case_id):
    page = Desk(story, "rut").fill(form(case_id), what_happened="")

    assert page.status == 422
    assert page.fields["who-suspected-pupils"] == [str(story.cast.id("amir"))]
    assert opened(case_id) == []


def test_what_is_written_is_kept_and_found_again(story, case_id):
    rut = Desk(story, "rut")
    sent = {
        "draft_field": ["what_happened"],
        "what_happened": "Hon hade en kniv",
        "draft_page": "x",
    }

    assert (
        rut.post(reverse("cases:onward_draft", args=[case_id, "police_report"]), sent).status == 200
    )

    assert rut.get(form(case_id)).fields["what_happened"] == ["Hon hade en kniv"]
    assert form(case_id) in rut.get(reverse("cases:drafts")).links
    rut.fill(form(case_id), **{"who-suspected-pupils": [str(story.cast.id("amir"))]})
    with arrange():
        assert [row.said for row in Draft.objects.filter(matter_id=case_id)] == [[]]


def test_an_act_past_the_page_is_refused_as_well(story, case_id):
    for name in ("kim", "mia", "nils"):
        with pytest.raises(NotFound), story.as_(name) as actor:
            open_from(
                actor,
                case_id=case_id,
                process="police_report",
                people=[story.named("suspected", "amir")],
                posted={"what_happened": "Slag"},
            )
    assert opened(case_id) == []

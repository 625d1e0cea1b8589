"""A case that is of another kind goes on as that; whoever leads opens what the report calls for."""

import pytest
from django.urls import reverse

from elevakt.engines.cases.actions.leading import reclassify
from elevakt.engines.cases.actions.rebuilding import rebuild
from elevakt.engines.cases.actions.refusing import Refused
from elevakt.engines.cases.models import Case, CasePerson, Entry, Link
from elevakt.engines.cases.tests.browsing import Desk, release
from elevakt.trust.access.testing.arranging import arrange

HOMES = [("elis", "vera", "inform"), ("elis", "sten", "ask"), ("nova", "lo", "ask")]
WHY = "Det var en olycka."


@pytest.fixture
def case_id(story):
    for process in ("degrading_treatment", "something_else", "police_report"):
        release(story, process)
    case_id = story.report("tom", exposed=["elis", "nova"], alleged=["amir"])
    story.receive("rut", case_id, homes=HOMES)
    return case_id


def onward(case_id, process, *, instead=False):
    href = reverse("cases:onward", args=[case_id, process])
    return f"{href}?i-stallet" if instead else href


def state(case_id):
    with arrange():
        return Case.objects.get(matter_id=case_id).state


def opened(case_id):
    with arrange():
        return list(Link.objects.filter(matter_id=case_id).values_list("onward_id", flat=True))


def kinds(case_id):
    with arrange():
        found = Entry.objects.filter(matter_id=case_id).order_by("no")
        return list(found.values_list("kind", flat=True))


def test_whoever_leads_chooses_among_all_that_the_organiser_uses(story, case_id):
    rut = Desk(story, "rut")
    href = reverse("cases:kinds", args=[case_id])
    assert href in rut.get(reverse("cases:case", args=[case_id])).links

    links = [link for link in rut.get(href).links if "/oppna/" in link]

    assert links == [
        onward(case_id, "degrading_treatment"),
        onward(case_id, "police_report"),
        onward(case_id, "police_report", instead=True),
        onward(case_id, "something_else"),
        onward(case_id, "something_else", instead=True),
    ]


def test_a_case_goes_on_as_another_and_ends_itself(story, case_id):
    rut = Desk(story, "rut")

    page = rut.fill(
        onward(case_id, "something_else", instead=True),
        what="Elis ramlade.",
        **{"instead-reason": WHY},
    )

    (new,) = opened(case_id)
    assert page.status == 200
    assert reverse("cases:case", args=[case_id]) in page.links
    assert (state(case_id), kinds(case_id)[-1]) == ("closed", "reclassified")
    assert story.steps(case_id) == []
    old = rut.get(reverse("cases:case", args=[case_id])).text
    assert "Har bytt slag" in old
    assert WHY in old
    with arrange():
        people = CasePerson.objects.filter(matter_id=new).values_list("person_id", flat=True)
        assert {story.cast.id("elis"), story.cast.id("nova")} <= set(people)
        assert [found for _, found in rebuild() if found] == []


def test_where_the_new_one_cannot_be_opened_the_old_goes_on(story, case_id):
    href = onward(case_id, "something_else", instead=True)

    page = Desk(story, "rut").fill(href, **{"instead-reason": WHY, "who-pupil-pupils": []})

    assert page.status == 422
    assert page.fields["instead-reason"] == [WHY]
    assert (opened(case_id), state(case_id)) == ([], "ongoing")


def test_without_a_reason_nothing_is_opened_and_nothing_lost(story, case_id):
    href = onward(case_id, "something_else", instead=True)
    page = Desk(story, "rut").fill(href, what="Elis ramlade.")

    assert page.status == 422
    assert page.fields["what"] == ["Elis ramlade."]
    assert "Skriv varför." in page.text
    assert (opened(case_id), state(case_id)) == ([], "ongoing")


def test_a_case_is_divided_by_opening_one_more_for_some_of_its_pupils(story, case_id):
    rut = Desk(story, "rut")

    rut.fill(
        onward(case_id, "degrading_treatment"),
        **{"who-exposed-pupils": [str(story.cast.id("nova"))], "who-alleged-pupils": []},
    )

    (new,) = opened(case_id)
    assert state(case_id) == "ongoing"
    with arrange():
        people = CasePerson.objects.filter(matter_id=new).values_list("person_id", flat=True)
        assert list(people) == [story.cast.id("nova")]


def test_what_is_told_by_itself_is_told_before_a_case_changes_kind(story):
    for process in ("degrading_treatment", "something_else"):
        release(story, process)
    case_id = story.report("tom", exposed=["elis"])
    rut = Desk(story, "rut")

    links = rut.get(reverse("cases:kinds", args=[case_id])).links

    assert [link for link in links if "i-stallet" in link] == []
    assert rut.get(onward(case_id, "something_else", instead=True)).status == 409


def test_nobody_else_chooses(story, case_id):
    for name in ("kim", "mia", "tom", "olof", "nils", "bo"):
        desk = Desk(story, name)
        assert desk.get(reverse("cases:kinds", args=[case_id])).status == 404
        instead = onward(case_id, "something_else", instead=True)
        assert desk.post(instead, {"instead-reason": WHY}).status in (404, 409)
    with pytest.raises(Refused), story.as_("kim") as kim:
        reclassify(kim, case_id=case_id, reason=WHY)
    assert (opened(case_id), state(case_id)) == ([], "ongoing")


def test_whoever_reported_is_told_nothing_of_what_it_became(story, case_id):
    with story.as_("rut") as rut:
        reclassify(rut, case_id=case_id, reason=WHY)

    own = Desk(story, "tom").get(reverse("report:own", args=[case_id])).text

    assert "Avslutat." in own
    assert "olycka" not in own
    assert "slag" not in own

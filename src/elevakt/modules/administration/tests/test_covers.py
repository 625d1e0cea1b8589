"""Whoever leads a unit lets a colleague cover groups or assist a pupil, on a page, and ends it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from elevakt.engines.cases.tests.browsing import Desk
from elevakt.engines.cases.tests.stories import Story
from elevakt.trust.access.models import Grant, GrantProposal
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.tests.giving import administer
from elevakt.trust.audit.models import Opening
from elevakt.trust.people.models import Duty, Group

GRANTS, MINE = reverse("administration:grants"), reverse("pupils:list")


@pytest.fixture
def story(cast):
    return Story(cast)


def at(name, about):
    return reverse(f"administration:{name}", args=[about.id])


def days(story, length=7):
    today = story.now.date()
    return {"first_on": today, "last_on": today + dt.timedelta(days=length)}


def lent(story):
    with arrange():
        rows = Grant.objects.filter(basis__in=["covers", "assists"])
        return {
            (row.person_id, row.group_id or row.pupil_id)
            for row in rows.exclude(valid_during__isempty=True)
            if row.valid_during.upper > story.now
        }


def test_she_lets_a_colleague_cover_who_is_told_and_sees_until_when(story):
    cast, rut, nils = story.cast, Desk(story, "rut"), Desk(story, "nils")
    here = at("covers", cast.norra)
    assert here in rut.get(reverse("overview:unit", args=[cast.norra.id])).links
    assert "Inga vikarier just nu" in rut.get(here).text

    saved = rut.fill(
        at("cover", cast.norra),
        person=str(cast.id("nils")),
        groups=[str(cast.class_7b.id)],
        **days(story),
    )

    assert "Nils Hall 7B 7 sep – 14 sep" in saved.text
    assert lent(story) == {(cast.id("nils"), cast.class_7b.id)}
    told = nils.get(reverse("home:notices"))
    assert "Ett uppdrag har getts eller avslutats" in told.text
    assert "Vikarie: 7B" in nils.get(GRANTS).text
    assert "Elis Bergström Är vikarie till och med 14 sep" in nils.get(MINE).text
    pupil = nils.get(reverse("pupils:pupil", args=[cast.id("elis")]))
    assert (pupil.status, "Vera" in pupil.text) == (200, True)  # whom he may call
    assert "070-1740605" not in pupil.text
    assert "Är vikarie: elever 3" in rut.get(at("reach", cast.norra)).text
    with arrange():
        assert Opening.objects.filter(person_id=cast.id("nils"), bases=["covers"]).exists()


def test_two_schools_may_have_a_class_of_the_same_name(story):
    cast = story.cast
    with arrange():
        Group.objects.filter(name="4A").update(name="7B")
    Desk(story, "rut").fill(
        at("cover", cast.norra),
        person=str(cast.id("nils")),
        groups=[str(cast.class_7b.id)],
        **days(story),
    )

    mine = Desk(story, "nils").get(MINE).text

    theirs, others = mine.split("7B Norra skolan")
    assert "7B Björkängens skola" in theirs
    assert ("Nora Björk" in theirs, "Elis Bergström" in theirs) == (True, False)
    assert "Elis Bergström" in others


def test_she_ends_it_before_its_time(story):
    cast, rut, nils = story.cast, Desk(story, "rut"), Desk(story, "nils")
    rut.fill(
        at("cover", cast.norra),
        person=str(cast.id("nils")),
        groups=[str(cast.class_7b.id), str(cast.class_7c.id)],
        **days(story),
    )
    with arrange():
        keys = [
            str(key) for key in Grant.objects.filter(basis="covers").values_list("id", flat=True)
        ]
    end = at("end_cover", cast.norra)

    for name in ("tom", "bo", "nils"):
        assert Desk(story, name).post(end, {"key": min(keys)}).status == 404
    assert rut.post(end, {"key": ""}).status == 404
    assert len(lent(story)) == 2
    ended = [rut.post(end, {"key": key}) for key in keys]

    assert "Avslutat." in next(page for page in ended if page.status == 200).text
    assert lent(story) == set()
    assert "Elis" not in nils.get(MINE).text


def test_whoever_is_away_is_covered_in_all_her_groups(story):
    cast = story.cast
    with arrange():
        cast.organiser.teach(Duty.objects.get(person=cast.tom), cast.class_7c)

    Desk(story, "rut").fill(
        at("cover", cast.norra),
        person=str(cast.id("nils")),
        away=str(cast.id("tom")),
        **days(story),
    )

    assert lent(story) == {(cast.id("nils"), one.id) for one in (cast.class_7b, cast.class_7c)}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"person": "", "person_q": ""}, "Välj en kollega."),
        ({"person": "", "person_q": "Ingen"}, "Välj någon i listan."),
        ({"groups": []}, "Välj den som är borta, eller minst en grupp."),
        ({"groups": ["annan"]}, "Fel:"),
        ({"away": "kim"}, "Kollegan undervisar ingen grupp på skolan just nu."),
        ({"first_on": "2026-09-06"}, "Välj i dag eller en dag som kommer."),
        ({"last_on": "2026-09-06"}, "Välj samma dag eller en senare."),
        ({"last_on": "2027-09-06"}, "Högst 180 dagar åt gången."),
        ({"last_on": ""}, "Välj den sista dagen."),
    ],
)
def test_what_cannot_be_is_said_in_the_form(story, wrong, said):
    cast = story.cast
    given = {
        "person": str(cast.id("nils")),
        "groups": [str(cast.class_7b.id)],
        **days(story),
        **wrong,
    }
    if given.get("away"):
        given["away"] = str(cast.id(given["away"]))

    page = Desk(story, "rut").fill(at("cover", cast.norra), **given)

    assert (page.status, lent(story)) == (422, set())
    assert said in f"{page.title} {page.text}"


def test_herself_waits_until_another_who_leads_there_says_yes(story):
    cast, rut, beata = story.cast, Desk(story, "rut"), Desk(story, "beata")

    saved = rut.fill(
        at("cover", cast.norra),
        person=str(cast.id("rut")),
        groups=[str(cast.class_7b.id)],
        **days(story),
    )

    assert "Någon annan måste bekräfta det här" in saved.text
    assert "Rut Holm 7B" in saved.text
    assert lent(story) == set()
    assert "Ett uppdrag väntar på att du bekräftar det" in beata.get(reverse("home:notices")).text
    waiting = beata.get(GRANTS)
    assert "Rut Holm Vikarie: 7B" in waiting.text
    with arrange():
        answer = at("answer", GrantProposal.objects.get())
    beata.post(answer, {"answer": "yes"})
    assert lent(story) == {(cast.id("rut"), cast.class_7b.id)}


def test_she_lets_a_colleague_assist_a_pupil_and_ends_it(story):
    cast, rut, greta = story.cast, Desk(story, "rut"), Desk(story, "greta")
    here = at("assistants", cast.elis)
    assert here in rut.get(reverse("pupils:pupil", args=[cast.id("elis")])).links
    assert "Eleven har ingen assistent just nu" in rut.get(here).text

    saved = rut.fill(here, person=str(cast.id("greta")), **days(story))

    assert "Greta Berg 7 sep – 14 sep" in saved.text
    assert "Elevassistent: Elis Bergström" in greta.get(GRANTS).text
    mine = greta.get(MINE).text
    assert "Elis Bergström Är elevassistent till och med 14 sep" in mine
    assert "Amir" not in mine
    with arrange():
        key = str(Grant.objects.get(basis="assists").id)
    end = at("end_assistant", cast.elis)
    assert Desk(story, "mia").post(end, {"key": key}).status == 404
    assert "Avslutat." in rut.post(end, {"key": key}).text
    assert lent(story) == set()
    assert "Elis" not in greta.get(MINE).text


def test_an_administrator_who_is_the_second_is_not_told_which_pupil(story):
    cast = story.cast
    administer(cast, "ada")

    Desk(story, "rut").fill(at("assistants", cast.elis), person=str(cast.id("rut")), **days(story))

    page = Desk(story, "ada").get(GRANTS)
    assert "Rut Holm Elevassistent" in page.text
    assert "Elis" not in page.text


def test_the_page_asks_as_much_for_three_as_for_one(story):
    rut, cast = Desk(story, "rut"), story.cast
    here = at("covers", cast.norra)

    def let(name):
        groups = [str(cast.class_7b.id)]
        rut.fill(at("cover", cast.norra), person=str(cast.id(name)), groups=groups, **days(story))

    def asked():
        with CaptureQueriesContext(connection) as found:
            rut.get(here)
        return len(found)

    let("nils")
    rut.get(here)
    once = asked()
    for name in ("kim", "stina"):
        let(name)
    assert asked() == once

"""A case that goes past the school to the organiser's officer: what she sees, and what she does."""

import pytest
from django.urls import reverse

from elevakt.engines.cases.enums import PersonKind
from elevakt.engines.cases.models import CasePerson, Step
from elevakt.engines.cases.rules.people import Named
from elevakt.engines.cases.tests.browsing import Desk
from elevakt.foundation.kernel import ids
from elevakt.trust.access.models import HomeDecision, ProtectedCircle
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.people import always
from elevakt.trust.audit.models import Search
from elevakt.trust.people.models import (
    Contact,
    Enrolment,
    GroupMembership,
    Person,
    Responsible,
)

HIDDEN = ("Hilda", "Hugo", "Gömd")


@pytest.fixture
def against_rut(story):
    """A case about Elis in which his principal is accused."""
    return story.report("tom", exposed=["elis"], alleged=["rut"])


@pytest.fixture
def about_hilda(story):
    """A case about Hilda, who is protected, in which her principal is accused."""
    return story.report("cilla", exposed=["hilda"], alleged=["rut"])


def case_at(case_id):
    return reverse("cases:case", args=[case_id])


def receive_at(case_id):
    return reverse("cases:step", args=[case_id, "receive"])


def home_of(story, pupil, guardian):
    return f"home-{story.cast.id(pupil)}.{story.cast.id(guardian)}"


def received(story, **homes):
    return {
        "own_people": "no",
        "safe_now": "En vuxen är med på rasterna.",
        "investigator": str(story.cast.id("kim")),
        **homes,
    }


def test_she_sees_by_name_whom_it_is_about_and_whose_home_she_decides_about(story, against_rut):
    olof = Desk(story, "olof")

    page, form = olof.get(case_at(against_rut)), olof.get(receive_at(against_rut))

    assert "Elis Bergström" in page.text
    assert "Elev A" not in page.text
    for guardian in ("Vera Bergström", "Sten Bergström"):
        assert form.text.count(f"{guardian} vårdnadshavare till Elis Bergström") == 1


def test_she_decides_about_each_and_chooses_persons_by_name(story, against_rut):
    olof = Desk(story, "olof")
    vera, sten = home_of(story, "elis", "vera"), home_of(story, "elis", "sten")

    olof.fill(
        receive_at(against_rut),
        **received(story),
        **{f"{vera}-answer": "inform", f"{sten}-answer": "do_not_inform", f"{sten}-reason": "Ja."},
    )

    with story.as_("olof"):
        found = HomeDecision.objects.filter(decided_by_id__isnull=False)
        assert {one.guardian_id: one.answer for one in found} == {
            story.cast.id("vera"): "inform",
            story.cast.id("sten"): "do_not_inform",
        }
    page = olof.get(case_at(against_rut)).text
    assert "Vera Bergström Får kontaktas" in page
    assert "Berätta för hemmet: Vera Bergström, för Elis Bergström" in page
    assert (
        "Elis Bergström, Utsatt"
        in olof.get(reverse("cases:step", args=[against_rut, "measures"])).text
    )


def test_she_sees_nothing_more_of_the_pupil_than_the_case(story, against_rut):
    elis, olof, *others = (story.cast.id(name) for name in ("elis", "olof", "rut", "vera", "sten"))

    with story.as_("olof"):
        assert set(Person.objects.values_list("id", flat=True)) == {elis, olof, *others}
        for model in (Enrolment, GroupMembership, Responsible):
            assert not model.objects.exists()
        assert not Contact.objects.exclude(person_id=olof).exists()
    assert Desk(story, "olof").get(reverse("pupils:pupil", args=[elis])).status == 404


def test_she_who_is_only_told_sees_nobody(story):
    case_id = story.report("tom", exposed=["elis"])
    story.receive("rut", case_id, homes=[("elis", "vera", "inform"), ("elis", "sten", "ask")])

    with story.as_("olof"):
        assert set(Person.objects.values_list("id", flat=True)) == {story.cast.id("olof")}
        assert not HomeDecision.objects.exists()
    assert "Bergström" not in Desk(story, "olof").get(case_at(case_id)).html


def test_a_protected_pupil_and_her_home_have_no_name(story, about_hilda):
    olof = Desk(story, "olof")

    page, form = olof.get(case_at(about_hilda)), olof.get(receive_at(about_hilda))

    assert "Elev A" in page.text
    assert "Vårdnadshavare 1 vårdnadshavare till elev A" in form.text
    assert [name for name in HIDDEN if name in page.html + form.html] == []


def test_her_home_can_be_decided_about_but_never_let_know_by_one_who_may_not_know_it(
    story, about_hilda
):
    olof, hugo = Desk(story, "olof"), home_of(story, "hilda", "hugo")
    why = "Du ser inte vem det är. Därför går det inte att välja ”Får kontaktas”."
    assert why in olof.get(receive_at(about_hilda)).text

    refused = olof.fill(receive_at(about_hilda), **received(story), **{f"{hugo}-answer": "inform"})
    assert (refused.status, why in refused.text) == (422, True)
    with arrange():
        assert Step.objects.get(matter_id=about_hilda, step="receive").state == "open"

    done = olof.fill(receive_at(about_hilda), **received(story), **{f"{hugo}-answer": "ask"})
    assert done.status == 200
    assert "Vårdnadshavare 1 Prata med rektor först" in done.text
    assert [name for name in HIDDEN if name in done.html] == []
    with arrange():
        assert not Step.objects.filter(matter_id=about_hilda, step="inform_homes").exists()


def test_a_protected_childs_home_is_not_told_by_a_sibling(story):
    with arrange():
        story.cast.organiser.guard(story.cast.hugo, story.cast.elis)
    case_id = story.report("tom", exposed=["elis", "hilda"], alleged=["rut"])

    form = Desk(story, "olof").get(receive_at(case_id)).text

    assert "Hugo Gömd vårdnadshavare till Elis Bergström" in form
    assert "Vårdnadshavare 1 vårdnadshavare till elev B" in form
    assert form.count("Hugo") == 1


def test_in_the_circle_she_reads_the_name_that_the_family_has_agreed_to(story, about_hilda):
    with arrange():
        Person.objects.filter(id=story.cast.id("hilda")).update(display_name="H. i 7C")
        ProtectedCircle.objects.create(
            organiser_id=story.cast.organiser.id,
            protected_person=story.cast.hilda,
            reader=story.cast.olof,
            valid_during=always(),
            confirmed_by_id=story.cast.beata.id,
        )

    form = Desk(story, "olof").get(receive_at(about_hilda)).text

    assert "Hugo Gömd vårdnadshavare till H. i 7C" in form
    assert "Hilda" not in form


def test_a_principal_sees_by_name_the_home_of_another_schools_pupil_in_her_case(story):
    with arrange():
        story.cast.organiser.guard(story.cast.hans, story.cast.nora)
    case_id = story.report("tom", exposed=["elis"], alleged=["nora"])

    form = Desk(story, "rut").get(receive_at(case_id)).text

    assert "Hans Ström vårdnadshavare till Nora Björk" in form
    with story.as_("rut"):
        assert not Contact.objects.filter(person_id=story.cast.id("nora")).exists()


def not_found(story):
    unit = story.cast.norra.id
    return Named(ids.new(), "exposed", PersonKind.NOT_FOUND, unit=unit, words="Elis i 7B")


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("elis  Bergström", 200),
        ("Elis", 422),
        ("Ellis Bergström", 422),
        ("Hilda Gömd", 422),
        ("Nora Björk", 422),
    ],
)
def test_she_says_who_somebody_is_by_the_whole_name_and_the_search_is_logged(story, typed, status):
    case_id = story.report("tom", exposed=[], alleged=["rut"], more=[not_found(story)])
    olof = Desk(story, "olof")

    page = olof.fill(
        reverse("cases:name_person", args=[case_id]), role="exposed", pupil="", pupil_q=typed
    )

    assert page.status == status
    with arrange():
        assert Search.objects.count() == 1
        found = CasePerson.objects.filter(matter_id=case_id, person_id=story.cast.id("elis"))
        assert found.exists() == (status == 200)

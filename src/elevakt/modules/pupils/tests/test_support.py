"""What those who teach shall do, group by group: the instruction, and nothing about why."""

import datetime as dt
import re

import pytest

from elevakt.engines.cases.models import Case
from elevakt.engines.cases.queries.in_force import met_in_groups
from elevakt.modules.pupils.tests.helping import TIME, WHY
from elevakt.modules.support.tests.test_documents import decided
from elevakt.trust.access.models import ProtectedCircle
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.people import always
from elevakt.trust.audit import actions as gate
from elevakt.trust.audit.enums import Seen
from elevakt.trust.people.models import Duty

SAFE = "En vuxen följer med till omklädningsrummet."
DO = TIME["instruction"]


def met(story, name, **asked):
    """Return what somebody is shown: group, heading, pupil and instructions."""
    with story.as_(name) as actor:
        return [
            (of.group.name, one.kind.kind, pupil.name, [row.instruction for row in pupil.rows])
            for of in met_in_groups(actor, **asked).groups
            for one in of.lists
            for pupil in one.pupils
        ]


def test_whoever_teaches_a_group_sees_what_to_do_there_in_a_list_for_each_kind(story):
    story.adapt("elis")
    story.sets("safety_measure", "elis", SAFE)
    story.sets("support", "amir", "Sitt nära.")

    assert met(story, "tom") == [
        ("7B", "safety_measure", "Elis Bergström", [SAFE]),
        ("7B", "support", "Amir Haddad", ["Sitt nära."]),
        ("7B", "support", "Elis Bergström", [DO]),
    ]
    page = story.at("tom")
    assert re.findall(r"<h3[^>]*>([^<]*)</h3>", page.html) == [
        "Trygghetsåtgärder som gäller nu",
        "Stöd som gäller nu",
    ]


def test_nothing_on_the_page_says_why_or_in_which_case(story):
    case_id = story.adapt("elis", owner=story.id("stina"))
    with arrange():
        number = Case.objects.get(matter_id=case_id).number

    for name in ("tom", "mia", "lo"):
        page = story.at(name)
        assert DO in page.text
        hidden = (WHY, number, str(case_id), "Extra anpassningar", "Mer tid", "Stina")
        assert [word for word in hidden if word in page.html] == []


def test_a_measure_that_is_for_those_who_work_in_the_case_is_not_on_the_page(story):
    case_id = decided(story)
    rows = [
        {"what": "Samtal med kurator varje vecka"},
        {"what": "Läsning med speciallärare", "instruction": "Dela texten i tre delar."},
    ]
    story.do("stina", case_id, "implement", measures=rows)

    assert met(story, "tom") == [("7B", "support", "Elis Bergström", ["Dela texten i tre delar."])]
    page = story.at("lo").html
    assert [word for word in ("kurator", "speciallärare", "Särskilt stöd") if word in page] == []


def test_nobody_who_does_not_meet_the_pupil_has_her_on_the_page(story):
    story.adapt("elis", owner=story.id("stina"))

    for name in ("cilla", "nils", "kim", "stina", "bo", "olof", "greta", "ada", "ove", "rut"):
        assert met(story, name) == []
        assert DO not in story.at(name).html


def test_what_another_organiser_does_is_there_for_nobody_here(story):
    story.sets("support", "otto", "Sitt nära.")
    story.sets("support", "nora", "Sitt nära.")

    assert met(story, "tom") == met(story, "ove") == []
    assert [row[2] for row in met(story, "nils")] == ["Nora Björk"]


def test_a_protected_pupil_is_there_for_the_circle_alone_and_never_on_paper(story):
    story.adapt("hilda", by="rut")
    assert met(story, "cilla") == []

    with arrange():
        ProtectedCircle.objects.create(
            organiser_id=story.cast.organiser.id,
            protected_person=story.cast.hilda,
            reader=story.cast.cilla,
            valid_during=always(),
            confirmed_by_id=story.cast.id("rut"),
        )
    assert met(story, "cilla") == [("7C", "support", "Hilda Gömd", [DO])]
    page = story.at("cilla").html
    assert re.findall(r"<section[^>]*card sheet unprinted", page) != []
    assert "Skrivs inte ut" in page


def test_a_pupil_who_is_not_protected_is_on_paper_beside_one_who_is(story):
    story.adapt("nova", by="cilla", decides="cilla")
    story.adapt("hilda", by="rut")

    page = story.at("cilla").html

    assert "Hilda" not in page
    assert "unprinted" not in page


def test_whoever_teaches_her_own_child_has_no_support_of_hers_there(story):
    story.teaches("lo", story.cast.class_7c)
    story.adapt("nova", by="cilla", decides="cilla")
    story.adapt("elis")

    assert [row[2] for row in met(story, "cilla")] == ["Nova Westin"]
    assert [row[2] for row in met(story, "lo")] == ["Elis Bergström"]


def test_what_has_ended_is_gone_and_what_has_not_begun_is_not_there_yet(story):
    day = story.story.now.date()
    story.sets("support", "elis", "Slut i går.", ends_on=day - dt.timedelta(days=1))
    story.sets("support", "elis", "Sista dagen.", ends_on=day)
    story.sets("support", "amir", "Från i morgon.", starts_on=day + dt.timedelta(days=1))

    assert met(story, "tom") == [("7B", "support", "Elis Bergström", ["Sista dagen."])]


def test_what_a_case_set_in_force_ends_with_it(story):
    case_id = story.adapt("elis")
    story.judge(case_id, "elis", next="end")
    story.do("rut", case_id, "close")
    assert [row[3] for row in met(story, "tom")] == [[DO]]

    story.story.later(days=1)
    assert met(story, "tom") == []
    assert story.seen("tom").get("InForce") is None


def test_leave_is_no_lesson_and_stands_on_the_page_of_the_pupil_alone(story):
    story.sets("leave", "elis", "Ledig på fredag.")

    assert met(story, "tom") == []
    assert "Ledig på fredag." in story.at("tom", f"/elever/{story.id('elis')}/").text


def test_a_group_that_she_no_longer_teaches_is_gone_with_its_pupils(story):
    story.adapt("elis")
    with arrange():
        duty = Duty.objects.get(person=story.cast.tom)
        duty.period = (duty.period.lower, story.story.now - dt.timedelta(hours=1))
        duty.save()

    assert met(story, "tom") == []
    assert [row[0] for row in met(story, "lo")] == ["7B"]


def test_one_group_may_be_chosen_and_only_of_ones_own(story):
    other = story.cast.organiser
    with arrange():
        music = other.group(story.cast.norra, "Musik", kind="Undervisning")
        other.pupil("Iris Falk", story.cast.norra, music)
    story.teaches("tom", music)
    story.adapt("elis")

    page = story.at("tom", f"/elever/stod/?grupp={music.id}")
    assert "Inget gäller just nu" in page.text
    assert met(story, "tom", group=story.cast.class_7b.id) == met(story, "tom")
    assert met(story, "tom", group=story.cast.class_7c.id) == []
    assert DO in story.at("tom", f"/elever/stod/?grupp={story.cast.class_7c.id}").text


def test_whoever_is_shown_is_written_down(story):
    story.adapt("elis")

    with story.as_("mia") as mia, gate.visiting("pupils:support") as visit:
        met_in_groups(mia)

    assert visit.shown[Seen.LISTED] == {(story.cast.id("elis"), None): "mentors"}


def test_the_list_goes_on_after_fifty(story):
    with arrange():
        for number in range(55):
            story.cast.persons[f"p{number}"] = story.cast.organiser.pupil(
                f"Alva Ek{number}", story.cast.norra, story.cast.class_7b
            )
    for number in range(55):
        story.sets("support", f"p{number}", "Sitt nära.")

    page = story.at("tom")
    [more] = [link for link in page.links if "efter=" in link]
    rest = story.at("tom", f"/elever/stod/{more}")

    assert more == "?efter=50"
    assert [one.html.count("Sitt nära.") for one in (page, rest)] == [50, 5]


@pytest.mark.parametrize("pupils", [("elis",), ("elis", "amir", "hedda")])
def test_the_page_asks_as_many_questions_for_three_as_for_one(
    story, pupils, django_assert_num_queries
):
    for name in pupils:
        story.sets("support", name, "Sitt nära.")

    with story.as_("tom") as tom, django_assert_num_queries(2):
        met_in_groups(tom)


def test_without_groups_or_measures_the_page_says_so(story):
    assert "Inget gäller just nu" in story.at("tom").text
    assert "Du har inga grupper just nu" in story.at("kim").text
    assert "/elever/stod/" in story.at("tom", "/elever/").links

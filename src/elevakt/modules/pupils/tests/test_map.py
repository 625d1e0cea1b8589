"""Who has what in a unit, when it is looked at again, and what is missing: for whoever leads it."""

import datetime as dt

import pytest

from elevakt.engines.cases.actions.doing import correct
from elevakt.engines.cases.actions.opening import open_case
from elevakt.engines.cases.enums import OpenedBy
from elevakt.engines.cases.models import Entry
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.queries.mapped import Need, mapped_page
from elevakt.modules.pupils.tests.helping import TIME
from elevakt.modules.support.tests.test_documents import decided
from elevakt.trust.access.models import MatterBar
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.people import always
from elevakt.trust.audit import actions as gate
from elevakt.trust.audit.enums import Seen
from elevakt.trust.people.models import Enrolment

DO = TIME["instruction"]
DECISIONS = ("Beslut om åtgärdsprogram", "Beslut att inte utarbeta åtgärdsprogram")


def mapped(story, name="rut", unit="norra", **asked):
    """Return whom somebody sees on the map of a unit."""
    with story.as_(name) as actor:
        return mapped_page(actor, getattr(story.cast, unit).id, **asked).pupils


def names(story, name="rut", unit="norra", **asked):
    return [pupil.name for pupil in mapped(story, name, unit, **asked)]


def reported(story, pupil, *, by="tom"):
    """Somebody tells the principal that adaptations are not enough."""
    return story.open("special_support", by, pupil, reason="criteria", seen="Når inte målen.")


def test_whoever_leads_sees_by_class_who_has_what_and_when_it_is_looked_at_again(story):
    story.adapt("nova", by="cilla", decides="cilla")
    story.adapt("elis")

    for name in ("rut", "beata"):
        first, second = mapped(story, name)
        assert (first.class_name, first.name) == ("7B", "Elis Bergström")
        assert (second.class_name, second.name) == ("7C", "Nova Westin")
        assert [row.instruction for one in first.lists for row in one.rows] == [DO]
        [review] = first.reviews
        assert (review.title, review.due_on) == ("Följ upp", dt.date(2026, 10, 19))
    assert names(story, class_name="7C") == ["Nova Westin"]


def test_a_review_is_late_when_its_day_has_passed_and_not_before(story):
    story.adapt("elis")
    story.story.later(weeks=6)
    assert names(story, need=Need.LATE) == []

    story.story.later(days=1)
    assert names(story, need=Need.LATE) == ["Elis Bergström"]
    assert "1 dag försenat" in story.map("rut").text


def test_a_pupil_lacks_a_document_until_one_of_the_decisions_has_been_made(story):
    story.adapt("amir")
    case_id = reported(story, "hedda")
    decided(story)

    [hedda] = mapped(story, need=Need.LACKS)
    assert (hedda.name, hedda.lists) == ("Hedda Ström", ())
    assert [(case.id, case.lacks) for case in hedda.cases] == [(case_id, DECISIONS)]
    assert names(story) == ["Amir Haddad", "Elis Bergström", "Hedda Ström"]


def test_a_support_that_is_not_to_be_investigated_lacks_nothing(story):
    case_id = reported(story, "hedda")
    homes = [{"pupil": story.id("hedda"), "guardian": story.id("hans"), "answer": "ask"}]
    with_words = {"start": "newly_arrived", "met_how": "Studiehandledning."}
    story.do("rut", case_id, "receive", own_people="no", home=homes, **with_words)

    assert names(story, need=Need.LACKS) == []


def test_what_gave_nothing_stands_there_until_it_has_been_set_anew(story):
    case_id = story.adapt("elis")
    story.judge(story.adapt("amir"), "amir", "good")
    story.judge(case_id, "elis", next="change")
    assert names(story, need=Need.NO_EFFECT) == ["Elis Bergström"]
    assert "Utan effekt: Mer tid" in story.map("rut").text

    row = {"kind": "pictures", "instruction": "Visa i bilder."}
    story.do("rut", case_id, "adapt", story.id("elis"), adaptations=[row])
    assert names(story, need=Need.NO_EFFECT) == []


def test_a_judgement_that_was_a_mistake_is_corrected_there_too(story):
    case_id = story.adapt("elis")
    story.judge(case_id, "elis")
    with story.as_("rut") as rut:
        no = Entry.objects.get(matter_id=case_id, step="follow_up").no
        posted = {"effects": [{"kind": "time", "effect": "good"}]}
        correct(rut, case_id=case_id, entry_no=no, posted=posted, reason="Fel rad")

    assert names(story, need=Need.NO_EFFECT) == []


def test_the_choices_stand_on_the_page_and_in_its_address(story):
    reported(story, "hedda")
    story.adapt("nova", by="cilla", decides="cilla")
    story.judge(story.adapt("elis"), "elis")

    assert "Hedda" in story.map("rut", asked="?visa=saknar").text
    assert "Elis" not in story.map("rut", asked="?visa=saknar").text
    assert "Ingen uppföljning är försenad" in story.map("rut", asked="?visa=sena").text
    assert "Elis" in story.map("rut", asked="?visa=utan-effekt&klass=7B").text
    assert "Elis" not in story.map("rut", asked="?visa=utan-effekt&klass=7C").text
    assert "Elis" in story.map("rut", asked="?visa=annat&klass=1A&efter=x").text


def test_nobody_but_who_leads_the_unit_has_the_map(story):
    story.adapt("elis")

    for name in ("mia", "tom", "kim", "stina", "cilla", "olof", "greta", "ada", "bo", "ove"):
        assert story.map(name).status == 404
        assert names(story, name) == []
    assert story.map("rut", "bjorkangen").status == 404
    assert names(story, "rut", "bjorkangen") == []


def test_a_pupil_of_another_school_or_organiser_is_on_no_map_but_her_own(story):
    story.sets("support", "nora", "Sitt nära.")
    story.sets("support", "otto", "Sitt nära.")

    assert names(story) == []
    assert names(story, "bo", "bjorkangen") == ["Nora Björk"]
    assert names(story, "ove", "norra") == []


def test_a_pupil_who_has_left_the_unit_is_gone_from_its_map(story):
    story.adapt("elis")
    with arrange():
        row = Enrolment.objects.get(person=story.cast.elis)
        row.period = (row.period.lower, story.story.now - dt.timedelta(hours=1))
        row.save()

    assert names(story) == []


def test_a_protected_pupil_is_there_for_who_is_in_the_circle_and_never_on_paper(story):
    story.adapt("hilda", by="rut")

    assert names(story) == ["Hilda Gömd"]
    assert '<tr role="row" class="unprinted">' in story.map("rut").html


def test_a_principal_has_not_her_own_child_on_the_map(story):
    with arrange():
        story.cast.organiser.guard(story.cast.rut, story.cast.elis)
    story.adapt("elis", decides="beata")
    reported(story, "elis")

    assert names(story) == []
    assert "Elis" not in story.map("rut").html
    assert names(story, "beata") == ["Elis Bergström"]


def test_a_case_that_a_principal_is_shut_out_of_leaves_no_row_and_no_gap(story):
    case_id = story.adapt("elis")
    story.judge(case_id, "elis")
    other = story.adapt("amir")
    with arrange():
        MatterBar.objects.create(
            organiser_id=story.cast.organiser.id,
            matter_id=case_id,
            person_id=story.cast.id("rut"),
            reason="concerned",
        )

    assert [(one.name, [case.id for case in one.cases]) for one in mapped(story)] == [
        ("Amir Haddad", [other])
    ]
    assert names(story, need=Need.NO_EFFECT) == []
    assert [text for text in ("Elis", str(case_id)) if text in story.map("rut").html] == []
    assert names(story, "beata") == ["Amir Haddad", "Elis Bergström"]


def test_a_pupil_who_is_only_mentioned_in_a_case_leaves_no_trace(story):
    with story.as_("tom") as tom:
        open_case(
            tom,
            definition=definition("special_support", 1),
            opened_by=OpenedBy.STAFF,
            people=[story.story.named("pupil", "elis"), story.story.named("mentioned", "amir")],
            posted={"reason": "criteria", "seen": "Når inte målen."},
        )

    assert names(story) == ["Elis Bergström"]


def test_what_keeps_a_pupil_safe_is_no_support(story):
    story.sets("safety_measure", "amir", "Sitt nära dörren.")
    story.sets("return_plan", "amir", "Börja klockan tio.")

    assert names(story) == []


def test_a_closed_case_leaves_the_map_with_what_it_set(story):
    case_id = story.adapt("elis")
    story.judge(case_id, "elis", next="end")
    story.do("rut", case_id, "close")
    [elis] = mapped(story)
    assert elis.cases == ()

    story.story.later(days=1)
    assert names(story) == []


def test_those_who_are_shown_are_written_down_and_no_others(story):
    story.adapt("nova", by="cilla", decides="cilla")
    story.adapt("elis")

    with story.as_("rut") as rut, gate.visiting("pupils:map") as visit:
        mapped_page(rut, story.cast.norra.id, class_name="7B")

    assert visit.shown[Seen.LISTED] == {(story.cast.id("elis"), None): "leads"}


def test_the_map_goes_on_after_fifty(story):
    with arrange():
        for number in range(55):
            story.cast.persons[f"p{number}"] = story.cast.organiser.pupil(
                f"Alva Ek{number}", story.cast.norra, story.cast.class_7b
            )
    for number in range(55):
        story.sets("support", f"p{number}", "Sitt nära.")

    page = story.map("rut")
    [more] = [link for link in page.links if "efter=" in link]
    rest = story.map("rut", asked=more)

    assert [one.html.count("Sitt nära.") for one in (page, rest)] == [50, 5]
    assert [link for link in rest.links if "efter=" in link] == []


@pytest.mark.parametrize("pupils", [("elis",), ("elis", "amir", "hedda")])
def test_the_map_asks_as_many_questions_for_three_as_for_one(
    story, pupils, django_assert_num_queries
):
    for name in pupils:
        story.judge(story.adapt(name), name)
        reported(story, name)

    with story.as_("rut") as rut, django_assert_num_queries(5):
        mapped_page(rut, story.cast.norra.id)


def test_a_unit_without_support_says_so_and_its_page_leads_to_the_map(story):
    key = story.cast.norra.id

    assert "Ingen elev har stöd just nu" in story.map("rut").text
    assert f"/elever/stod/{key}/" in story.at("rut", f"/enhet/{key}/").links


def test_a_new_principal_has_the_map_at_once_and_the_former_has_not(story):
    story.adapt("elis")
    with arrange():
        story.cast.organiser.employ(story.cast.kim, story.cast.norra, "Rektor", always())

    assert names(story, "kim") == ["Elis Bergström"]

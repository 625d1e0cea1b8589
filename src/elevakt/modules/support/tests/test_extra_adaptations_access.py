"""Who reads an extra adaptation: those who teach do what it says and know nothing of why."""

import pytest

from elevakt.engines.cases.actions.doing import name_person
from elevakt.engines.cases.actions.opening import open_case
from elevakt.engines.cases.actions.refusing import Refused, WrongAnswers
from elevakt.engines.cases.enums import OpenedBy
from elevakt.engines.cases.models import EntryPart, InForce
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.queries.tasks import my_work
from elevakt.modules.support.tests.stories import OTHERS
from elevakt.trust.access.queries.reasons import why_person
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.enums import Side

WHY = "Orkar inte läsa långa texter sedan i våras."
TIME = {"kind": "time", "instruction": "Låt Elis få dubbel tid.", "from": "2026-09-07"}


@pytest.fixture
def case_id(story):
    """Tom tells what Elis needs, and Mia decides."""
    case_id = story.open("extra_adaptations", "tom", seen=WHY)
    story.do("mia", case_id, "adapt", story.id("elis"), adaptations=[TIME], pupil_view="Skönt.")
    return case_id


def texts(story, name, side=Side.STAFF):
    with story.as_(name, side):
        return sorted(
            str(answers) for answers in EntryPart.objects.values_list("answers", flat=True)
        )


def test_the_mentor_gets_the_task_and_reads_what_was_reported(story):
    story.open("extra_adaptations", "tom", seen=WHY)

    with story.as_("mia") as mia:
        assert [task.step for task in my_work(mia).mine] == ["adapt"]
    assert [said for said in texts(story, "mia") if WHY in said] == [str({"seen": WHY})]


def test_all_who_teach_see_the_instruction_at_once_and_nothing_of_why(story, case_id):
    for name in ("tom", "lo"):
        with story.as_(name):
            assert [one.instruction for one in InForce.objects.all()] == [TIME["instruction"]]
    assert story.seen("lo") == {"InForce": 1}
    assert [said for said in texts(story, "tom") if "Skönt" in said] == []


@pytest.mark.parametrize(
    ("duty_role", "basis", "instructions"),
    [
        ("Fritidspedagog", "cares", [TIME["instruction"]]),
        ("Skoladministratör", "administers", []),
    ],
)
def test_whoever_meets_the_pupil_sees_it_and_whoever_only_has_her_on_a_list_does_not(
    story, case_id, duty_role, basis, instructions
):
    with arrange():
        story.cast.organiser.employ(story.cast.greta, story.cast.norra, duty_role)
        story.cast.organiser.attend_educare(story.cast.elis, story.cast.norra)

    with story.as_("greta") as greta:
        assert why_person(greta, story.id("elis")) == [basis]
        assert [one.instruction for one in InForce.objects.all()] == instructions
    assert [said for said in texts(story, "greta") if WHY in said] == []


def test_nobody_else_sees_that_there_is_anything(story, case_id):
    assert [story.seen(name) for name in OTHERS] == [{}] * len(OTHERS)
    assert [story.seen(name, Side.FAMILY) for name in ("vera", "sten", "elis")] == [{}, {}, {}]


def test_whoever_leads_reads_all_of_it(story, case_id):
    assert {WHY in said for said in texts(story, "rut")} == {True, False}
    assert [said for said in texts(story, "rut") if "Skönt" in said] != []


def test_a_teacher_at_home_in_the_case_has_nothing_of_it_as_a_teacher(story):
    case_id = story.open("extra_adaptations", "cilla", "nova", seen=WHY)
    story.do("cilla", case_id, "adapt", story.id("nova"), adaptations=[TIME])

    assert story.seen("lo") == {}


def test_what_a_guardian_tells_is_her_own_to_read_and_sets_nothing_in_force(story):
    story.open(
        "extra_adaptations",
        "vera",
        side=Side.FAMILY,
        opened_by="guardian",
        seen=WHY,
        proposals=[TIME],
    )

    assert story.seen("vera", Side.FAMILY) == {"Case": 1, "EntryPart": 2}
    assert story.seen("sten", Side.FAMILY) == {}
    assert story.seen("tom") == {}


def test_a_case_is_about_one_pupil(story, case_id):
    amir = story.story.named("pupil", "amir")
    both = [story.story.named("pupil", "elis"), amir]

    with story.as_("rut") as rut, pytest.raises(Refused):
        name_person(rut, case_id=case_id, named=amir)
    with story.as_("tom") as tom, pytest.raises(WrongAnswers):
        open_case(
            tom,
            definition=definition("extra_adaptations", 1),
            opened_by=OpenedBy.STAFF,
            people=both,
            posted={"seen": WHY},
        )

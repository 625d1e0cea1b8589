import pytest

from elevakt.engines.cases.enums import EntryKind
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.rules.ledger import Entry, Part, answers_in_force
from elevakt.engines.cases.tests.rules.small import (
    ELIS,
    KIM,
    MONDAY,
    VERA,
    person,
)
from elevakt.engines.cases.tests.rules.stories import judged, looked, reported


def test_a_correction_counts_and_can_itself_be_corrected_or_withdrawn():
    story = judged(found=False)
    judgement = story.ledger[-1]
    corrected = story.write("corrected", "judge", str(ELIS), corrects=judgement.id, found=True)
    ended = story.at("ask", ELIS).state
    again = story.write(
        "corrected", "judge", str(ELIS), corrects=corrected.id, starts_on="2026-09-08"
    )

    assert ended == "not_applicable"
    assert answers_in_force(story.ledger)["judge"][str(ELIS)] == {
        "found": True,
        "starts_on": "2026-09-08",
    }

    story.write("withdrawn", corrects=again.id)
    story.write("withdrawn", corrects=corrected.id)

    assert answers_in_force(story.ledger)["judge"][str(ELIS)] == {"found": False}


def test_a_withdrawn_text_is_to_be_written_anew():
    story = looked()
    story.write("withdrawn", corrects=story.ledger[0].id)
    story.write("corrected", "report", corrects=story.ledger[0].id, what="Vante")

    assert story.at("report").state == "open"
    assert "report" not in answers_in_force(story.ledger)
    assert story.at("look").state == "done"


def test_a_report_that_is_written_anew_has_still_not_been_received():
    story = reported()
    story.write("withdrawn", corrects=story.ledger[0].id)
    story.done("report", role="opener", what="Vante")

    assert story.plan.case_state == "new"


def test_what_was_done_with_a_withdrawn_act_stays_done():
    story = reported()
    note = story.write("note")
    passed = story.done("look", concerned=True)
    looked_at = story.done("look", role="deputy", concerned=False, searcher=str(KIM))
    for one in (note, passed, looked_at):
        story.write("withdrawn", corrects=one.id)

    assert (story.at("look").state, story.at("look").tries) == ("open", 0)
    assert (story.at("post").state, story.at("post").no) == ("done", looked_at.no)
    assert story.plan.lead == "principal"


def test_rows_whose_columns_lie_in_two_circles_are_read_as_one():
    parts = (
        Part("work", ELIS, {"talks": [{"row": 10, "account": "b"}], "worth": {"x": 1}, "n": 1}),
        Part(
            "instruction",
            ELIS,
            {"talks": [{"row": 10, "instruction": "i"}], "worth": {"y": 2}, "n": 2},
        ),
        Part("work", None, {"talks": [{"row": 2, "account": "a"}, "loose"]}),
    )
    entry = Entry(person("e"), 1, EntryKind.OPENED, MONDAY, parts=parts)

    assert entry.answers == {
        "talks": [
            "loose",
            {"row": 2, "account": "a"},
            {"row": 10, "account": "b", "instruction": "i"},
        ],
        "worth": {"x": 1, "y": 2},
        "n": 2,
    }


@pytest.mark.parametrize(
    "instance",
    [Instance(), Instance(ELIS), Instance(ELIS, VERA), Instance(ELIS, round=3), Instance(round=2)],
)
def test_an_instance_is_found_by_its_key(instance):
    assert Instance.of(instance.key) == instance

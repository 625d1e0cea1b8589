from dataclasses import replace

from elevakt.engines.cases.enums import Circle, Role
from elevakt.engines.cases.rules.circles import PartDraft, parts_of, reading
from elevakt.engines.cases.rules.facts import Facts, PersonInCase
from elevakt.engines.cases.rules.ledger import joined
from elevakt.engines.cases.rules.reading.definitions import read_definition
from elevakt.engines.cases.rules.values import Json
from elevakt.engines.cases.tests.rules.changing import PER_PERSON, changed
from elevakt.engines.cases.tests.rules.small import (
    DEFINITION,
    ELIS,
    FACTS,
    KIM,
    SARA,
    SMALL,
    VERA,
    VIKTOR,
)
from elevakt.trust.access.enums import Basis


def split(step, answers, **more):
    facts = more.pop("facts", FACTS)
    definition = more.pop("definition", DEFINITION)
    parts = parts_of(definition, definition.step(step), answers, facts, **more)
    assert joined(part.answers for part in parts).keys() == answers.keys()
    return parts


def test_a_report_is_read_as_written_but_what_is_sensitive_is_apart():
    parts = split("report", {"what": "Mössa", "faith": ["some"]})

    assert parts == (
        PartDraft("report", None, {"what": "Mössa"}),
        PartDraft("sensitive", None, {"faith": ["some"]}),
    )


def test_what_others_add_to_a_report_is_not_the_reporters_to_read():
    assert split("report", {"where": "bus"}, as_written=False) == (
        PartDraft("work", None, {"where": "bus"}),
    )


def test_each_home_decision_is_about_its_pupil():
    rows = [
        {"pupil": str(ELIS), "guardian": str(VERA), "answer": "inform"},
        {"pupil": str(ELIS), "guardian": str(VIKTOR), "answer": "ask"},
    ]

    parts = split("look", {"concerned": False, "home": rows, "searcher": str(KIM)})

    assert parts == (
        PartDraft("leadership", None, {"concerned": False}),
        PartDraft(
            "home_decision", ELIS, {"home": [{**row, "row": n} for n, row in enumerate(rows, 1)]}
        ),
        PartDraft("work", None, {"searcher": str(KIM)}),
    )


def test_an_instruction_is_apart_from_why_and_about_the_pupil():
    rows = [{"with": str(ELIS), "account": "a", "instruction": "Sitt nära."}, {"account": "b"}]

    assert split("talk", {"talks": rows}) == (
        PartDraft("work", ELIS, {"talks": [{"row": 1, "with": str(ELIS), "account": "a"}]}),
        PartDraft("instruction", ELIS, {"talks": [{"row": 1, "instruction": "Sitt nära."}]}),
        PartDraft("work", None, {"talks": [{"row": 2, "account": "b"}]}),
    )


def test_rows_about_the_same_pupil_lie_in_one_part():
    rows = [{"with": str(ELIS), "account": "a"}, {"with": str(ELIS), "account": "b"}]

    (part,) = split("talk", {"talks": rows})

    assert [row["account"] for row in part.answers["talks"]] == ["a", "b"]


def test_what_is_done_for_a_person_is_about_that_person():
    assert split("judge", {"found": True}, instance=str(ELIS)) == (
        PartDraft("work", ELIS, {"found": True}),
    )


def test_a_witness_has_no_part():
    facts = Facts((PersonInCase(SARA, "onlooker"), PersonInCase(ELIS, "owner")))
    rows = [{"with": str(SARA), "account": "Jag såg."}]

    (part,) = split("talk", {"talks": rows}, facts=facts)

    assert part.about_person is None


def test_an_answer_for_each_person_is_split_by_person():
    facts = Facts((PersonInCase(ELIS, "owner"), PersonInCase(SARA, "owner")))
    worth: Json = {str(ELIS): 1, str(SARA): 2}

    assert split("report", {"worth": worth}, facts=facts, definition=PER_PERSON) == (
        PartDraft("report", ELIS, {"worth": {str(ELIS): 1}}),
        PartDraft("report", SARA, {"worth": {str(SARA): 2}}),
    )


def test_two_without_a_part_share_one():
    facts = Facts((PersonInCase(ELIS, "onlooker"), PersonInCase(SARA, "onlooker")))
    worth: Json = {str(ELIS): 1, str(SARA): 2}

    assert split("report", {"worth": worth}, facts=facts, definition=PER_PERSON) == (
        PartDraft("report", None, {"worth": worth}),
    )


ORDINARY = frozenset(Circle)


def test_who_reads_which_circle():
    assert reading(DEFINITION) == {
        Basis.LEADS: ORDINARY | {"leadership"},
        Basis.PARTICIPATES: ORDINARY,
        Basis.REPORTED: {"state", "report"},
        Basis.OFFICER: {"state", "report"},
        Basis.REGISTERS: {"state"},
        Basis.TEACHES: {"instruction"},
        Basis.MENTORS: {"instruction"},
        Basis.GUARDIAN: {"state", "served"},
        Basis.SELF: {"state", "served"},
        Role.INVESTIGATOR: {"leadership"},
    }


QUESTION = """
[[step.field]]
id = "a"
label = "A"
type = "text"
"""


def test_a_step_can_be_narrower_and_the_lead_reads_every_narrow_circle():
    text = changed(
        ('bases = ["leads"], roles = ["investigator"]', 'roles = ["decider"]'),
        ("done_when_due = true\n", 'done_when_due = true\ncircle = "leadership"\n' + QUESTION),
    )
    definition = read_definition(text, path="small.toml")

    assert split("post", {"a": "b"}, definition=definition) == (
        PartDraft("leadership", None, {"a": "b"}),
    )
    assert reading(definition)[Basis.LEADS] == ORDINARY | {"leadership"}
    assert reading(definition)[Role.DECIDER] == {"leadership"}


def test_a_process_led_by_nobody_and_without_instructions():
    text = SMALL.replace('    circle = "instruction"\n', "")
    definition = read_definition(text, path="small.toml")

    readers = reading(replace(definition, circle=(Basis.PARTICIPATES,)))

    assert Basis.LEADS not in readers
    assert Basis.TEACHES not in readers

# ruff: noqa: E501  a condition stands on one line with its words

import pytest

from elevakt.engines.cases.enums import FieldType, OpenedBy, Role
from elevakt.engines.cases.rules.conditions.compiled import ConditionFault, conditions_of
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.values import Answers, StepAnswers
from elevakt.engines.cases.tests.rules.changing import changed, faults_of
from elevakt.engines.cases.tests.rules.small import DEFINITION, FACTS, TOM

CONDITIONS = conditions_of(DEFINITION)
REPORT: StepAnswers = {
    "what": "Mössa",
    "worth": 9900,
    "stolen": False,
    "faith": ["some"],
    "when": {"precision": "day", "on": "2026-09-01"},
}
FULL: Answers = {
    "report": {"": REPORT},
    "talk": {"": {"talks": [{"row": 1}, {"row": 2}]}},
    "judge": {"a": {"found": False, "starts_on": "2026-09-01"}, "b": {"found": True}},
    "ask": {"a": {"well": False}, "a#2": {"well": True}},
}
EMPTY: Answers = {}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("answers.report.wat == 'x'", "tecken 15: undefined field 'wat' not found in struct 'definition.Step_report'"),
        ("answers.rapport.what == 'x'", "tecken 8: undefined field 'rapport' not found in struct 'definition.Answers'"),
        ("has(answers.report.worth) && answers.report.worth > 'a'", "tecken 51: found no matching overload for '_>_' applied to '(int, string)'"),
        ("nosuch(1)", "tecken 7: undeclared reference to 'nosuch' (in container '')"),
        ("today > 1", "tecken 1: undeclared reference to 'today' (in container '')"),
        ("1 +", "tecken 4: Syntax error: mismatched input '<EOF>' expecting {'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}"),
        ("has(answers.report) ? answers.report.what : 'x'", "ska ge bool, ger string."),
        ("answers.report.worth > 100", "kan saknas, fråga först med has(): answers.report.worth."),
        ("answers.report.what == 'x'", "kan saknas, fråga först med has(): answers.report.what."),
        ("last(answers.ask).well", "kan saknas, fråga först med has(): last(answers.ask).well."),
        ("last(answers.ask).good", "tecken 18: undefined field 'good' not found in struct 'definition.Step_ask'"),
        ("answers.judge[0].found", "kan saknas, fråga först med has(): ….found."),
        ("answers.judge.exists(j, j.starts_on > timestamp('2026-01-01T00:00:00Z'))", "kan saknas, fråga först med has(): j.starts_on."),
        ("has(answers.report.worth) || answers.report.worth > 1", "kan saknas, fråga först med has(): answers.report.worth."),
        ("answers.report.worth > 1 && has(answers.report.worth)", "kan saknas, fråga först med has(): answers.report.worth."),
        ("[answers.report.worth].exists(w, w > 1)", "kan saknas, fråga först med has(): answers.report.worth."),
        ("answers.report.by_whom.startsWith('a')", "kan saknas, fråga först med has(): answers.report.by_whom."),
    ],
)  # fmt: skip
def test_a_wrong_condition_is_refused_with_its_place(text, fault):
    with pytest.raises(ConditionFault) as raised:
        CONDITIONS.check(text)

    assert str(raised.value) == fault


@pytest.mark.parametrize(
    ("text", "full", "empty"),
    [
        ("has(answers.report.worth) && answers.report.worth == 9900", True, False),
        ("has(answers.report) && answers.report.what == 'Mössa'", True, False),
        ("!has(answers.report.worth) || answers.report.worth < 5", False, True),
        ("has(answers.report.worth) ? answers.report.worth > 5 : facts.adults", True, False),
        ("!has(answers.report.stolen) ? true : answers.report.stolen", False, True),
        ("answers.judge.exists(j, !j.found)", True, False),
        ("has(last(answers.ask).well) && last(answers.ask).well", True, False),
        ("!(!has(answers.ask) || size(answers.ask) < 2)", True, False),
        ("answers.report.faith.exists(f, f in ['some'])", True, False),
        ("has(answers.talk) && size(answers.talk.talks) == 2", True, False),
        ("has(answers.report.when) && answers.report.when < timestamp('2026-10-01T00:00:00Z')", True, False),
        ("answers.judge.exists(j, has(j.starts_on) && j.starts_on.getFullYear() == 2026)", True, False),
        ("case.opened_by == 'staff' && case.roles == ['owner', 'finder'] && case.school_form == ''", True, True),
        ("facts.accused_staff || facts.lead_passed || facts.adults", False, False),
    ],
)  # fmt: skip
def test_a_right_condition_tells_an_absent_answer_from_a_zero(text, full, empty):
    CONDITIONS.check(text)

    assert CONDITIONS.holds(text, FULL, FACTS) is full
    assert CONDITIONS.holds(text, EMPTY, FACTS) is empty


def test_a_condition_reads_what_is_known_around_the_case():
    facts = Facts(
        persons=FACTS.persons,
        accused=frozenset({TOM}),
        opened_by=OpenedBy.PUPIL,
        lead=Role.DEPUTY,
    )

    assert CONDITIONS.holds("facts.accused_staff && facts.lead_passed", {}, facts)
    assert CONDITIONS.holds("case.opened_by == 'pupil'", {}, facts)


@pytest.mark.parametrize(
    ("text", "field", "kind", "value"),
    [
        ("has(answers.report) ? answers.report.what : ''", "what", FieldType.TEXT, "Mössa"),
        ("has(answers.report.worth) ? answers.report.worth * 2 : 0", "worth", FieldType.MONEY, 19800),
        ("answers.report.faith", "faith", FieldType.CHOICES, ["some"]),
        ("timestamp('2026-06-30T22:30:00Z')", "when", FieldType.DATETIME, "2026-07-01T00:30:00+02:00"),
    ],
)  # fmt: skip
def test_a_first_answer_has_the_stored_form_of_its_field(text, field, kind, value):
    CONDITIONS.check_prefill(text, "report", field)

    assert CONDITIONS.prefilled(text, FULL, FACTS, kind) == value


def test_the_first_answer_of_a_date_is_the_swedish_day():
    text = "timestamp('2026-06-30T22:30:00Z')"
    CONDITIONS.check_prefill(text, "judge", "starts_on")

    assert CONDITIONS.prefilled(text, {}, FACTS, FieldType.DATE) == "2026-07-01"


def test_a_first_answer_of_the_wrong_kind_is_a_fault_of_the_definition():
    text = changed(('label = "Vad är borta?"', 'label = "Vad är borta?"\n  prefill = "1"'))

    assert faults_of(text) == [
        "small.toml, steg report, fält what: ”prefill” = '1': ska ge string, ger int."
    ]


def test_a_definition_without_lists_has_no_last():
    before, steps = changed(('{ step = "judge" }, { step = "call" }, { step = "ask", if_applies = true }', '{ step = "look" }')).split('[[step]]\nid = "call"')  # fmt: skip
    end = '[[step]]\nid = "end"' + steps.split('[[step]]\nid = "end"')[1].split("[[limit]]")[0]
    text = before.replace('title = "Anslå"', 'title = "Anslå"\nwhen = "last(answers.look)"') + end

    assert faults_of(text) == [
        "small.toml, steg post: ”when” = 'last(answers.look)':"
        " tecken 5: undeclared reference to 'last' (in container '')"
    ]

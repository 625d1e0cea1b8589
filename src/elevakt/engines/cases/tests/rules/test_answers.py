# ruff: noqa: E501  a case of the table is one line

import pytest

from elevakt.engines.cases.enums import FieldType, PersonKind
from elevakt.engines.cases.rules.answers.checking import (
    as_posted,
    check_answers,
    lacking_people,
    prefilled,
)
from elevakt.engines.cases.rules.answers.forms import NotAnAnswer, shown, stored
from elevakt.engines.cases.rules.facts import Facts, PersonInCase
from elevakt.engines.cases.rules.fields import Column, Field, Text
from elevakt.engines.cases.rules.reading.definitions import read_definition
from elevakt.engines.cases.rules.values import Answers, Json, StepAnswers
from elevakt.engines.cases.tests.rules.changing import FOUND, PER_PERSON, SEEN, changed
from elevakt.engines.cases.tests.rules.small import (
    DEFINITION,
    ELIS,
    FACTS,
    KIM,
    MIA,
    SARA,
    TOM,
    VERA,
    VIKTOR,
)

OPTIONS = {"yard": Text("Skolgården"), "bus": Text("Bussen")}
ALL = ("exact", "day", "repeatedly")


def field(type_, **more):
    return Field("f", FieldType(type_), Text("Fält"), **more)


def check(step, posted, *, facts=FACTS, definition=DEFINITION, **more):
    return check_answers(definition, definition.step(step), posted, facts=facts, **more)


def words(checked):
    return {path: str(why) for path, why in checked.faults.items()}


@pytest.mark.parametrize(
    ("asked", "posted", "kept", "again"),
    [
        (field("text"), "  Mössa \x00", "Mössa", "Mössa"),
        (field("long_text"), "a\r\nb", "a\nb", "a\nb"),
        (field("date"), "2026-09-01", "2026-09-01", "2026-09-01"),
        (field("time"), "08:30", "08:30", "08:30"),
        (field("yes_no"), "yes", True, "yes"),
        (field("yes_no"), False, False, "no"),
        (field("choice", options=OPTIONS), "bus", "bus", "bus"),
        (field("choices", options=OPTIONS), ["bus", "", "yard"], ["yard", "bus"], ["yard", "bus"]),
        (field("choices", options=OPTIONS), "bus", ["bus"], ["bus"]),
        (field("number"), "1 200", 1200, "1200"),
        (field("money"), "1 250", 125000, "1250"),
        (field("money"), "99,5", 9950, "99,50"),
        (field("money"), "-0.05", -5, "-0,05"),
        (field("staff"), str(KIM), str(KIM), str(KIM)),
        (field("file", many=True), [str(KIM), "", str(KIM)], [str(KIM)], [str(KIM)]),
        (field("pupil", many=True), str(KIM), [str(KIM)], [str(KIM)]),
        (field("person"), str(ELIS), str(ELIS), str(ELIS)),
        (field("datetime"), "2026-09-01T08:30", "2026-09-01T08:30:00+02:00", "2026-09-01T08:30"),
        (
            field("datetime"),
            {"on": "2026-01-01", "at": "08:30"},
            "2026-01-01T08:30:00+01:00",
            "2026-01-01T08:30",
        ),
        (
            field("datetime", precision=ALL),
            "2026-09-01T08:30",
            {"precision": "exact", "at": "2026-09-01T08:30:00+02:00"},
            {"precision": "exact", "on": "2026-09-01", "at": "08:30"},
        ),
        (
            field("datetime", precision=ALL),
            {"precision": "exact", "on": "2026-09-01", "at": "08:30"},
            {"precision": "exact", "at": "2026-09-01T08:30:00+02:00"},
            {"precision": "exact", "on": "2026-09-01", "at": "08:30"},
        ),
        (
            field("datetime", precision=ALL),
            {"precision": "day", "on": "2026-09-01", "at": ""},
            {"precision": "day", "on": "2026-09-01"},
            {"precision": "day", "on": "2026-09-01"},
        ),
        (
            field("datetime", precision=ALL),
            {"precision": "repeatedly", "on": "2026-09-01", "until": "2026-09-03"},
            {"precision": "repeatedly", "on": "2026-09-01", "until": "2026-09-03"},
            {"precision": "repeatedly", "on": "2026-09-01", "until": "2026-09-03"},
        ),
        (
            field("datetime", precision=ALL),
            {"precision": "repeatedly", "on": "2026-09-01"},
            {"precision": "repeatedly", "on": "2026-09-01"},
            {"precision": "repeatedly", "on": "2026-09-01"},
        ),
    ],
)
def test_an_answer_is_stored_and_shown_again(asked, posted, kept, again):
    assert stored(asked, posted, FACTS) == kept
    assert shown(asked, kept) == again


@pytest.mark.parametrize(
    ("asked", "posted", "why"),
    [
        (field("text"), "x" * 501, "Texten är för lång: högst 500 tecken."),
        (field("date"), "1 september", "Skriv dagen så här: 2026-09-01."),
        (field("date"), "2026-02-30", "Skriv dagen så här: 2026-09-01."),
        (field("time"), "8", "Skriv klockslaget så här: 08:30."),
        (field("time"), "25:00", "Skriv klockslaget så här: 08:30."),
        (field("datetime"), "2026-09-01", "Skriv klockslaget så här: 08:30."),
        (field("datetime"), {"precision": "day", "on": "2026-09-01"}, "Välj hur säkert du vet när det var."),
        (field("datetime", precision=ALL), {"precision": "repeatedly", "on": "2026-09-02", "until": "2026-09-01"}, "Sista dagen ligger före den första."),
        (field("yes_no"), "kanske", "Svara ja eller nej."),
        (field("yes_no"), ["yes"], "Svara ja eller nej."),
        (field("number"), "1,5", "Skriv ett heltal."),
        (field("number", least=2), "1", "Minst 2."),
        (field("number", most=2), "3", "Högst 2."),
        (field("money", most=10), "10,01", "Högst 10."),
        (field("money"), "tio", "Skriv beloppet i kronor så här: 1250 eller 99,50."),
        (field("money"), "9" * 13, "Skriv beloppet i kronor så här: 1250 eller 99,50."),
        (field("choice", options=OPTIONS), "moon", "Välj något i listan."),
        (field("choices", options=OPTIONS), ["moon"], "Välj något i listan."),
        (field("staff"), "Kim", "Välj någon i listan."),
        (field("person"), str(KIM), "Välj någon som är med i ärendet."),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_told_in_words(asked, posted, why):
    with pytest.raises(NotAnAnswer) as raised:
        stored(asked, posted, FACTS)

    assert str(raised.value.why) == why


def test_nothing_is_shown_of_nothing():
    assert shown(field("money"), None) is None


def test_a_column_is_read_as_a_field_is():
    assert stored(Column("n", FieldType.NUMBER, Text("Antal")), "3", FACTS) == 3
    assert stored(Column("m", FieldType.DATETIME, Text("När")), "2026-09-01T08:30", FACTS) == (
        "2026-09-01T08:30:00+02:00"
    )


@pytest.mark.parametrize("who", [KIM, TOM])
def test_whoever_is_accused_or_concerned_cannot_be_chosen_and_is_not_told_which(who):
    facts = Facts(FACTS.persons, FACTS.guardians, frozenset({TOM}), frozenset({KIM}))

    assert (
        words(check("look", {"searcher": str(who)}, facts=facts))["searcher"] == "Välj någon annan."
    )


def test_a_report_needs_what_is_required_and_nothing_more():
    assert check("report", {"what": "Mössa", "worth": ""}).answers == {"what": "Mössa"}
    assert words(check("report", {"what": " "})) == {"what": "Fyll i ”Vad är borta?”."}
    assert check("report", {}, is_partial=True).is_whole


def test_a_question_that_is_not_shown_has_no_answer_and_no_fault():
    hidden = check("report", {"what": "Mössa", "stolen": "no", "by_whom": "Tom"})
    asked = check("report", {"what": "Mössa", "stolen": "yes"})

    assert hidden.answers == {"what": "Mössa", "stolen": False}
    assert words(asked) == {"by_whom": "Fyll i ”Av vem?”."}


def test_whoever_is_concerned_is_asked_nothing_else():
    checked = check("look", {"concerned": "yes", "searcher": "nobody"})

    assert (checked.answers, checked.faults, checked.passes_on) == ({"concerned": True}, {}, True)


def row(guardian, answer, **more):
    return {"pupil": str(ELIS), "guardian": str(guardian), "answer": answer, **more}


def test_home_is_decided_for_each_guardian():
    one = check("look", {"home": [row(VERA, "inform")]})
    both = check(
        "look",
        {
            "home": [
                row(VERA, "inform", pupil_view=" Gärna "),
                row(VIKTOR, "do_not_inform", reason="Hot"),
            ]
        },
    )

    assert words(one)["home"] == "Bestäm för varje vårdnadshavare."
    assert both.answers["home"] == [
        row(VERA, "inform", pupil_view="Gärna"),
        row(VIKTOR, "do_not_inform", reason="Hot"),
    ]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([row(KIM, "inform")], (f"home.{ELIS}/{KIM}", "Välj något i listan.")),
        ([row(VERA, "maybe")], (f"home.{ELIS}/{VERA}", "Välj något i listan.")),
        ([row(VIKTOR, "do_not_inform")], (f"home.{ELIS}/{VIKTOR}", "Skriv varför hemmet inte ska kontaktas.")),
        ([row(VERA, ""), "?"], ("home", "Bestäm för varje vårdnadshavare.")),
        ("?", ("home", "Bestäm för varje vårdnadshavare.")),
    ],
)  # fmt: skip
def test_a_home_decision_that_is_none(rows, fault):
    assert fault in words(check("look", {"home": rows})).items()


def test_nobody_is_asked_about_the_home_of_a_pupil_of_age():
    grown = Facts((PersonInCase(ELIS, "owner", is_adult=True),), FACTS.guardians)

    assert "home" not in check("look", {}, facts=grown).faults


TALK = {"with": str(ELIS), "account": "Den försvann."}


def test_a_table_keeps_the_rows_that_say_something():
    posted = {
        "talks": [{"with": "", "account": " "}, {**TALK, "from": "2026-09-01", "why_not": "x"}]
    }

    assert check("talk", posted).answers == {"talks": [{**TALK, "from": "2026-09-01"}]}


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ([], {"talks": "Fyll i ”Samtal”."}),
        ([{}], {"talks": "Fyll i ”Samtal”."}),
        ("?", {"talks": "Lägg till minst en rad."}),
        ([{"with": str(TOM), "account": "Nej"}], {"talks": "Det saknas en rad för någon som är med i ärendet."}),
        ([{"with": str(ELIS)}], {"talks.1.account": "Fyll i ”Berättelse” eller ”Inget samtal”."}),
        ([{"account": "Nej"}], {"talks.1.with": "Fyll i ”Med”."}),
        ([{"with": str(ELIS), "no_talk": "declined"}], {"talks.1.why_not": "Fyll i ”Varför”."}),
        ([{**TALK, "from": "igår"}, "?"], {"talks.1.from": "Skriv dagen så här: 2026-09-01.", "talks.2": "Raden går inte att läsa."}),
    ],
)  # fmt: skip
def test_a_table_that_lacks_something(rows, faults):
    assert words(check("talk", {"talks": rows})) == faults


def test_a_correction_of_a_table_may_lack_some():
    assert check(
        "talk", {"talks": [{"with": str(TOM), "account": "Nej"}]}, is_partial=True
    ).is_whole


def test_a_table_that_need_not_be_filled_in():
    text = changed(
        ('creates = "reminder"\n  required = true', 'creates = "reminder"'),
        ('must_hold = ["owner"]', ""),
    )
    definition = read_definition(text, path="small.toml")

    assert check("talk", {"talks": "?"}, definition=definition).is_whole


def test_a_question_for_each_person_has_an_answer_for_each():
    facts = Facts((PersonInCase(ELIS, "owner"), PersonInCase(SARA, "owner")))
    posted = {"what": "Mössa", "worth": {str(ELIS): "10", str(KIM): "3"}}

    lacking = check("report", posted, facts=facts, definition=PER_PERSON)
    wrong = check(
        "report",
        {**posted, "worth": {str(ELIS): "x", str(SARA): "1"}},
        facts=facts,
        definition=PER_PERSON,
    )
    whole = check(
        "report",
        {**posted, "worth": {str(ELIS): "10", str(SARA): "1"}},
        facts=facts,
        definition=PER_PERSON,
    )

    assert words(lacking) == {f"worth.{SARA}": "Fyll i ”Värde”."}
    assert list(words(wrong)) == [f"worth.{ELIS}"]
    assert whole.answers["worth"] == {str(ELIS): 1000, str(SARA): 100}
    assert as_posted(PER_PERSON.start, whole.answers)["worth"] == {str(ELIS): "10", str(SARA): "1"}
    assert check(
        "report", {"what": "Mössa", "worth": "?"}, facts=facts, definition=PER_PERSON
    ).faults
    assert check(
        "report", {"worth": {str(ELIS): "1"}}, facts=facts, definition=PER_PERSON, is_partial=True
    ).is_whole


def test_stored_answers_come_back_to_the_form():
    answers: StepAnswers = {"talks": [{"row": 1, **TALK, "from": "2026-09-01"}, "?"]}

    assert as_posted(DEFINITION.step("talk"), answers) == {
        "talks": [{**TALK, "from": "2026-09-01"}]
    }
    assert as_posted(DEFINITION.start, {"worth": 9900}) == {"worth": "99"}


def test_the_first_answer_is_who_holds_the_assignment_unless_shut_out():
    look = DEFINITION.step("look")
    shut_out = Facts(assignments={"calls_home": MIA}, accused=frozenset({MIA}))

    assert prefilled(DEFINITION, look, facts=FACTS) == {"searcher": str(MIA)}
    assert prefilled(DEFINITION, look, facts=shut_out) == {}


def test_a_table_begins_with_the_rows_of_an_earlier_one_about_the_same_person():
    definition = read_definition(changed((FOUND, SEEN + FOUND)), path="small.toml")
    judge = definition.step("judge")
    rows: list[Json] = [{"row": 1, **TALK}]

    def first(answers: Answers) -> object:
        return prefilled(definition, judge, facts=FACTS, answers=answers, instance=str(ELIS))[
            "seen"
        ]

    assert first({"talk": {"": {"talks": rows}}}) == [{"account": TALK["account"]}]
    assert first({"talk": {str(SARA): {"talks": rows}, str(ELIS): {}}}) is None


def test_a_table_begins_with_what_is_in_force_in_the_columns_that_it_has():
    seen = SEEN.replace('{ step = "talk", field = "talks" }', '{ in_force = "reminder" }')
    seen = seen.replace('"account"', '"instruction"')
    sole = ('kinds = ["pupil"], min = 1', 'kinds = ["pupil"], min = 1, max = 1')
    alone = ('"staff"], accused = true', '"staff"], part = false, accused = true')
    definition = read_definition(changed(sole, alone, (FOUND, seen + FOUND)), path="small.toml")
    judge = definition.step("judge")
    rows = [{"instruction": "Sitt nära.", "until": "2026-12-01"}]

    def first(**in_force: list[dict[str, str]]) -> object:
        return prefilled(definition, judge, facts=FACTS, in_force=in_force)["seen"]

    assert first(reminder=rows) == [{"instruction": "Sitt nära."}]
    assert first(support=rows) == []
    assert prefilled(definition, judge, facts=FACTS)["seen"] == []


def test_the_first_answer_can_come_from_what_was_answered():
    text = changed(
        ('label = "Letar"', 'label = "Letar"'),
        (
            'id = "found"\n  type = "yes_no"',
            'id = "found"\n  type = "yes_no"\n  prefill = "has(answers.report.stolen) && !answers.report.stolen"',
        ),
    )
    definition = read_definition(text, path="small.toml")

    found = prefilled(
        definition,
        definition.step("judge"),
        facts=FACTS,
        answers={"report": {"": {"stolen": False}}},
    )

    assert found == {"found": "yes"}


def test_a_case_names_those_it_must_and_only_those_it_can():
    wrong = Facts((PersonInCase(ELIS, "onlooker", PersonKind.STAFF),))

    assert lacking_people(DEFINITION, FACTS) == ()
    assert [str(one) for one in lacking_people(DEFINITION, wrong)] == [
        "Skriv vem det gäller: Ägare.",
        "Såg på kan inte vara det.",
    ]

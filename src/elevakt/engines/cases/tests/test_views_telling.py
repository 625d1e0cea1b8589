"""Stored answers in words: by the definition's labels, and names as one reader sees them."""

import uuid

import pytest

from elevakt.engines.cases.enums import FieldType
from elevakt.engines.cases.queries.naming import Names
from elevakt.engines.cases.queries.parts import FileRow
from elevakt.engines.cases.rules.definition import Step
from elevakt.engines.cases.rules.fields import Column, Field, Text
from elevakt.engines.cases.views.step import unbroken
from elevakt.engines.cases.views.telling import Teller

ANNA, BO, RUT, UNIT, FILE, SIV = (uuid.UUID(int=number) for number in range(1, 7))
NAMES = Names(
    persons={ANNA: "Anna Ek", SIV: "Siv Ek"},
    colleagues={RUT: "Rut Holm"},
    units={UNIT: "Norra skolan"},
    aliases={BO: "elev B"},
    homes={(BO, ANNA): 1, (SIV, ANNA): 1, (SIV, RUT): 2},
)
TELLER = Teller(NAMES, {FILE: FileRow(FILE, "bild.png", 2048)})
OPTIONS = {"red": Text("Röd"), "blue": Text("Blå")}


def told(type_, value, **more):
    field = Field("asked", type_, Text("Fråga"), **more)
    (answer,) = TELLER.answers(Step("step", Text("Steg"), (), fields=(field,)), {"asked": value})
    return answer


@pytest.mark.parametrize(
    ("type_", "value", "words"),
    [
        (FieldType.TEXT, "Åsa & Bo", "Åsa & Bo"),
        (FieldType.DATE, "2026-09-07", "7 sep"),
        (FieldType.TIME, "08:30", "08:30"),
        (FieldType.DATETIME, "2025-09-07T08:30:00+02:00", "7 sep 2025 08:30"),
        (FieldType.YES_NO, True, "Ja"),
        (FieldType.YES_NO, False, "Nej"),
        (FieldType.CHOICE, "red", "Röd"),
        (FieldType.CHOICE, "gone", "Gone"),
        (FieldType.CHOICES, ["red", "blue"], "Röd, Blå"),
        (FieldType.NUMBER, 7, "7"),
        (FieldType.MONEY, 129950, "1299,50 kr"),
        (FieldType.PUPIL, str(ANNA), "Anna Ek"),
        (FieldType.PERSON, str(BO), "Elev B"),
        (FieldType.GUARDIAN, str(ANNA), "Anna Ek"),
        (FieldType.GUARDIAN, str(UNIT), "Någon hemma"),
        (FieldType.STAFF, str(RUT), "Rut Holm"),
        (FieldType.STAFF, str(BO), "En kollega"),
        (FieldType.UNIT, str(UNIT), "Norra skolan"),
        (FieldType.UNIT, str(BO), "En annan skola"),
    ],
)
def test_an_answer_in_words(type_, value, words):
    assert told(type_, value, options=OPTIONS).text == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"precision": "exact", "at": "2025-09-07T08:30:00+02:00"}, "7 sep 2025 08:30"),
        ({"precision": "day", "on": "2025-09-07"}, "7 sep 2025"),
        ({"precision": "repeatedly", "on": "2025-09-01"}, "Flera gånger, från 1 sep 2025"),
        (
            {"precision": "repeatedly", "on": "2025-09-01", "until": "2025-09-04"},
            "Flera gånger, 1 sep 2025 till 4 sep 2025",
        ),
    ],
)
def test_when_is_said_as_exactly_as_it_is_known(value, words):
    assert told(FieldType.DATETIME, value).text == words


def test_a_table_is_told_row_by_row_and_only_what_was_answered():
    columns = (
        Column("who", FieldType.PERSON, Text("Vem")),
        Column("n", FieldType.NUMBER, Text("Antal")),
    )

    answer = told(
        FieldType.TABLE, [{"row": 1, "who": str(ANNA), "n": 2}, {"row": 2, "n": 3}], columns=columns
    )

    words = [[(cell.label, cell.text) for cell in row] for row in answer.rows]
    assert words == [[("Vem", "Anna Ek"), ("Antal", "2")], [("Antal", "3")]]


def test_homes_are_told_by_name_with_why_and_what_the_child_wants():
    row = {"pupil": str(SIV), "guardian": str(ANNA), "answer": "ask"}

    answer = told(FieldType.HOME_DECISION, [{**row, "reason": "Oro", "pupil_view": "Vänta"}])

    assert [(cell.label, cell.text) for cell in answer.rows[0]] == [
        ("Anna Ek", "Prata med rektor först"),
        ("Varför", "Oro"),
        ("Eleven själv", "Vänta"),
    ]


def test_an_answer_for_each_person_is_told_by_name():
    answer = told(FieldType.NUMBER, {str(ANNA): 2, str(BO): 3}, per_person="owner")

    assert [(cell.label, cell.text) for cell in answer.rows[0]] == [
        ("Anna Ek", "2"),
        ("Elev B", "3"),
    ]


def test_a_file_that_may_not_be_read_has_no_name():
    answer = told(FieldType.FILE, [str(FILE), str(BO)], many=True)

    assert [(file["title"], "href" in file) for file in answer.files] == [
        ("bild.png", True),
        ("En fil", False),
    ]


def test_what_needs_the_whole_width_says_so():
    assert not told(FieldType.TEXT, "Kort").is_long
    assert told(FieldType.TEXT, "Lång text. " * 10).is_long
    assert told(FieldType.TEXT, "Två\nrader").is_long


def test_a_home_is_named_only_to_one_who_may_know_the_child():
    rows = [
        {"pupil": str(pupil), "guardian": str(guardian), "answer": "ask"}
        for pupil, guardian in ((SIV, ANNA), (SIV, RUT), (BO, ANNA), (BO, UNIT))
    ]

    answer = told(FieldType.HOME_DECISION, rows)

    assert [cell.label for cell in answer.rows[0]] == [
        "Anna Ek",
        "Vårdnadshavare 2",  # protected herself
        "Vårdnadshavare 1",  # her other child is hidden: her name would say who it is
        "Någon hemma",
    ]


def test_a_law_is_not_broken_within_a_paragraph():
    assert unbroken("skollagen 1 kap. 10 §") == "skollagen 1\xa0kap.\xa010\xa0§"

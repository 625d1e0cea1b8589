"""Questions of a definition as forms: every type, there and back again."""

import uuid

import pytest

from elevakt.engines.cases.enums import FieldType, OpenedBy, PersonKind, Precision
from elevakt.engines.cases.forms.answers import answer_form, filled
from elevakt.engines.cases.forms.controls import Around, Home, said
from elevakt.engines.cases.forms.people import Asking, report_form
from elevakt.engines.cases.forms.showing import shown_when
from elevakt.engines.cases.rules.answers.checking import as_posted, check_answers
from elevakt.engines.cases.rules.definition import Step
from elevakt.engines.cases.rules.facts import Facts, GuardianInCase, PersonInCase
from elevakt.engines.cases.rules.fields import AnswerIs, Column, Field, IfYes, Text
from elevakt.engines.cases.rules.reading.definitions import read_definition
from elevakt.engines.cases.rules.sentences import say
from elevakt.engines.cases.tests.rules.small import SMALL
from elevakt.foundation.ui.forms import Option, faults
from elevakt.trust.access.enums import HomeAnswer

ANNA, BO, MUM, UNIT, FILE = (uuid.UUID(int=number) for number in range(1, 6))
DEFINITION = read_definition(SMALL, path="small.toml")
FACTS = Facts(
    persons=(
        PersonInCase(ANNA, "owner", PersonKind.PUPIL),
        PersonInCase(BO, "finder", PersonKind.PUPIL),
    ),
    guardians=(GuardianInCase(ANNA, MUM, HomeAnswer.ASK),),
    opened_by=OpenedBy.STAFF,
)
AROUND = Around(
    people=[Option(str(ANNA), "Anna", "Ägare"), Option(str(BO), "Bo", "Upphittare")],
    guardians=[Option(str(MUM), "Mamma")],
    units=lambda: [Option(str(UNIT), "Norra skolan")],
    homes=[Home(ANNA, MUM, "Mamma", "vårdnadshavare till Anna", "ask")],
    hold={"each": [str(ANNA)], "talks": [str(ANNA), str(BO)]},
    staff_href="/personal/",
    staff_called=lambda words: str(BO) if words == "Bo" else None,
)
OPTIONS = {"red": Text("Röd"), "blue": Text("Blå")}
COLUMNS = (
    Column("with", FieldType.PERSON, Text("Med"), required=True),
    Column("how", FieldType.CHOICE, Text("Hur"), options=OPTIONS),
    Column(
        "why", FieldType.TEXT, Text("Varför"), shown_if=AnswerIs("how", ("red",)), required=True
    ),
)


def asked(type_, **more):
    return Field("asked", type_, Text("Fråga"), **more)


def form_of(*fields, known=None, data=None, more="", around=AROUND):
    made = answer_form(fields, around)
    return made(data if data is not None else filled(made.questions, known or {}, {}), more=more)


def stored(fields, posted):
    step = Step("step", Text("Steg"), ("principal",), fields=tuple(fields))
    return check_answers(DEFINITION, step, posted, facts=FACTS)


EVERY = [
    (asked(FieldType.TEXT), "Åsa & Bo"),
    (asked(FieldType.LONG_TEXT), "En rad.\n\nEn till."),
    (asked(FieldType.DATE), "2026-09-07"),
    (asked(FieldType.TIME), "08:30"),
    (asked(FieldType.DATETIME), "2026-09-07T08:30:00+02:00"),
    (asked(FieldType.YES_NO), False),
    (asked(FieldType.CHOICE, options=OPTIONS), "blue"),
    (asked(FieldType.CHOICES, options=OPTIONS), ["red", "blue"]),
    (asked(FieldType.NUMBER), -12),
    (asked(FieldType.MONEY), 129950),
    (asked(FieldType.PUPIL), str(ANNA)),
    (asked(FieldType.PUPIL, many=True), [str(ANNA), str(BO)]),
    (asked(FieldType.STAFF), str(BO)),
    (asked(FieldType.GUARDIAN), str(MUM)),
    (asked(FieldType.PERSON), str(BO)),
    (asked(FieldType.PERSON, many=True), [str(ANNA), str(BO)]),
    (asked(FieldType.UNIT), str(UNIT)),
    (asked(FieldType.FILE), str(FILE)),
    (asked(FieldType.FILE, many=True), [str(FILE)]),
    (
        asked(FieldType.DATETIME, precision=tuple(Precision)),
        {"precision": "exact", "at": "2026-09-07T08:30:00+02:00"},
    ),
    (
        asked(FieldType.DATETIME, precision=tuple(Precision)),
        {"precision": "repeatedly", "on": "2026-09-01", "until": "2026-09-04"},
    ),
    (
        asked(FieldType.TABLE, columns=COLUMNS),
        [{"with": str(ANNA), "how": "red", "why": "För att"}, {"with": str(BO), "how": "blue"}],
    ),
    (
        asked(FieldType.HOME_DECISION),
        [
            {
                "pupil": str(ANNA),
                "guardian": str(MUM),
                "answer": "do_not_inform",
                "reason": "Anna vill inte.",
            }
        ],
    ),
]


@pytest.mark.parametrize(
    ("field", "answer"), EVERY, ids=[str(number) for number in range(len(EVERY))]
)
def test_an_answer_comes_back_as_it_was(field, answer):
    known = as_posted(Step("step", Text("Steg"), (), fields=(field,)), {"asked": answer})

    checked = stored([field], form_of(field, known=known).posted)

    assert (checked.answers, checked.faults) == ({"asked": answer}, {})


@pytest.mark.parametrize(
    ("field", "answer"), EVERY, ids=[str(number) for number in range(len(EVERY))]
)
def test_every_question_is_drawn_with_its_words(field, answer):
    html = str(form_of(field))

    assert "Fråga" in html


def test_a_question_for_each_person():
    field = Field("each", FieldType.NUMBER, Text("Hur många"), per_person="owner", required=True)
    form = form_of(field, known={"each": {str(ANNA): "3"}})

    assert "Hur många, Anna" in str(form)
    assert stored([field], form.posted).answers == {"each": {str(ANNA): 3}}

    lacking = form_of(field)
    lacking.blame(stored([field], lacking.posted).faults)
    assert lacking.errors == {f"each.{ANNA}": ["Fyll i ”Hur många”."]}


def test_a_table_begins_with_those_who_must_be_there_and_grows_without_a_script():
    field = Field(
        "talks", FieldType.TABLE, Text("Samtal"), columns=COLUMNS, about="with", required=True
    )
    made = answer_form([field], AROUND)
    data = filled(made.questions, {}, {})

    form = made(data)
    assert [row["with"].value() for row in form.rows["talks"]] == [str(ANNA), str(BO)]
    assert len(made(data, more="talks").rows["talks"]) == 3
    data["talks-TOTAL_FORMS"] = "1000000"
    assert len(made(data).rows["talks"]) == 100


def test_a_fault_in_a_row_is_said_in_the_row_and_above():
    field = asked(FieldType.TABLE, columns=COLUMNS)
    data = {
        "asked-TOTAL_FORMS": ["3"],
        "asked-0-with": [""],
        "asked-1-with": [str(ANNA)],
        "asked-2-with": [str(BO)],
        "asked-2-how": ["red"],
    }
    made = answer_form([field], AROUND)
    form = made(filled((), {}, data))

    form.blame(stored([field], form.posted).faults)

    assert form.errors == {"asked": ["Rad 3: Fyll i ”Varför”."]}
    assert [row.errors for row in form.rows["asked"]] == [{}, {}, {"why": ["Fyll i ”Varför”."]}]
    assert form["asked"].anchor == "id_asked-2-why"
    assert [(one.anchor, one.words) for one in faults(form)] == [
        ("id_asked-2-why", "Rad 3: Fyll i ”Varför”.")
    ]


def test_what_is_wrong_with_the_rows_together_is_said_at_their_place():
    field = asked(FieldType.TABLE, columns=COLUMNS)
    form = form_of(field)

    form.blame({"asked": say("Lägg till minst en rad.")})

    assert [(one.anchor, one.words) for one in faults(form)] == [
        ("id_asked", "Lägg till minst en rad.")
    ]


def test_each_home_is_decided_by_its_own_key_and_says_what_is_missing():
    field = asked(FieldType.HOME_DECISION, required=True)
    form = form_of(field)
    assert form.rows["asked"][0]["answer"].value() == "ask"

    name = f"asked-{ANNA}.{MUM}-answer"
    made = answer_form([field], AROUND)
    form = made(filled((), {}, {name: ["do_not_inform"]}))
    form.blame(stored([field], form.posted).faults)
    assert form.errors == {"asked": ["Mamma: Skriv varför hemmet inte ska kontaktas."]}
    assert form.rows["asked"][0].errors == {"reason": ["Skriv varför hemmet inte ska kontaktas."]}


def test_a_name_typed_in_a_picker_becomes_its_key_when_there_is_just_one():
    field = asked(FieldType.STAFF)
    made = answer_form([field], AROUND)

    assert made(filled((), {}, {"asked_q": ["Bo"]})).posted == {"asked": str(BO)}
    form = made(filled((), {}, {"asked_q": ["Någon"]}))
    form.blame(stored([field], form.posted).faults)
    assert form.errors == {"asked": ["Välj någon i listan."]}


def test_what_can_wait_lies_folded_and_what_is_wrong_opens_it():
    field = asked(FieldType.TEXT, later=True)
    form = form_of(field)

    assert "Fler uppgifter" in str(form)
    assert not form.bound_sections[1].is_open
    form.blame({"asked": say("Skriv något.")})
    assert form.bound_sections[1].is_open


def test_a_question_waits_for_the_answer_that_calls_it_forth():
    fields = (
        Field("stolen", FieldType.YES_NO, Text("Stulet?")),
        Field("by_whom", FieldType.TEXT, Text("Av vem?")),
    )
    around = Around(shown_when={"by_whom": ("stolen", ("yes",))})

    html = str(form_of(*fields, around=around))

    assert 'data-shown-when="stolen" data-shown-is="yes"' in html


def test_what_a_question_waits_for_is_found_by_asking_its_condition():
    start = DEFINITION.start

    assert shown_when(DEFINITION, start, FACTS, {}) == {"by_whom": ("stolen", ("yes",))}
    assert shown_when(DEFINITION, DEFINITION.step("look"), FACTS, {}) == {}


def test_a_report_asks_for_danger_then_whom_then_what():
    form = report_form(DEFINITION, Asking(AROUND))({})

    names = [field.name for section in form.bound_sections for field in section.fields]
    assert names == [
        "who-owner",
        "who-finder",
        "what",
        "worth",
        "stolen",
        "by_whom",
        "where",
        "faith",
        "when.precision",
        "when.on",
        "when.at",
        "when.until",
        "who-onlooker",
    ]
    html = str(form)
    assert 'data-shown-when="stolen" data-shown-is="yes"' in html
    assert "Sök på skolan" not in html


def test_a_column_waits_for_its_neighbour_in_the_same_row():
    html = str(form_of(asked(FieldType.TABLE, columns=COLUMNS)))

    assert 'data-shown-when="asked-0-how" data-shown-is="red"' in html
    assert 'data-shown-when="asked-__prefix__-how" data-shown-is="red"' in html


def test_an_answer_that_calls_for_help_says_so_at_once():
    field = asked(FieldType.YES_NO, if_yes=IfYes(say=Text("Ring nu."), acute=True))

    html = str(form_of(field))

    assert "tells--acute" in html
    assert "Ring nu." in html
    assert "frivilligt" not in html


def test_a_text_in_another_language_says_which():
    assert said(Text("Fråga")) == "Fråga"
    assert said(Text("Question", "en")) == '<span lang="en">Question</span>'


@pytest.mark.parametrize(
    "name",
    ["columns", "questions", "rows", "words"],
)
def test_a_question_may_be_called_what_a_form_calls_something_of_its_own(name):
    rows = Field(
        name,
        FieldType.TABLE,
        Text("Frågor, och svaren"),
        columns=(Column(name, FieldType.TEXT, Text("Fråga"), required=True),),
    )
    done = Field("done", FieldType.TEXT, Text("Klart"))
    said = {name: [{name: "Hur mår Anna?"}], "done": "Ja"}

    form = form_of(rows, done, known=said)

    assert form.posted == said
    form.blame({f"{name}.1.{name}": say("Fyll i.")})
    assert [one.words for one in faults(form)] == ["Rad 1: Fyll i."]

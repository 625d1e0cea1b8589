"""Aliases, and answers in words."""

import datetime as dt
from uuid import UUID

import pytest

from elevakt.engines.cases.enums import FieldType, PersonKind
from elevakt.engines.cases.rules.documents.aliases import aliases, numbered
from elevakt.engines.cases.rules.documents.answers import CannotBeSaid, Speaker
from elevakt.engines.cases.rules.documents.content import named_by, provisions
from elevakt.engines.cases.rules.documents.hiding import Hider
from elevakt.engines.cases.rules.fields import Column, Field, Text
from elevakt.engines.cases.rules.people import Named
from elevakt.engines.cases.rules.reminding import is_past
from elevakt.engines.cases.rules.values import Json
from elevakt.engines.cases.tests.rules.small import DEFINITION
from elevakt.engines.records.rules.documents import Grid, Item, Section
from elevakt.engines.records.rules.templates import read_template

ELIS, AMIR = UUID(int=1), UUID(int=2)
SPEAKER = Speaker({ELIS: "Elis Berg"}, Hider({"elev B": ["Amir"]}))


def asked(kind, **more):
    return Field("it", FieldType(kind), Text("Det"), **more)


def test_everybody_keeps_one_letter_whatever_her_roles():
    people = [
        Named(ELIS, "exposed", PersonKind.PUPIL),
        Named(AMIR, "alleged", PersonKind.STAFF),
        Named(ELIS, "witness", PersonKind.PUPIL),
        Named(UUID(int=3), "alleged", PersonKind.UNKNOWN),
        *(Named(UUID(int=key), "witness", PersonKind.OUTSIDER) for key in range(4, 28)),
    ]

    found = list(aliases(people).values())

    assert found[:3] == ["elev A", "personal B", "okänd C"]
    assert found[25:] == ["utomstående Z", "utomstående AA"]


@pytest.mark.parametrize(
    ("people", "named"),
    [
        ([(ELIS, "child", PersonKind.PUPIL), (AMIR, "suspected", PersonKind.STAFF)], ELIS),
        ([(ELIS, "child", PersonKind.PUPIL), (AMIR, "child", PersonKind.PUPIL)], None),
        ([(ELIS, "child", PersonKind.NOT_FOUND)], None),
        ([(AMIR, "suspected", PersonKind.STAFF)], None),
    ],
)
def test_a_document_about_the_whole_names_the_only_one_in_a_role(people, named):
    text = 'title = "T"\ncircle = "report"\nper_person = false\nnames = "child"\nnote = "N"'
    template = read_template("letter", 1, text, "")

    assert named_by(template, [Named(*one) for one in people]) == named


@pytest.mark.parametrize(
    ("step", "law"),
    [
        ("judge", ("regel 2",)),
        ("look", ("ordningsreglerna",)),
        (None, ("ordningsreglerna",)),
    ],
)
def test_a_decision_names_its_own_provisions(step, law):
    assert provisions(DEFINITION, step) == law


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (asked("text"), "Amir kom", "[elev B] kom"),
        (asked("yes_no"), False, "Nej"),
        (asked("yes_no"), True, "Ja"),
        (asked("date"), "2026-09-07", "2026-09-07"),
        (asked("number"), 3, "3"),
        (asked("money"), -1250, "−12,50 kr"),
        (asked("choice", options={"a": Text("Ett")}), "a", "Ett"),
        (asked("choices", options={"a": Text("Ett"), "b": Text("Två")}), ["a", "b"], "Ett, Två"),
        (asked("person"), str(ELIS), "Elis Berg"),
        (asked("person"), str(AMIR), "någon annan"),
        (asked("file"), ["x", "y"], "En fil i ärendet, En fil i ärendet"),
        (asked("datetime"), "2026-09-07T10:15:00+02:00", "2026-09-07 kl. 10.15"),
        (
            asked("datetime"),
            {"precision": "exact", "at": "2026-09-07T08:15:00+00:00"},
            "2026-09-07 kl. 10.15",
        ),
        (asked("datetime"), {"precision": "day", "on": "2026-09-07"}, "2026-09-07"),
        (
            asked("datetime"),
            {"precision": "repeatedly", "on": "2026-09-01"},
            "Flera gånger från 2026-09-01",
        ),
        (
            asked("datetime"),
            {"precision": "repeatedly", "on": "2026-09-01", "until": "2026-09-07"},
            "Flera gånger från 2026-09-01 till 2026-09-07",
        ),
        (asked("text"), None, "–"),
    ],
)
def test_an_answer_in_words(field, value, words):
    assert SPEAKER.say(field, value) == words


def test_a_home_decision_is_never_said():
    with pytest.raises(CannotBeSaid):
        SPEAKER.section("Hemmet", asked("home_decision"), [[{"answer": "inform"}]], ())


def test_a_section_of_text_and_one_of_nothing():
    long = asked("long_text")

    assert SPEAKER.section("Text", long, ["Ett.\n\n Två. ", None], ()) == Section(
        "Text", paragraphs=("Ett.", "Två.")
    )
    assert SPEAKER.section("Text", asked("text"), [None], ()).is_empty
    assert SPEAKER.section("Tabell", asked("table"), [None], ()).is_empty


def test_a_table_is_a_grid_or_where_it_is_long_one_item_a_row():
    columns = (
        Column("on", FieldType.DATE, Text("Dag")),
        Column("what", FieldType.TEXT, Text("Vad")),
        Column("account", FieldType.LONG_TEXT, Text("Berättelse")),
    )
    table = asked("table", columns=columns)
    rows: list[Json] = [{"on": "2026-09-07", "what": "Amir", "account": "Ett.\nTvå."}]

    assert SPEAKER.section("Allt", table, [rows], ("on", "what")) == Section(
        "Allt", grids=(Grid(("Dag", "Vad"), (("2026-09-07", "[elev B]"),)),)
    )
    assert SPEAKER.section("Allt", table, [rows], ("on", "account")) == Section(
        "Allt", items=(Item("2026-09-07", ("Ett.", "Två.")),)
    )


def test_several_texts_in_a_row_say_which_question_each_answers():
    columns = tuple(
        Column(name, FieldType.LONG_TEXT, Text(label))
        for name, label in (("asked", "Frågan"), ("weighed", "Hur du vägde"), ("given", "Svaret"))
    )
    rows: list[Json] = [{"asked": "Vem?\nNär?", "given": "Amir."}]

    section = SPEAKER.section(
        "Allt", asked("table", columns=columns), [rows], ("asked", "weighed", "given")
    )

    assert section.items == (Item("", ("Frågan: Vem?", "När?", "Svaret: [elev B].")),)


FRIDAY = dt.datetime(2026, 9, 4, 15, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("days", "passed", "answer"),
    [
        (0, dt.timedelta(seconds=-1), False),
        (0, dt.timedelta(0), True),
        (1, dt.timedelta(days=2), False),
        (1, dt.timedelta(days=3), True),
        (3, dt.timedelta(days=4), False),
        (3, dt.timedelta(days=5), True),
    ],
)
def test_only_working_days_count_as_patience(days, passed, answer):
    assert is_past(FRIDAY, days, FRIDAY + passed) is answer


def test_guardians_without_names_are_told_apart_by_number_for_each_pupil():
    elis, hedda, vera, sten = (UUID(int=number) for number in range(1, 5))
    homes = [(hedda, sten), (elis, sten), (elis, vera), (elis, sten)]

    assert numbered(homes) == {(elis, vera): 1, (elis, sten): 2, (hedda, sten): 1}

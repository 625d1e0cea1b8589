"""What is new in a version, step by step."""

import pytest

from elevakt.engines.cases.rules.differences import differences
from elevakt.engines.cases.rules.reading.definitions import read_definition
from elevakt.engines.cases.tests.rules.changing import changed
from elevakt.engines.cases.tests.rules.small import DEFINITION


def said(*pairs):
    later = read_definition(changed(*pairs), path="small.toml")
    return [(one.step, [str(what) for what in one.what]) for one in differences(DEFINITION, later)]


def test_the_same_version_differs_in_nothing():
    assert differences(DEFINITION, DEFINITION) == ()


@pytest.mark.parametrize(
    ("pair", "step", "what"),
    [
        (('title = "Prata"', 'title = "Samtala"'), "Samtala", "Heter nu Samtala, förut Prata."),
        (
            (
                'within = { school_days = 2, from = "report", at = 15:00:00 }',
                "within = { same_day = true }",
            ),
            "Leta",
            "Ska göras samma dag, förut inom 2 skoldagar.",
        ),
        (
            ('law = "ordningsreglerna 1"', 'law = "ordningsreglerna 2"'),
            "Anmäl",
            "Lagrum nu: ordningsreglerna 2. Förut: ordningsreglerna 1.",
        ),
        (('or_by = ["delegate"]\n', ""), "Leta", "Görs av någon annan än förut."),
        (('id = "look"\n', 'id = "look"\nhelp = "Leta noga."\n'), "Leta", "Hjälptexten är ändrad."),
        (
            ('id = "look"\n', 'id = "look"\ncircle = "leadership"\n'),
            "Leta",
            "Läses av andra än förut.",
        ),
        (('label = "Värde"', 'label = "Värde i kronor"'), "Anmäl", "Ändrad fråga: Värde i kronor"),
        (
            ('label = "Är det stulet?"', 'label = "Är det stulet?"\n  required = true'),
            "Anmäl",
            "Måste nu besvaras: Är det stulet?",
        ),
        (
            ('label = "Vad är borta?"\n  required = true', 'label = "Vad är borta?"'),
            "Anmäl",
            "Är nu frivillig: Vad är borta?",
        ),
        (
            (
                '  [[step.field]]\n  id = "faith"',
                '  [[step.field]]\n  id = "colour"\n  type = "text"\n  label = "Färg"\n'
                '  [[step.field]]\n  id = "faith"',
            ),
            "Anmäl",
            "Ny fråga: Färg",
        ),
    ],
)
def test_what_is_new_in_a_step_is_said(pair, step, what):
    assert said(pair) == [(step, [what])]


def test_a_question_that_went_and_a_document_that_came():
    later = read_definition(
        changed(('id = "look"\n', 'id = "look"\ndocuments = ["lost"]\n')), path="s"
    )

    assert [str(what) for one in differences(DEFINITION, later) for what in one.what] == [
        "Andra dokument skrivs."
    ]
    fewer = read_definition(
        changed(
            (
                '  [[step.field]]\n  id = "faith"\n  type = "choices"\n  label = "Livsåskådning"\n'
                '  options = { none = "Ingen", some = "Någon" }\n  sensitive = true\n',
                "",
            )
        ),
        path="s",
    )
    assert [str(what) for one in differences(DEFINITION, fewer) for what in one.what] == [
        "Frågas inte längre: Livsåskådning"
    ]


def test_a_step_that_came_and_one_that_went():
    block = (
        '[[step]]\nid = "post"\ntitle = "Anslå"\nby = "principal"\nafter = [{ step = "report" }]\n'
        'within = { working_days = 1 }\ndone_with = "look"\ndone_when_due = true\n\n'
    )
    fewer = read_definition(changed((block, "")), path="s")

    assert [
        (one.step, [str(what) for what in one.what]) for one in differences(DEFINITION, fewer)
    ] == [("Anslå", ["Steget finns inte längre."])]
    assert [
        (one.step, [str(what) for what in one.what]) for one in differences(fewer, DEFINITION)
    ] == [("Anslå", ["Steget är nytt."])]

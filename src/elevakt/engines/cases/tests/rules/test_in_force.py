"""What those around a pupil shall do, and until when."""

import datetime as dt

import pytest

from elevakt.engines.cases.rules.in_force import ending_with, instructions
from elevakt.engines.cases.rules.reading.definitions import read_definition
from elevakt.engines.cases.tests.rules.changing import changed, faults_of
from elevakt.engines.cases.tests.rules.small import DEFINITION, ELIS, FACTS, MONDAY
from elevakt.engines.cases.tests.rules.stories import looked

BEFORE, LATER = dt.date(2026, 9, 1), dt.date(2026, 12, 1)
CLOSED_ON = MONDAY.date()
ROWS = [
    {"with": str(ELIS), "instruction": "Sitt nära.", "until": until and until.isoformat()}
    for until in (BEFORE, LATER, None)
]
CREATES = 'creates = "reminder"'


def talked():
    story = looked()
    story.done("talk", talks=ROWS)
    return story


def ends(story, definition=DEFINITION):
    return [one.ends_on for one in instructions(definition, story.ledger, FACTS)]


@pytest.mark.parametrize(
    ("at_close", "until"),
    [
        ("", [BEFORE, LATER, CLOSED_ON]),
        ('\n  at_close = "ends"', [BEFORE, CLOSED_ON, CLOSED_ON]),
        ('\n  at_close = "stays"', [BEFORE, LATER, None]),
    ],
)
def test_the_definition_says_what_becomes_of_a_measure_when_the_case_is_closed(at_close, until):
    definition = read_definition(changed((CREATES, CREATES + at_close)), path="small.toml")
    story = talked()
    story.write("closed", "end")

    assert ends(story, definition) == until


def test_whoever_closes_sees_what_ends_with_the_case():
    found = ending_with(DEFINITION, talked().ledger, FACTS, on=CLOSED_ON)

    assert [(one.row, one.ends_on) for one in found] == [(3, None)]


def test_a_measure_that_ended_with_the_case_is_there_again_if_that_opens_again():
    story = talked()
    assert ends(story) == [BEFORE, LATER, None]

    story.write("closed", "end")
    story.write("reopened", "look")
    assert ends(story) == [BEFORE, LATER, CLOSED_ON]

    story.write("reopened")
    assert ends(story) == [BEFORE, LATER, None]


def test_only_what_is_in_force_for_somebody_can_end_with_the_case():
    ends = "small.toml, steg talk, fält talks: ”at_close” behöver ”creates”."
    word = (
        "small.toml, steg talk, fält talks: "
        "”soon” finns inte för ”at_close”. Välj bland: ends, stays."
    )

    assert faults_of(changed((CREATES, 'at_close = "ends"'))) == [ends]
    assert faults_of(changed((CREATES, CREATES + '\n  at_close = "soon"'))) == [word]

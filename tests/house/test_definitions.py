"""Every definition of the house: whatever is done in whatever order, its case can be closed."""

import random
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elevakt.engines.cases.enums import FINISHED, CaseState, StepState
from elevakt.engines.cases.queries.definitions import definitions, folders
from elevakt.engines.cases.rules.ledger import answers_in_force
from elevakt.engines.cases.rules.plan.planning import plan
from elevakt.engines.cases.tests.walking import Walk

EXAMPLES = 8
"""Enough for each test run to try what the last did not; hypothesis remembers what failed."""
NAMES = [one.key for one in definitions().values()]
RELEASED = [
    key for folder in folders() for key in tomllib.loads((folder / "lock.toml").read_text())
]


def called(name):
    return next(one for one in definitions().values() if one.key == name)


def shown(definition):
    """Give every text of a definition that is shown."""
    yield from (definition.title, definition.quiet_title, definition.report_as, definition.summary)
    for named in (definition.people, definition.assignments, definition.narrow_circles):
        yield from (one.title for one in named.values())
    yield from (one.title for one in definition.figures)
    yield from (one.text for one in definition.limits)
    for step in definition.steps:
        yield from (step.title, step.help)
        for field in step.fields:
            for put in (field, field.put_at_home()):
                yield from (put.label, put.hint, put.if_yes.say, *put.options.values())
            for column in field.columns:
                yield from (column.label, column.hint, *column.options.values())


@pytest.mark.parametrize("name", RELEASED)
def test_every_word_of_what_is_released_is_there_in_english(name):
    texts = shown(called(name).in_language("en"))

    assert [str(text) for text in texts if text and text.language != "en"] == []


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=EXAMPLES)
@given(seed=st.integers(0, 2**32 - 1))
def test_any_order_of_allowed_acts_keeps_ledger_and_plan_equal(name, seed):
    definition = called(name)
    draw = random.Random(seed)  # noqa: S311  nothing secret is drawn
    walk = Walk(definition, lambda several: draw.choice(list(several)))
    for _ in range(draw.randrange(16)):
        walk.go_on()

    found = walk.plan
    shuffled = draw.sample(walk.ledger, len(walk.ledger))
    assert plan(definition, shuffled, walk.facts, walk.calendar) == found
    assert answers_in_force(shuffled) == answers_in_force(walk.ledger)
    assert len({one.key for one in found.steps}) == len(found.steps)
    for one in found.steps:
        assert (one.finished_at is not None) == (one.state in {StepState.DONE, StepState.SKIPPED})
        assert one.is_finished == (one.state in FINISHED)
        assert one.due_on is None or one.due_at is not None
    if found.case_state is CaseState.CLOSED:
        assert found.open == ()

    walk.finish()

    assert walk.plan.case_state is CaseState.CLOSED
    assert walk.plan.missing == ()
    assert walk.plan.open == ()

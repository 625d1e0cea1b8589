"""A case that was opened by mistake: nothing more is asked, and nothing is in force."""

import pytest

from elevakt.engines.cases.enums import CaseState, EntryKind
from elevakt.engines.cases.rules.acts import Act, may
from elevakt.engines.cases.rules.in_force import instructions
from elevakt.engines.cases.rules.ledger import void_by
from elevakt.engines.cases.tests.rules.small import ELIS
from elevakt.engines.cases.tests.rules.stories import HOME, judged, looked, reported

ANNUL = Act(EntryKind.ANNULLED)


def why_not(story, *roles):
    refusal = may(story.plan, story.definition, ANNUL, frozenset(roles), story.facts)
    return refusal and str(refusal)


def test_whoever_leads_annuls_until_a_decision_has_been_made():
    assert why_not(looked(), "principal") is None
    assert why_not(looked(), "investigator") == "Det kan bara rektor göra."
    assert why_not(judged(), "principal") == "Ett beslut är fattat. Avsluta ärendet i stället."


def test_what_is_told_by_itself_is_told_first():
    assert why_not(reported(), "principal") == "Anslå ska göras först."


def test_a_case_that_was_a_mistake_is_closed_until_it_is_opened_again():
    story = looked()
    before = story.plan
    story.write("annulled")

    assert story.plan.case_state is CaseState.CLOSED
    assert story.plan.open == ()
    assert void_by(story.ledger) is EntryKind.ANNULLED
    assert why_not(story, "principal") == "Ärendet är avslutat. Återöppna det först."

    story.write("reopened")
    assert void_by(story.ledger) is None
    assert [one.step for one in story.plan.open] == [one.step for one in before.open]


@pytest.mark.parametrize(("annulled", "count"), [(False, 1), (True, 0)])
def test_nothing_of_it_is_in_force(annulled, count):
    story = looked()
    story.done("call", HOME, outcome="reached")
    row = {"with": str(ELIS), "account": "Borta.", "instruction": "Leta på rasten."}
    story.done("talk", talks=[row])
    if annulled:
        story.write("annulled")

    found = list(instructions(story.definition, story.ledger, story.facts))

    assert len(found) == count

"""The templates fit the processes that ask for them, and name no other circle's words."""

import pytest

from elevakt.engines.cases.queries.definitions import definitions
from elevakt.engines.records.queries import templates

OURS = [one for one in definitions().values() if one.id in ("absence", "leave_of_absence")]
ASKED = [(one, name) for one in OURS for step in one.steps for name in step.documents]


def test_every_document_that_a_step_asks_for_has_a_template():
    assert {name for _, name in ASKED} == {
        "absence_to_organiser",
        "absence_to_home_municipality",
        "absence_investigation",
        "absence_study_aid",
        "leave_decision",
        "long_leave_decision",
    }
    assert {name for _, name in ASKED} <= templates().keys()


@pytest.mark.parametrize(("definition", "name"), ASKED)
def test_what_a_template_takes_is_asked_for_and_read_by_whoever_gets_it(definition, name):
    template = templates()[name]

    assert {moment.step for moment in template.moments} <= {step.id for step in definition.steps}
    taken = [(one.step, one.field) for one in template.shorts]
    taken += [(one.step, one.field) for one in template.extracts]
    for step, name in taken:
        field = definition.step(step).field(name)
        assert (field.circle, field.sensitive) == (None, False)
    for extract in template.extracts:
        field = definition.step(extract.step).field(extract.field)
        assert [field.column(one).circle for one in extract.columns] == [None] * len(
            extract.columns
        )

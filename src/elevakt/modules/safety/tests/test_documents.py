"""The templates fit the processes that ask for them."""

from pathlib import Path

import pytest

from elevakt.engines.cases.enums import Circle
from elevakt.engines.cases.queries.definitions import definitions
from elevakt.engines.records.queries import templates

FOLDER = Path(__file__).parents[1] / "processes"
OURS = [one for one in definitions().values() if (FOLDER / one.id).is_dir()]
ASKED = sorted({(one.key, name) for one in OURS for step in one.steps for name in step.documents})
HERE = {template.parent.name for template in (FOLDER.parent / "documents").glob("*/v1.toml")}


def test_every_document_that_a_step_asks_for_has_a_template_and_each_is_asked_for():
    assert {name for _, name in ASKED} == HERE


@pytest.mark.parametrize(("process", "name"), ASKED)
def test_every_answer_that_a_template_takes_is_asked_for(process, name):
    (one,) = [one for one in OURS if one.key == process]
    template = templates()[name]

    assert {moment.step for moment in template.moments} <= {step.id for step in one.steps}
    assert not template.names or template.names in one.people
    for short in template.shorts:
        assert one.step(short.step).field(short.field).circle is None
    for extract in template.extracts:
        field = one.step(extract.step).field(extract.field)
        assert [field.column(column).id for column in extract.columns] == list(extract.columns)
        assert not field.sensitive
        assert field.circle == (Circle.SERVED if template.circle == Circle.SERVED else None)


def test_a_document_is_for_a_circle_that_every_reader_of_a_part_has_but_the_log():
    circles = {name: templates()[name].circle for name in HERE}

    assert circles.pop("disclosures") == "leadership"
    assert set(circles.values()) == {Circle.REPORT, Circle.WORK, Circle.SERVED}

"""The templates fit the processes that ask for them."""

from elevakt.engines.cases.enums import Circle
from elevakt.engines.cases.queries.definitions import definitions
from elevakt.engines.records.queries import templates

OURS = [one for one in definitions().values() if one.id == "degrading_treatment"]


def test_every_document_that_a_step_asks_for_has_a_template():
    asked = {name for one in OURS for step in one.steps for name in step.documents}

    assert asked == {"report_to_organiser", "investigation"} <= templates().keys()


def test_every_answer_that_a_template_takes_is_asked_for():
    for one in OURS:
        for name in ("report_to_organiser", "investigation"):
            template = templates()[name]
            assert {moment.step for moment in template.moments} <= {step.id for step in one.steps}
            for short in template.shorts:
                assert one.step(short.step).field(short.field).circle is None
            for extract in template.extracts:
                field = one.step(extract.step).field(extract.field)
                assert [field.column(column).id for column in extract.columns] == list(
                    extract.columns
                )
                assert not field.sensitive
                assert field.circle is None


def test_a_document_is_for_a_circle_that_every_reader_of_a_part_has():
    assert {
        name: templates()[name].circle for name in ("report_to_organiser", "investigation")
    } == {
        "report_to_organiser": Circle.REPORT,
        "investigation": Circle.WORK,
    }

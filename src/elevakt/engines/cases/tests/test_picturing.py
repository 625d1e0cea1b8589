"""A process as a picture: each step below all that it waits for, with no needless arrow."""

import pytest

from elevakt.engines.cases.queries.definitions import definitions
from elevakt.engines.cases.rules.picturing import HEIGHT, WIDTH, picture
from elevakt.engines.cases.rules.reading.definitions import read_definition
from elevakt.engines.cases.tests.rules.changing import changed
from elevakt.engines.cases.tests.rules.small import DEFINITION


@pytest.mark.parametrize("one", definitions().values(), ids=lambda one: one.key)
def test_every_process_fits_and_no_box_lies_on_another(one):
    drawn = picture(one)
    places = [(box.x, box.y) for box in drawn.boxes]

    assert len(set(places)) == len(places) == len(one.steps)
    assert all(0 <= x <= drawn.width - WIDTH and 0 <= y <= drawn.height - HEIGHT for x, y in places)
    assert all(box.y < y < box.y + HEIGHT for box in drawn.boxes for y, _ in box.lines)
    assert all(len(box.lines) <= 3 for box in drawn.boxes)


@pytest.mark.parametrize("one", definitions().values(), ids=lambda one: one.key)
def test_a_step_stands_below_all_that_it_waits_for(one):
    at = {step.id: box.y for step, box in zip(one.steps, picture(one).boxes, strict=True)}

    assert all(at[after.step] < at[step.id] for step in one.steps for after in step.after)


def test_what_comes_again_or_only_sometimes_is_seen():
    boxes = {
        step.id: box for step, box in zip(DEFINITION.steps, picture(DEFINITION).boxes, strict=True)
    }

    assert boxes["ask"].is_conditional
    assert boxes["ask"].comes_again
    assert not boxes["look"].is_conditional
    assert any(arrow.is_if for arrow in picture(DEFINITION).arrows)


def test_an_arrow_that_goes_without_saying_is_not_drawn():
    more = changed(
        ('after = [{ step = "talk" }]', 'after = [{ step = "talk" }, { step = "look" }]'),
    )

    assert picture(read_definition(more, path="small.toml")).arrows == picture(DEFINITION).arrows


def test_a_title_that_is_too_long_ends_in_dots():
    long = changed(('title = "Leta"', f'title = "{"Leta överallt " * 9}"'))

    box = picture(read_definition(long, path="small.toml")).boxes[1]
    assert len(box.lines) == 3
    assert box.lines[2][1].endswith(" …")

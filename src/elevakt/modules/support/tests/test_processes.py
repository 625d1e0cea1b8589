"""What holds for every process of the module."""

import tomllib
from pathlib import Path

import pytest

from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.rules.digests import changed_since_release
from elevakt.engines.cases.rules.drawing import drawing

FOLDER = Path(__file__).parents[1] / "processes"
PROCESSES = sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir())


@pytest.mark.parametrize("process", PROCESSES)
def test_no_lawyer_has_read_it(process):
    assert [str(one.why) for one in definition(process, 1).warnings] == [
        "Inte granskad av jurist. Gäller inte skarpt."
    ]


@pytest.mark.parametrize("process", PROCESSES)
def test_it_is_about_one_pupil_and_can_be_drawn(process):
    one = definition(process, 1)

    assert one.sole == "pupil"
    assert f"{one.start.id}_ --> " in drawing(one)


def test_what_is_released_has_not_been_changed_since():
    lock = tomllib.loads((FOLDER / "lock.toml").read_text())

    assert list(lock) == [f"{process}.v1" for process in PROCESSES]
    assert changed_since_release(lock, [definition(process, 1) for process in PROCESSES]) == ()

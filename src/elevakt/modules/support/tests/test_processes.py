"""What holds for every process of the module."""

import tomllib

import pytest

from elevakt.engines.cases.rules.digests import changed_since_release
from elevakt.engines.cases.rules.drawing import drawing
from elevakt.modules.support.tests.playing import FOLDER, read, words_without_english

PROCESSES = sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir())


@pytest.mark.parametrize("process", PROCESSES)
def test_every_word_is_there_in_english(process):
    assert words_without_english(read(process)) == []


@pytest.mark.parametrize("process", PROCESSES)
def test_no_lawyer_has_read_it_and_nothing_is_required_without_a_law(process):
    assert [str(one.why) for one in read(process).warnings] == [
        "Inte granskad av jurist. Gäller inte skarpt."
    ]


@pytest.mark.parametrize("process", PROCESSES)
def test_it_is_about_one_pupil_and_can_be_drawn(process):
    definition = read(process)

    assert definition.sole == "pupil"
    assert f"{definition.start.id}_ --> " in drawing(definition)


def test_what_is_released_has_not_been_changed_since():
    lock = tomllib.loads((FOLDER / "lock.toml").read_text())

    assert list(lock) == [f"{process}.v1" for process in PROCESSES]
    assert changed_since_release(lock, [read(process) for process in PROCESSES]) == ()

"""What has been released is not changed."""

import tomllib
from pathlib import Path

from elevakt.engines.cases.queries.definitions import definitions
from elevakt.engines.cases.rules.digests import changed_since_release

FOLDER = Path(__file__).parents[1] / "processes"


def test_a_released_version_is_as_it_was_released():
    lock = tomllib.loads((FOLDER / "lock.toml").read_text())

    assert changed_since_release(lock, definitions().values()) == ()

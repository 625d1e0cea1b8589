"""What has been released is not changed."""

import tomllib

from elevakt.engines.cases.queries.definitions import definitions
from elevakt.engines.cases.rules.digests import changed_since_release
from elevakt.modules.safety.tests.playing import FOLDER


def test_a_released_version_is_as_it_was_released():
    lock = tomllib.loads((FOLDER / "lock.toml").read_text())

    assert changed_since_release(lock, definitions().values()) == ()

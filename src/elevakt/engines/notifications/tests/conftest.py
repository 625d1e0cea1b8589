"""What the tests of notices begin with."""

import pytest

from elevakt.engines.notifications.tests.matters import Matters


@pytest.fixture
def matters(cast):
    """One matter about Elis that Rut leads."""
    return Matters(cast)

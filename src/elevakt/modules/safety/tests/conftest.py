"""What the tests of safety begin with."""

import pytest

from elevakt.modules.safety.tests.telling import Story


@pytest.fixture
def story(cast):
    """The cast, on a Monday morning."""
    return Story(cast)

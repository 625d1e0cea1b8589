"""What the tests of the module begin with."""

import pytest

from elevakt.engines.cases.tests.stories import Story
from elevakt.modules.pupils.tests.helping import Helping


@pytest.fixture
def story(cast):
    """The cast, on a Monday morning, at work on support."""
    return Helping(Story(cast))

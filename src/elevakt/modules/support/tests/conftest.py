"""What the tests of the module begin with."""

import pytest

from elevakt.engines.cases.tests.stories import Story
from elevakt.modules.support.tests.stories import SupportStory


@pytest.fixture
def story(cast):
    """The cast, on a Monday morning."""
    return SupportStory(Story(cast))

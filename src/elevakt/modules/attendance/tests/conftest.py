"""What the stories of attendance in the database begin with."""

import pytest

from elevakt.engines.cases.tests.stories import Story


@pytest.fixture
def story(cast):
    """The cast, on a Monday morning."""
    return Story(cast)

"""What the tests of the module begin with."""

import pytest

from elevakt.engines.cases.tests.browsing import Desk
from elevakt.engines.cases.tests.stories import Story


@pytest.fixture
def story(cast):
    """The cast, on a Monday morning."""
    return Story(cast)


@pytest.fixture
def desk(story):
    """Give somebody a screen, logged in so that we know that it is she."""

    def at(name, strength="strong"):
        one = Desk(story, name)
        session = one.client.session
        session["strength"] = strength
        session.save()
        return one

    return at

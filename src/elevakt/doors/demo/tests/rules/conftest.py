"""What the tests of the town begin with."""

import pytest

from elevakt.doors.demo.tests.rules.reading_town import Read


@pytest.fixture(scope="package")
def norrvik():
    """The town as it is read back."""
    return Read()

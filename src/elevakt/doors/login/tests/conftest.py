"""The door as it is where there are real pupils."""

import pytest

from elevakt.doors.login.tests.entering import Guest


@pytest.fixture
def real(settings):
    """Take the demo away, in which anybody may be anybody."""
    settings.IS_DEMO = False
    settings.LOGIN_URL = "account_login"


@pytest.fixture
def tom(cast, real):
    """Tom, who teaches, outside the door."""
    return Guest(cast, "tom")

"""The ground under every test: a clone of a template database for each worker.

Tests log in as ``_test`` but stand as ``_web`` from the first statement, so that a query outside
``arrange()`` and ``acting_as()`` is refused by PostgreSQL itself, exactly as in production.
"""

import os

import hypothesis
import pytest
from django.conf import settings
from django.db import connections
from django.utils import translation

from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.cast import make_cast
from elevakt.trust.access.testing.databases import administering, clone

# How long an example takes says how busy the machine is: speed is measured by ``make bench``.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """Clone the migrated template for this worker, and drop the clone at the end."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    mine = f"{settings.PREFIX}_{worker}_{os.getpid()}"
    with administering() as run:
        clone(run, mine)
    settings.DATABASES["default"]["NAME"] = connections["default"].settings_dict["NAME"] = mine
    os.environ["PGDATABASE"] = mine
    yield mine
    with django_db_blocker.unblock():
        connections["default"].close()
    with administering() as run:
        run("drop database {} with (force)", mine)


@pytest.fixture(autouse=True)
def swedish():
    """Begin and end every test in Swedish, whatever language a page was switched to."""
    with translation.override("sv"):
        yield


@pytest.fixture
def cast(db):
    """The cast of the house, in a school week."""
    with arrange():
        return make_cast()

"""The only way in which a test may do what no role of the product may."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection


@contextmanager
def arrange() -> Iterator[None]:
    """Stand as the test's own role, past row security, as long as the block runs.

    It has no savepoint: a test that fails while it arranges has failed.
    """
    with connection.cursor() as cursor:
        cursor.execute("select set_config('role', %s, false)", [settings.DATABASE_ROLE["test"]])
        yield
        cursor.execute("select set_config('role', %s, false)", [settings.DATABASE_ROLE["base"]])

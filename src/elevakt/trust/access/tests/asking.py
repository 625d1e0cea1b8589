"""Ask the database in its own words, as whoever acts."""

from contextlib import contextmanager

from django.db import connection, transaction


def rows(statement, *values):
    """Return the rows that a statement answers."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def column(statement, *values):
    """Return the first column of the answer, as a set."""
    return {row[0] for row in rows(statement, *values)}


class Undone(Exception):
    """Leave a world behind, with everything that was done in it."""


@contextmanager
def undone():
    """Run the block in a savepoint and take everything back."""
    try:
        with transaction.atomic():
            yield
            raise Undone
    except Undone:
        pass

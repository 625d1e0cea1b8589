"""Ask the database in its own words, as whoever acts."""

from contextlib import contextmanager

from django.db import connection, transaction

from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.people.enums import Side


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


def reading(cast, name, matter, side=Side.STAFF):
    """Return what somebody of the cast reads of a matter, by basis."""
    with acting_as(cast.actor(name, side)):
        return {
            basis: set(circles)
            for basis, circles in rows(
                "select basis, circles from access.my_reading where matter_id = %s", matter.id
            )
        }


def readers(cast, matter, side=Side.STAFF):
    """Return who, of the whole cast, reads something of a matter."""
    return {name for name in cast.persons if reading(cast, name, matter, side)}

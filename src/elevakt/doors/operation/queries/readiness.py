"""Whether somebody can be served: the database answers, and is as this version left it."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from elevakt.foundation.kernel.policies import policy_digest

NO_DATABASE = "databasen svarar inte"
NOT_MIGRATED = "databasen är inte förd till den här versionen: kör elevakt migrate"
NO_POLICIES = "behörighetsreglerna i databasen är inte den här versionens: kör elevakt migrate"


def why_not_ready() -> str:
    """Return why nobody can be served now, or nothing."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select obj_description('base'::regnamespace)")
            (digest,) = cursor.fetchone()
            cursor.execute("select app, name from base.django_migrations")
            done = set(cursor.fetchall())
    except DatabaseError:
        return NO_DATABASE
    if not _wanted() <= done:
        return NOT_MIGRATED
    return "" if digest == _digest() else NO_POLICIES


@cache
def _wanted() -> frozenset[tuple[str, str]]:
    """Return the migrations that this version brings; they are files, and do not change."""
    return frozenset(MigrationLoader(None).disk_migrations)


@cache
def _digest() -> str:
    return policy_digest()

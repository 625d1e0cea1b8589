"""``migrate``: schemas, Django's migrations, then each app's SQL when its digest is new."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import OperationalError

from elevakt.foundation.kernel.policies import policy_digest, policy_sql, protected_schemas

_ATTEMPTS = 20


class Command(DjangoMigrate):
    """Migrate as the owner. Nobody is served meanwhile: without policies a table is closed."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the schemas, migrate, and put the policies in place.

        :raises CommandError: if it does not run as the owner, or a table stays busy
        """
        with connection.cursor() as cursor:
            cursor.execute("select current_user")
            if cursor.fetchone() != (settings.DATABASE_ROLE["owner"],):
                raise CommandError("Kör `elevakt migrate`: den loggar in som ägaren av tabellerna.")
            for schema in ("base", *settings.UNPROTECTED_SCHEMAS, *protected_schemas()):
                cursor.execute(f"create schema if not exists {schema}")
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self._take_policies_away()
        super().handle(*args, **options)
        self._put_policies_in_place()

    def _put_policies_in_place(self) -> None:
        sql, digest = policy_sql(), policy_digest()
        for _ in range(_ATTEMPTS):
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute("select obj_description('base'::regnamespace)")
                    if cursor.fetchone() == (digest,):
                        return
                    # Policies take ACCESS EXCLUSIVE: try again, not queue everybody behind us.
                    cursor.execute("set local lock_timeout = '2s'")
                    self._run(sql)
                    cursor.execute(f"comment on schema base is '{digest}'")
            except OperationalError:
                time.sleep(1)
            else:
                return
        raise CommandError("En skyddad tabell är upptagen. Stoppa tjänsten och försök igen.")

    @staticmethod
    def _run(sql: str) -> None:
        # Many statements in one text cannot go through a cursor that binds on the server.
        connection.ensure_connection()
        raw = connection.connection.pgconn
        result = raw.exec_(sql.encode())
        if result.status not in (1, 2):
            raise CommandError(f"SQL: {result.error_message.decode()}")

    @staticmethod
    def _take_policies_away() -> None:
        """Drop policies and views: PostgreSQL refuses to alter a column that one of them names."""
        schemas = protected_schemas()
        roles = settings.DATABASE_ROLE
        persons = ", ".join(f'"{roles[name]}"' for name in ("staff", "family", "engine"))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local lock_timeout = '5s'")
            cursor.execute(
                "select format('drop policy %%I on %%I.%%I', policyname, schemaname, tablename)"
                " from pg_policies where schemaname = any(%s)",
                [schemas],
            )
            drops = [row[0] for row in cursor.fetchall()]
            for schema in schemas:
                cursor.execute(f"revoke usage on schema {schema} from {persons}")
            for drop in drops:
                cursor.execute(drop)
            cursor.execute("select set_config('role', %s, true)", [roles["scope"]])
            cursor.execute(
                "select format('drop view if exists %%I.%%I cascade', schemaname, viewname)"
                " from pg_views where schemaname = any(%s) and viewowner = %s",
                [schemas, roles["scope"]],
            )
            for (drop,) in cursor.fetchall():
                cursor.execute(drop)
            cursor.execute("select set_config('role', %s, true)", [roles["owner"]])
            cursor.execute("comment on schema base is null")

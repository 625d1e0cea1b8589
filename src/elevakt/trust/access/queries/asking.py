"""Ask the database in its own words.

These reads are SQL and not the ORM's: most of a page's time was the ORM compiling and building rows
(ADR 0002), and the policies decide the same for both.
"""

from collections.abc import Mapping
from typing import Any

from django.db import connection


def asked(sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Return the rows that a question with named values has for an answer."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

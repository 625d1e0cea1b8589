"""The page of policies is what PostgreSQL has."""

import os

from django.conf import settings
from django.db import connection
from scripts.papers import POLICIES, Policy, policies

from elevakt.trust.access.testing.arranging import arrange

EVERYWHERE = ("tenant", "machinery", "scope")
"""Policies that every table has, told once at the top of the page."""


def test_the_page_of_policies_is_true(db):
    page = policies(_rows())

    if os.environ.get("PAPERS") == "write":
        POLICIES.parent.mkdir(parents=True, exist_ok=True)
        POLICIES.write_text(page)
    assert POLICIES.read_text() == page, "docs/generated/policies.md is stale: run `make map`"


def _rows():
    with arrange(), connection.cursor() as cursor:
        cursor.execute(
            """
            select schemaname || '.' || tablename, policyname, permissive = 'RESTRICTIVE', cmd,
                   replace(array_to_string(roles, ', '), %s, ''), qual, with_check
              from pg_policies where policyname <> all(%s)
             order by schemaname, tablename, permissive, policyname
            """,
            [f"{settings.PREFIX}_", list(EVERYWHERE)],
        )
        return [Policy(*row) for row in cursor.fetchall()]

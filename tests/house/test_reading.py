"""Whoever only reads changes nothing but the log of what she read, and when her session was used.

A page is asked for with GET by anybody who can make a browser open an address.
"""

import pytest
from django.db import connection
from django.test import Client

from tests.house.test_urls import TABLE, _address
from tests.house.world import logged_in, make_world

SESSION = {"base.django_session", "base.usersessions_usersession"}


def changed():
    """Return how many rows of each table this transaction has changed, by whatever it called."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select schemaname || '.' || relname, n_tup_ins + n_tup_upd + n_tup_del"
            " from pg_stat_xact_all_tables where n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return set(cursor.fetchall())


@pytest.mark.parametrize("name", ["rut", "kim", "olof", "ada", "vera"])
def test_a_page_that_is_only_read_changes_nothing(cast, name):
    world = make_world(cast)
    client, before = logged_in(cast, name), changed()

    for row in TABLE:
        client.get(_address(row, world))

    tables = {table for table, _ in changed() - before}
    logs = {table for table in tables if table.startswith(("audit.opening", "audit.refusal"))}
    assert logs
    assert tables - logs <= SESSION


def test_a_change_would_be_seen(cast):
    before = changed()

    client = logged_in(cast, "rut")
    client.post("/notiser/lasta/")

    assert "base.auth_user" in {table for table, _ in changed() - before}


@pytest.mark.parametrize("method", ["TRACE", "OPTIONS", "PUT", "PATCH", "DELETE", "CONNECT", "X"])
@pytest.mark.parametrize("path", ["/", "/finns-inte/", "/konto/logga-in/", "/halsa/", "/ui/token"])
def test_nothing_but_reading_and_sending_a_form_is_known(db, path, method):
    answer = Client().generic(method, path)

    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, POST")
    assert answer.content == b""

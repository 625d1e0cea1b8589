"""Run inside the product: what each page asks the database, and what that alone takes.

Reads pages as JSON and writes figures as JSON. The statements that a page sends are caught in this
process, through every middleware and with a session of the real server, and then sent again over
one connection, by nobody but the driver: the floor that the page cannot go below.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from unittest import mock

import django
from django.conf import settings
from django.db import connection
from django.test import Client

from measure.figures import Floor
from measure.serving import SESSION, processor_seconds

Statement = tuple[str, Any]

NOBODY = "reset role"
"""Sent again where an act ended: what comes after is nobody's. The page does not ask it."""


def main() -> None:
    """Catch and send again, page by page."""
    django.setup()
    settings.ALLOWED_HOSTS = ["testserver"]
    asked = json.load(sys.stdin)
    floors = [
        _floor(
            [
                _statements(page["session"], path, fields, follow=page["is_followed"])
                for path, fields in page["turns"]
            ],
            times=asked["times"],
        )
        for page in asked["pages"]
    ]
    json.dump([asdict(floor) for floor in floors], sys.stdout)


def _statements(
    session: str, path: str, fields: dict[str, str], *, follow: bool
) -> list[Statement]:
    """Return what one request asks. What it writes is not kept."""
    caught: list[Statement] = []

    def catch(execute: Callable[..., Any], sql: str, values: Any, many: bool, context: Any) -> Any:
        caught.append((sql, values))
        return execute(sql, values, many, context)

    def end() -> None:
        caught.append((NOBODY, None))
        connection.rollback()

    client = Client()
    client.cookies[SESSION] = session
    client.get("/")  # that the session is used is noted once a minute, and not by what is measured
    # Where a search leads must be kept to be shown; how it is kept is caught below.
    leads_to = client.post(path, fields).headers["Location"] if follow else ""
    connection.ensure_connection()
    with (
        connection.execute_wrapper(catch),
        mock.patch.object(connection, "commit", end),
    ):
        client.post(path, fields) if fields else client.get(path)
        if leads_to:
            client.get(leads_to)
    return caught


def _floor(requests: list[list[Statement]], *, times: int) -> Floor:
    connection.ensure_connection()
    driver = connection.connection
    assert driver is not None
    driver.autocommit = True
    seconds = []
    began_at = 0.0
    warm = len(requests) * 4  # so that every statement is prepared
    for number in range(warm + times):
        if number == warm:
            began_at = processor_seconds(driver.info.backend_pid)
        began = time.perf_counter()
        # Past the driver, which forgets what it has prepared when it rolls back itself.
        driver.pgconn.exec_(b"begin")
        with driver.cursor() as cursor:
            for sql, values in requests[number % len(requests)]:
                cursor.execute(sql, values)
                if cursor.description:
                    cursor.fetchall()
        driver.pgconn.exec_(b"rollback")
        if number >= warm:
            seconds.append(time.perf_counter() - began)
    spent = processor_seconds(driver.info.backend_pid) - began_at
    connection.close()
    return Floor(
        queries=statistics.mean(sum(sql != NOBODY for sql, _ in one) for one in requests),
        median_ms=statistics.median(seconds) * 1000,
        cpu_ms=spent / times * 1000,
    )


if __name__ == "__main__":
    main()

"""Databases for tests: a template migrated once; every worker and every stage is a clone."""

import fcntl
import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from psycopg import sql

SOURCE = Path(__file__).parents[3]
Run = Callable[..., psycopg.Cursor[Any]]


def clone(run: Run, name: str) -> None:
    """Make a database that is a copy of the template, and let the web's role in."""
    run("create database {} template {} owner {}", name, template(run), f"{settings.PREFIX}_owner")
    # Rights on a database are not copied with it.
    run("grant connect on database {} to {}", name, f"{settings.PREFIX}_web")


def template(run: Run) -> str:
    """Return the name of the template of today's migrations and SQL, made if it is missing."""
    name = f"{settings.PREFIX}_t_{_digest()}"
    if run("select 1 from pg_database where datname = %s", values=[name]).fetchone():
        return name
    # Renamed when done: a run that is killed leaves no half template behind.
    half = f"{name}_half"
    run("drop database if exists {} with (force)", half)
    run("create database {} owner {}", half, f"{settings.PREFIX}_owner")
    run(
        "grant connect on database {} to {}, {}",
        half,
        *(f"{settings.PREFIX}_{r}" for r in ("web", "migrate")),
    )
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0"],
        check=True,
        env={
            **os.environ,
            "PGDATABASE": half,
            "ELEVAKT_LOGIN": "migrate",
            "DJANGO_SETTINGS_MODULE": "elevakt.config.settings",
        },
    )
    run("alter database {} rename to {}", half, name)
    return name


def _digest() -> str:
    """Return what tells whether the template is still true."""
    digest = hashlib.sha256()
    for pattern in (
        "**/migrations/*.py",
        "**/sql/*.sql",
        "**/commands/migrate.py",
        "**/kernel/policies.py",
        "config/house.py",
    ):
        for file in sorted(SOURCE.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def administering() -> Iterator[Run]:
    """Run statements on the maintenance database, one worker at a time."""
    lock = Path(tempfile.gettempdir()) / f"{settings.PREFIX}-{os.getuid()}.lock"
    with (
        lock.open("w") as held,
        psycopg.connect(
            host=settings.DATABASES["default"]["HOST"],
            port=settings.DATABASES["default"]["PORT"],
            user=f"{settings.PREFIX}_test",
            dbname="postgres",
            autocommit=True,
        ) as connection,
    ):
        fcntl.flock(held, fcntl.LOCK_EX)

        def run(statement: Any, *names: str, values: Any = None) -> psycopg.Cursor[Any]:
            return connection.execute(
                sql.SQL(statement).format(*map(sql.Identifier, names)), values
            )

        yield run

"""Copies of everything, and everything back from a copy.

All that Elevakt keeps is in PostgreSQL, files and documents too, so one snapshot of the database is
a whole copy: no file can be newer or older than the row that names it. PostgreSQL's own programs
write and read it. Beside it lies a manifest, by which a copy that was cut off, changed, or made by
a later version is known before anything is touched.

Left out on purpose: sessions and what is remembered for minutes, so that nobody is logged in by an
old copy; and the secret (`ELEVAKT_SECRET_KEY`), which opens second steps and must lie elsewhere.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.crypto import salted_hmac
from psycopg import sql

from elevakt.config.postgres import Server, ServerFailed, binaries
from elevakt.foundation.kernel import clock

DUMP, MANIFEST = "database.dump", "manifest.json"
LEFT_OUT = (
    "base.django_session",
    "base.usersessions_usersession",
    "base.short_memory",
    "base.procrastinate_workers",
)
"""Tables whose rows are of the moment; the tables themselves are in the copy."""

TABLES = """
    select format('%I.%I', schemaname, tablename) from pg_tables
     where schemaname not like 'pg\\_%' and schemaname <> 'information_schema' order by 1
"""


class NoCopy(Exception):
    """A copy could not be made or used; the text says why, for the one who runs it."""


def keep(folder: Path) -> dict[str, Any]:
    """Write a copy into a folder that is not there yet, and return its manifest.

    It appears under its name only when it is whole.

    :raises NoCopy: if the folder is there, or PostgreSQL cannot write it
    """
    if folder.exists():
        raise NoCopy(f"{folder} finns redan: välj en mapp som inte finns.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))  # 0700
    try:
        with _asking() as asking:
            asking.execute("set transaction isolation level repeatable read read only")
            ((snapshot,),) = asking.execute("select pg_export_snapshot()")
            told = _told(asking)
            _run(
                "pg_dump",
                *("--format=custom", f"--snapshot={snapshot}", "--file", str(half / DUMP)),
                *(f"--exclude-table-data={table}" for table in LEFT_OUT),
            )
        told["files"] = {DUMP: _measure(half / DUMP)}
        (half / MANIFEST).write_text(json.dumps(told, indent=1, sort_keys=True))
        half.rename(folder)
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return told


def restore(folder: Path) -> list[str]:
    """Put a copy into an empty database, whole or not at all; return what to know afterwards.

    :raises NoCopy: if the copy is not whole, not ours, or of a later version; or the database is
        not empty, or holds something else afterwards than was counted
    """
    told = _checked(folder)
    with _asking() as asking:
        _require_empty(asking)
    _run(
        "pg_restore",
        *("--exit-on-error", "--single-transaction", "--dbname", _database(), str(folder / DUMP)),
    )
    with _asking() as asking:
        rows = _rows(asking)
    if rows != told["rows"]:
        differ = [table for table, many in told["rows"].items() if rows.get(table) != many]
        raise NoCopy(f"Kopian är inläst men antalet rader stämmer inte i: {', '.join(differ)}")
    words = [
        f"{sum(rows.values())} rader i {len(rows)} tabeller, lika många som när kopian gjordes"
    ]
    if told["elevakt"] != version("elevakt") or told["migrations"] != _on_disk():
        words.append("Kopian är av en äldre version: kör elevakt migrate innan tjänsten startas.")
    if told["secret"] != _secret():
        words.append(
            "ELEVAKT_SECRET_KEY är en annan än när kopian gjordes: ingens andra steg går att öppna."
        )
    return words


@contextmanager
def trial() -> Iterator[None]:
    """Stand on an empty server of one's own for the time of the block, and take it away after."""
    home = Path(tempfile.mkdtemp(prefix="elevakt-trial-"))
    server = Server(home, prefix=os.environ.get("ELEVAKT_PREFIX", "elevakt"))
    try:
        with server.in_use():
            os.environ.pop("DATABASE_URL", None)
            os.environ.update(server.environment())
            yield
    finally:
        for made in (home, server.home, server.socket):
            shutil.rmtree(made, ignore_errors=True)


# ---- what a copy says of itself ------------------------------------------------------------------


def _told(asking: psycopg.Connection[Any]) -> dict[str, Any]:
    ((policies,),) = asking.execute("select obj_description('base'::regnamespace)")
    done = asking.execute("select app, name from base.django_migrations order by 1, 2")
    return {
        "elevakt": version("elevakt"),
        "made_at": clock.now().isoformat(timespec="seconds"),
        "postgresql": asking.info.server_version,
        "prefix": settings.PREFIX,
        "policies": policies,
        "migrations": [list(one) for one in done],
        "rows": _rows(asking),
        "secret": _secret(),
    }


def _rows(asking: psycopg.Connection[Any]) -> dict[str, int]:
    """Return how many rows each table has that is in a copy."""
    tables = [table for (table,) in asking.execute(TABLES) if table not in LEFT_OUT]
    counted = {}
    for table in tables:
        # Named by PostgreSQL itself, quotes and all.
        ((many,),) = asking.execute(sql.SQL("select count(*) from " + table))  # noqa: S608
        counted[table] = many
    return counted


def _secret() -> str:
    """Return what tells whether the secret is the same, and nothing else about it."""
    return salted_hmac("elevakt backup", "same", algorithm="sha256").hexdigest()[:16]


def _on_disk() -> list[list[str]]:
    return sorted([app, name] for app, name in MigrationLoader(None).disk_migrations)


def _measure(file: Path) -> dict[str, Any]:
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return {"bytes": file.stat().st_size, "sha256": digest}


def _checked(folder: Path) -> dict[str, Any]:
    """Return the manifest of a copy that can be used here."""
    try:
        told: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
        measured = {name: _measure(folder / name) for name in told["files"]}
    except (OSError, ValueError, KeyError) as reason:
        raise NoCopy(f"{folder} är ingen hel kopia: {type(reason).__name__}.") from reason
    if measured != told["files"]:
        raise NoCopy(f"{folder} är inte som när kopian gjordes: kontrollsumman stämmer inte.")
    if told["prefix"] != settings.PREFIX:
        raise NoCopy(f"Kopian har rollerna {told['prefix']}_…: sätt ELEVAKT_PREFIX till det.")
    if unknown := [name for name in told["migrations"] if name not in _on_disk()]:
        raise NoCopy(f"Kopian är gjord av en nyare version, {told['elevakt']} ({unknown[0][0]}).")
    return told


def _require_empty(asking: psycopg.Connection[Any]) -> None:
    if asking.execute(TABLES).fetchone():
        raise NoCopy(f"Databasen {_database()} är inte tom: läs in kopian i en ny databas.")
    wanted = [f"{settings.PREFIX}_{role}" for role in ("owner", "scope", "web", "backup")]
    ((there,),) = asking.execute("select count(*) from pg_roles where rolname = any(%s)", [wanted])
    if there < len(wanted):
        raise NoCopy("Rollerna finns inte: kör deploy/roles.sql först.")


# ---- PostgreSQL ----------------------------------------------------------------------------------


def _database() -> str:
    return str(connection.settings_dict["NAME"])


def _surroundings() -> dict[str, str]:
    """Return what tells PostgreSQL's programs where the database is and who asks."""
    known = connection.settings_dict
    found = {
        "PGHOST": known["HOST"],
        "PGPORT": known["PORT"],
        "PGUSER": known["USER"],
        "PGPASSWORD": known["PASSWORD"],
        "PGDATABASE": known["NAME"],
    }
    return {name: str(value) for name, value in found.items() if value}


@contextmanager
def _asking() -> Iterator[psycopg.Connection[Any]]:
    known = connection.settings_dict
    with psycopg.connect(
        host=known["HOST"],
        port=known["PORT"],
        user=known["USER"],
        password=known["PASSWORD"] or None,
        dbname=known["NAME"],
    ) as asking:
        yield asking


def _run(program: str, *arguments: str) -> None:
    done = subprocess.run(
        [_program(program), "--no-password", *arguments],
        env={**os.environ, **_surroundings()},
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise NoCopy(f"{program} misslyckades: {done.stderr.strip()[-800:]}")


def _program(name: str) -> str:
    """Return the wheel's program, or the system's by the same name where there is no wheel."""
    with suppress(ServerFailed):
        own = binaries() / name
        if own.exists():
            return str(own)
    return name

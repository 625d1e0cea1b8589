"""The municipalities that are measured: the demo's, played by the engine, and multiplied by SQL."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from elevakt.config.postgres import Server

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PLAYED = "elevakt"
"""The database that the demo is played in."""

PUPILS, CASES = 1000, 3000
TIMES = 10
SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Municipality:
    """A database to measure in, and how large it is."""

    database: str
    pupils: int
    cases: int


class Ground:
    """The server under the municipalities, and how programs are run in them."""

    def __init__(self, server: Server, home: Path) -> None:
        """Take a server that runs, and a home of the bench's own."""
        self.server = server
        self._home = home

    def environment(self, database: str) -> dict[str, str]:
        """Return the surroundings of a program of the product in one of the databases."""
        return {
            **os.environ,
            **self.server.environment(),
            "PGDATABASE": database,
            "ELEVAKT_HOME": str(self._home),
            "ELEVAKT_DEMO": "1",
            "ELEVAKT_MOST_A_MINUTE": "1000000",
            "ELEVAKT_SECRET_KEY": "only-for-the-bench-" + "x" * 40,
            "DJANGO_SETTINGS_MODULE": "measure.settings",
            "PYTHONPATH": str(HERE.parent),
        }

    def run(self, *words: str, database: str, program: str = "elevakt.config.command") -> str:
        """Run the `elevakt` command, or another program, and return what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", program, *words],
            env=self.environment(database),
            check=True,
            text=True,
            stdout=subprocess.PIPE,
        )
        return done.stdout.strip()

    def show(self, *words: str) -> None:
        """Run a command of the demo's, and let it print as it goes."""
        subprocess.run(
            [sys.executable, "-m", "django", *words], env=self.environment(PLAYED), check=True
        )

    def connect(self, database: str) -> psycopg.Connection[Any]:
        """Connect as the superuser, whom no row security stops."""
        where = self.server.environment()
        return psycopg.connect(
            host=where["PGHOST"],
            port=where["PGPORT"],
            user="postgres",
            dbname=database,
            autocommit=True,
        )

    def play(self) -> None:
        """Fill the demo's municipality anew, and play its two school years."""
        shutil.rmtree(self._home / "norrvik", ignore_errors=True)
        self.begin()
        self.run("demo", database=PLAYED, program="django")

    def begin(self) -> None:
        """Make the database anew, with nothing in it."""
        with closing(self.connect("postgres")) as connection:
            self._drop(connection, PLAYED)
        self.server.start()  # makes what is missing
        self.run("migrate", "--verbosity=0", database=PLAYED)

    def grow(self) -> tuple[Municipality, Municipality]:
        """Make the smaller municipality of the played one, and the larger of the smaller."""
        small, large = (f"elevakt_bench_{PUPILS * times}" for times in (1, TIMES))
        self.copy(PLAYED, small)
        self._multiply(
            small, "rekeying", "trimming", "cases", values={"pupils": PUPILS, "cases": CASES}
        )
        self.copy(small, large)
        self._multiply(large, "world", values={"times": TIMES})
        return self._counted(small), self._counted(large)

    def rebuild(self, municipality: Municipality) -> str:
        """Make a sample of the cases again from their ledgers; return what it says.

        :raises CalledProcessError: if one of them was not as its ledger says
        """
        database = municipality.database
        return self.run("cases", "rebuild", "--sample", str(SAMPLE), database=database)

    def copy(self, source: str, name: str) -> None:
        """Make a database anew, with all that another one holds."""
        prefix = self.server.prefix
        with closing(self.connect("postgres")) as connection:
            self._drop(connection, name)
            for statement, names in (
                ("create database {} template {} owner {}", (name, source, f"{prefix}_owner")),
                ("revoke all on database {} from public", (name,)),
                ("grant connect on database {} to {}", (name, f"{prefix}_web")),
            ):
                connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _drop(self, connection: psycopg.Connection[Any], name: str) -> None:
        forget = sql.SQL("drop database if exists {} with (force)")
        connection.execute(forget.format(sql.Identifier(name)))

    def _multiply(self, database: str, *files: str, values: Mapping[str, int]) -> None:
        """Run files of SQL in one transaction, without the triggers that would follow each row."""
        with closing(self.connect(database)) as connection:
            with connection.transaction():
                connection.execute("set local session_replication_role = replica")
                for name, value in values.items():
                    connection.execute(
                        "select set_config(%s, %s, true)", [f"bench.{name}", str(value)]
                    )
                for file in files:
                    connection.execute((HERE / f"{file}.sql").read_bytes())
            connection.execute("vacuum (analyze)")

    def _counted(self, database: str) -> Municipality:
        with closing(self.connect(database)) as connection:
            row = connection.execute(
                """
                select (select count(distinct person_id) from people.enrolment
                         where period @> now()),
                       (select count(*) from cases."case")
                """
            ).fetchone()
            assert row is not None
        return Municipality(database, *row)

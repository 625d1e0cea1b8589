"""The house that is broken: a real `elevakt serve`, a real `elevakt work`, and their PostgreSQL."""

import fcntl
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

import psycopg
from measure.municipality import PLAYED, ROOT, Ground
from measure.serving import children_of, free_port, wait_for

from elevakt.config.postgres import Server

HOME = ROOT / "var" / "faults"
DATABASE = "elevakt_faults"
SCALE = "0.1"
"""The share of the demo's cases that is played: enough for ledgers to compare."""
MIGRATIONS = sorted(path.name for path in ROOT.glob("src/elevakt/*/*/migrations/0*.py"))
KEPT = f"played_{hashlib.sha256(''.join(MIGRATIONS).encode()).hexdigest()[:8]}"
"""The played database that is kept: after a migration another one is played."""
GONE_SECONDS = 10
COMMAND = "elevakt.config.command"
_MESSAGE_ID = re.compile(r"^Message-ID: (\S+)", re.MULTILINE)


@contextmanager
def alone() -> Iterator[Ground]:
    """Give the ground with the demo's municipality on it, to one program at a time."""
    HOME.mkdir(parents=True, exist_ok=True)
    with (HOME / "alone").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with Server(HOME / "postgresql").in_use() as server:
            yield played(server)


def played(server: Server) -> Ground:
    """Return the ground with the municipality, played once and then kept."""
    ground = Ground(server, HOME)
    with closing(ground.connect("postgres")) as connection:
        there = connection.execute("select from pg_database where datname = %s", [KEPT]).fetchone()
    if there is None:
        shutil.rmtree(HOME / "norrvik", ignore_errors=True)
        ground.begin()
        ground.run("demo", "--scale", SCALE, database=PLAYED, program="django")
        ground.copy(PLAYED, KEPT)
    return ground


class Promoted(Protocol):
    """A standby that can take over."""

    def promote(self) -> None:
        """Be the primary from now on."""

    def environment(self) -> dict[str, str]:
        """Return where it is."""


class House:
    """Serve, work and PostgreSQL: each can be killed, and started again."""

    def __init__(self, ground: Ground, log: Path, surroundings: Mapping[str, str]) -> None:
        """Take a ground whose PostgreSQL runs.

        :param surroundings: settings beside or instead of those of the ground
        """
        self.ground = ground
        self.port = free_port()
        self.mails = HOME / "mails"
        self._log = log
        self.environment = {
            **ground.environment(DATABASE),
            "DJANGO_SETTINGS_MODULE": "faulting.settings",
            "PORT": str(self.port),
            **surroundings,
        }
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self.standby: Promoted | None = None

    def start(self, errand: str) -> None:
        """Start `serve` or `work`."""
        with self._log.open("ab") as log:
            self._running[errand] = subprocess.Popen(
                [sys.executable, "-m", COMMAND, errand],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,  # so that all of it can be killed at one stroke
            )
        if errand == "serve":
            wait_for(self.port, self._running[errand])

    def kill(self, errand: str) -> None:
        """Kill `serve` or `work` with everything that it has begun."""
        process = self._running.pop(errand)
        everyone = [Path(f"/proc/{pid}") for pid in children_of(process.pid)]
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        # One that still dies would hold the port, and be taken for the next.
        until(lambda: not any(one.exists() for one in everyone), GONE_SECONDS)

    def kill_one_process_of(self, errand: str) -> None:
        """Kill one of the processes that `serve` has begun; it begins another by itself."""
        main = self._running[errand].pid
        until(lambda: bool(children_of(main)), GONE_SECONDS)
        os.kill(children_of(main)[-1], signal.SIGKILL)

    def kill_postgresql(self) -> None:
        """Kill PostgreSQL with all its processes, so that it must recover from its own log."""
        pid = int((self.ground.server.data / "postmaster.pid").read_text().split()[0])
        for one in (pid, *children_of(pid)):
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)

    def stop(self) -> None:
        """Stop what runs, as it is stopped on an ordinary day."""
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            process.wait()
        self._running.clear()

    def run(self, *words: str, program: str = COMMAND) -> subprocess.CompletedProcess[str]:
        """Run a program of the product, and return how it went."""
        return subprocess.run(
            [sys.executable, "-m", program, *words],
            env=self.environment,
            check=False,
            text=True,
            capture_output=True,
        )

    def ask(self, question: str, **values: object) -> list[tuple[Any, ...]]:
        """Return what the database answers, past every policy."""
        server = self.ground.server if self.standby is None else self.standby
        where = server.environment()
        with psycopg.connect(
            host=where["PGHOST"], port=where["PGPORT"], user="postgres", dbname=DATABASE
        ) as connection:
            return connection.execute(question, values).fetchall()

    def sent(self) -> Counter[str]:
        """Return how often each mail was sent, by its Message-ID."""
        texts = (mail.read_text() for mail in self.mails.glob("*"))
        return Counter(key for text in texts for key in _MESSAGE_ID.findall(text))


@contextmanager
def standing(
    ground: Ground, log: Path, *, standby: Promoted | None = None, **surroundings: str
) -> Iterator[House]:
    """Let a house stand on a fresh copy of the municipality for the time of the block.

    :param standby: what takes over if the house's PostgreSQL is lost
    """
    ground.copy(KEPT, DATABASE)
    with closing(ground.connect("postgres")) as connection:
        # A copied database believes that the next numbers of its sequences are in the log, where
        # only the copied one's are: after a crash it would give them out again.
        connection.execute("checkpoint")
    shutil.rmtree(HOME / "mails", ignore_errors=True)
    if standby is not None:
        both = [ground.server.environment()["PGHOST"], standby.environment()["PGHOST"]]
        surroundings["DATABASE_URL"] = f"postgresql:///{DATABASE}?host={','.join(both)}&port=5432"
    house = House(ground, log, surroundings)
    house.standby = standby
    house.start("serve")
    house.start("work")
    try:
        yield house
    finally:
        house.stop()


def until(is_so: Callable[[], bool], seconds: float, *, every: float = 0.25) -> bool:
    """Wait until something is so, and say whether it became so in time."""
    give_up_at = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > give_up_at:
            return False
        time.sleep(every)
    return True

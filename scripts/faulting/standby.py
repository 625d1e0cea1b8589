"""A standby that follows the house's PostgreSQL, and takes over from it.

Both are embedded servers, each in a home of its own and reached by its socket. An act is answered
when both have it (`synchronous_standby_names`).
"""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager

from measure.municipality import Ground

from elevakt.config.postgres import Server
from faulting.house import HOME, until

STANDBY_HOME = HOME / "standby"
FOLLOWS_SECONDS = 60


class Standby(Server):
    """An embedded server that is a copy of another, and follows it until it is promoted."""

    def follow(self, primary: Server) -> None:
        """Copy the primary, and follow it."""
        self._own(self.home, 0o750)
        self._own_alone(self.socket, 0o750)
        self._run(
            "pg_basebackup",
            *("-h", str(primary.socket), "-p", str(primary.port), "-U", "postgres"),
            *("-D", str(self.data), "-R", "-X", "stream", "-c", "fast"),
        )
        self._configure()
        self._start()

    def promote(self) -> None:
        """Be the primary from now on."""
        self._run("pg_ctl", *self._on_data(), "-w", "promote")


@contextmanager
def followed(ground: Ground) -> Iterator[Standby]:
    """Let a standby follow for the time of the block, and every act wait for it."""
    shutil.rmtree(STANDBY_HOME, ignore_errors=True)
    standby = Standby(STANDBY_HOME / "postgresql")
    shutil.rmtree(standby.home, ignore_errors=True)
    standby.follow(ground.server)
    try:
        with closing(ground.connect("postgres")) as connection:
            connection.execute("alter system set synchronous_standby_names = '*'")
            connection.execute("select pg_reload_conf()")
            follows = "select from pg_stat_replication where sync_state in ('sync', 'quorum')"
            if not until(lambda: bool(connection.execute(follows).fetchall()), FOLLOWS_SECONDS):
                raise subprocess.TimeoutExpired("the standby does not follow", FOLLOWS_SECONDS)
        yield standby
    finally:
        standby.stop()
        (ground.server.data / "postgresql.auto.conf").write_text("")
        ground.server.stop()
        ground.server.start()

"""A file system of its own for PostgreSQL, so small that it can be filled.

It is mounted where only this program and what it starts see it: an ordinary user may do that in a
name space of her own (`unshare`, Debian's util-linux).
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from measure.municipality import Ground

from elevakt.config.postgres import Server
from faulting.house import HOME, played

MEGABYTES = 1500
"""Room for the municipality, a copy of it, and what twenty write meanwhile."""
BLOCK = bytes(1 << 20)
APART = "ELEVAKT_FAULTS_APART"


class SmallServer(Server):
    """An embedded server whose folder is a small file system in memory."""

    def mount(self) -> None:
        """Put the file system where the server keeps its data."""
        self._own(self.home, 0o750)
        owner = f"uid={self._user.pw_uid},gid={self._user.pw_gid},mode=750"
        options = f"size={MEGABYTES}m,{owner}"
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", self.home], check=True)

    def unmount(self) -> None:
        """Take it away, with all that lies in it."""
        subprocess.run(["umount", self.home], check=True)


def go_apart() -> None:
    """Begin this program again in a name space of its own, where it may mount."""
    if APART in os.environ:
        return
    as_user = [] if os.geteuid() == 0 else ["--user", "--map-current-user", "--keep-caps"]
    words = ["unshare", "--mount", *as_user, sys.executable, *sys.argv]
    os.execvpe("unshare", words, {**os.environ, APART: "1"})  # noqa: S606 (our own words)


@contextmanager
def cramped() -> Iterator[Ground]:
    """Give a ground with the municipality on it, and little room, for the time of the block."""
    server = SmallServer(
        HOME / "small" / "postgresql",
        configuration={"max_wal_size": "128MB", "min_wal_size": "64MB"},
    )
    server.mount()
    try:
        with server.in_use():
            yield played(server)
    finally:
        server.unmount()


@contextmanager
def filled(server: Server) -> Iterator[None]:
    """Take up all the room that is left, for the time of the block."""
    ballast = server.home / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(BLOCK):
                pass
        except OSError:
            pass
    try:
        yield
    finally:
        ballast.unlink()

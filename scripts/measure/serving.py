"""A real `elevakt serve`, somebody who has logged in to it, and the processors' time it takes."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from measure.municipality import Ground, Municipality

HOST = "127.0.0.1"
TICKS = os.sysconf("SC_CLK_TCK")
SESSION = "elevakt"
PATIENCE = 60
BETWEEN = b"between-the-fields"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class NotAnswered(Exception):
    """A page did not answer as it should; what it said instead."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said to one request, and how long it took to say it, in seconds."""

    status: int
    body: bytes
    seconds: float
    leads_to: str = ""


@dataclass
class Visitor:
    """Somebody with a browser's cookies and one connection that is kept open."""

    port: int
    username: str
    patience: float = PATIENCE
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Open the connection, and log in as a persona of the demo."""
        self._connection = http.client.HTTPConnection(HOST, self.port, timeout=self.patience)
        page = self.get("/vem/")
        token = token_of(page.body)
        answer = self.post(f"/vem/{self.username}/", {"csrfmiddlewaretoken": token})
        if answer.status != 302 or SESSION not in self.cookies:
            raise NotAnswered(f"{self.username} kom inte in: {answer.status}")

    def hang_up(self) -> None:
        """Close the connection; the next request opens another, on which one worker answers."""
        self._connection.close()

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        """Send a form."""
        return self._ask("POST", path, urlencode(fields).encode())

    def follow(self, answer: Answer) -> Answer:
        """Go where an answer leads; what both took counts."""
        there = self.get(answer.leads_to)
        return replace(there, seconds=answer.seconds + there.seconds)

    def upload(self, path: str, fields: Mapping[str, str], name: str, content: bytes) -> Answer:
        """Send a form with a picture."""
        parts = [
            f'Content-Disposition: form-data; name="{key}"\r\n\r\n{value}'.encode()
            for key, value in fields.items()
        ]
        about = f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n'
        parts.append(f"{about}Content-Type: image/png\r\n\r\n".encode() + content)
        body = b"".join(b"--%b\r\n%b\r\n" % (BETWEEN, part) for part in parts)
        kind = f"multipart/form-data; boundary={BETWEEN.decode()}"
        return self._ask("POST", path, body + b"--%b--\r\n" % BETWEEN, kind)

    def _ask(
        self,
        method: str,
        path: str,
        body: bytes | None,
        kind: str = "application/x-www-form-urlencoded",
    ) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = kind
        began = time.perf_counter()
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        said = response.read()
        seconds = time.perf_counter() - began
        for header in response.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value
        return Answer(response.status, said, seconds, response.headers.get("Location", ""))


def token_of(page: bytes) -> str:
    """Return the token that the forms of a page send along."""
    found = _TOKEN.search(page.decode())
    if found is None:
        raise NotAnswered("Sidan har inget formulär.")
    return found[1]


@dataclass(frozen=True, slots=True)
class Spent:
    """Processors' time since the processes began, in seconds: the product's, and PostgreSQL's."""

    product: float
    database: float

    def since(self, before: "Spent") -> "Spent":
        """Return what has been spent since then."""
        return Spent(self.product - before.product, self.database - before.database)


class Serving:
    """A server that answers, and its processes."""

    def __init__(self, ground: Ground, municipality: Municipality, process: int, port: int) -> None:
        """Take a server that runs."""
        self.port = port
        self._process = process
        self._ground, self._database = ground, municipality.database

    def spent(self) -> Spent:
        """Return what the server with all its workers has spent, and its connections."""
        with closing(self._ground.connect("postgres")) as connection:
            rows = connection.execute(
                "select pid from pg_stat_activity where datname = %s", [self._database]
            ).fetchall()
        return Spent(
            sum(map(processor_seconds, [self._process, *children_of(self._process)])),
            sum(processor_seconds(pid) for (pid,) in rows),
        )


@contextmanager
def serving(ground: Ground, municipality: Municipality) -> Iterator[Serving]:
    """Serve a municipality for the time of the block."""
    port = free_port()
    environment = ground.environment(municipality.database) | {"PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, "-m", "elevakt.config.command", "serve"],
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(port, process)
        yield Serving(ground, municipality, process.pid, port)
    finally:
        process.terminate()
        process.wait()


def processor_seconds(pid: int) -> float:
    """Return the processors' time of one process, its threads among it and its children not."""
    # What follows the name in brackets, which may hold anything: proc(5), fields 14 and 15.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def children_of(pid: int) -> list[int]:
    """Return the processes that one has begun, and those that they have."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    found = [int(child) for task in tasks for child in task.read_text().split()]
    return found + [one for child in found for one in children_of(child)]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server listens.

    :raises OSError: if it has ended, or does not in a minute
    """
    give_up_at = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection((HOST, port), timeout=2).close()
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > give_up_at:
                raise
            time.sleep(0.1)

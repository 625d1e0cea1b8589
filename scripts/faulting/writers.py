"""Twenty who write, and know what they were told is kept.

Whoever gets no answer, or an error, sends the same again until it is taken, as people do. Only what
the server has said is kept counts as acknowledged.
"""

import html
import http.client
import io
import random
import re
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field

from measure.pages import REPORT, Asking
from measure.serving import Answer, Visitor, token_of
from PIL import Image

from elevakt.foundation.kernel import ids
from faulting.house import DATABASE, House

WRITERS = 20
PAUSE = (0.02, 0.25)
"""Seconds between two writes of one."""
AGAIN = 1.0
"""Seconds before somebody sends the same again."""
PATIENCE = 15
"""Seconds that somebody waits for an answer."""
GIVE_UP = 90
"""Seconds after which somebody stops sending the same again."""
OPEN = """
    select matter_id from cases."case" where matter_id = any(%s) and state <> 'closed'
"""
DRAFT = "/rapportera/om/accident/utkast/"
FILES = "/arenden/filer/"
TOKEN = "csrftoken"  # noqa: S105
NO_ANSWER = "(inget svar)"
_KEY = re.compile(r'_uploaded" value="([0-9a-f-]{36})"')
_SHOWN = re.compile(r"<main\b.*?</main>", re.DOTALL)
_STACK = re.compile(r"Traceback|File &quot;|File \"/|OperationalError|psycopg")


@dataclass(frozen=True, slots=True)
class Written:
    """One thing that was written and acknowledged.

    :param kind: draft, entry, report or file
    :param key: what it is found by in the database
    :param times: how often it had to be sent
    """

    kind: str
    key: str
    times: int


@dataclass
class Said:
    """What the screens said while something was broken, and how often."""

    screens: Counter[str] = field(default_factory=Counter)
    stacks: int = 0

    def note(self, answer: Answer | None) -> None:
        """Note one answer that was not what was asked for."""
        if answer is None:
            self.screens[NO_ANSWER] += 1
            return
        text = answer.body.decode(errors="replace")
        self.stacks += bool(_STACK.search(text))
        shown = _SHOWN.search(text)
        words = html.unescape(re.sub(r"<[^>]+>", " ", shown[0] if shown else text))
        self.screens[f"{answer.status} {' '.join(words.split())[:220]}"] += 1


Send = Callable[[Visitor, dict[str, str], str], Answer]


@dataclass(frozen=True)
class Work:
    """What one of them writes: as whom, how it is sent, and when it is taken."""

    kind: str
    username: str
    send: Send
    status: int


class Writer(threading.Thread):
    """Somebody who writes until told to stop, and then ends what has begun."""

    def __init__(self, house: House, work: Work, number: int, said: Said) -> None:
        """Log in, and get the token of a form."""
        super().__init__(daemon=True)
        self.written: list[Written] = []
        self.given_up: list[str] = []
        self.acknowledged_at: list[float] = []
        self._work, self._number, self._said = work, number, said
        self._visitor = Visitor(house.port, work.username, PATIENCE)
        self._fields = {"csrfmiddlewaretoken": token_of(self._visitor.get(REPORT).body)}
        self._is_over = threading.Event()
        self._dice = random.Random(number)  # noqa: S311

    def run(self) -> None:
        """Write, one thing after the other."""
        while not self._is_over.is_set():
            self._write(str(ids.new()))
            time.sleep(self._dice.uniform(*PAUSE))

    def end(self) -> None:
        """Tell it to stop."""
        self._is_over.set()

    def _write(self, key: str) -> None:
        began = time.monotonic()
        times = 0
        while time.monotonic() - began < GIVE_UP:
            times += 1
            answer = self._tried(key)
            if answer is not None and answer.status == self._work.status:
                kept = _kept(answer) if self._work.kind == "file" else key
                self.written.append(Written(self._work.kind, kept, times))
                self.acknowledged_at.append(time.monotonic())
                return
            self._said.note(answer)
            time.sleep(AGAIN)
        self.given_up.append(key)

    def _tried(self, key: str) -> Answer | None:
        try:
            return self._work.send(self._visitor, self._fields, key)
        except (OSError, http.client.HTTPException):
            self._visitor.hang_up()
            return None


def writers(house: House, said: Said, how_many: int = WRITERS) -> list[Writer]:
    """Return so many who have logged in: a fourth of them writes drafts, notes, files, reports."""
    with closing(house.ground.connect(DATABASE)) as connection:
        led = [key for (key,) in connection.execute(OPEN, [Asking(connection, "rektor.rut").cases])]
        taught = Asking(connection, "mentor.mia").pupils
    kinds = [
        Work("draft", "larare.tom", _draft, 200),
        Work("entry", "rektor.rut", _note(led), 302),
        Work("file", "kurator.kim", _file, 200),
        Work("report", "mentor.mia", _report(taught), 302),
    ]
    return [Writer(house, kinds[at % len(kinds)], at, said) for at in range(how_many)]


def _draft(visitor: Visitor, fields: dict[str, str], key: str) -> Answer:
    said = {"draft_field": key, key: f"Ord {key}", "draft_base": "", "draft_page": key}
    return visitor.post(DRAFT, fields | said)


def _note(cases: list[uuid.UUID]) -> Send:
    def send(visitor: Visitor, fields: dict[str, str], key: str) -> Answer:
        case = cases[uuid.UUID(key).int % len(cases)]
        said = {"text": key, "happened_on": a_week_ago(), "about": "", "request_key": key}
        return visitor.post(f"/arenden/{case}/anteckning/", fields | said)

    return send


def _file(visitor: Visitor, fields: dict[str, str], key: str) -> Answer:
    picture = io.BytesIO()
    Image.frombytes("RGB", (4, 4), (uuid.UUID(key).bytes * 3)).save(picture, "PNG")
    return visitor.upload(FILES, fields, f"{key}.png", picture.getvalue())


def _report(pupils: list[uuid.UUID], danger: str = "yes") -> Send:
    def send(visitor: Visitor, fields: dict[str, str], key: str) -> Answer:
        at = uuid.UUID(key).int
        said = {
            "danger": danger,  # if there is any, whoever leads is told at once
            "who-exposed-pupils": str(pupils[at % len(pupils)]),
            "who-alleged-pupils": str(pupils[(at + 1) % len(pupils)]),
            "what_happened": f"En knuff i korridoren. {key}",
            "done_so_far": "Jag pratade med dem båda.",
            "where": "corridor",
            "kinds": "physical",
            "request_key": key,
        }
        return visitor.post(REPORT, fields | said)

    return send


def _kept(answer: Answer) -> str:
    found = _KEY.search(answer.body.decode())
    return found[1] if found else ""


def a_week_ago() -> str:
    """Return a day that has been, also where the clock is moved, as a form sends it."""
    return time.strftime("%Y-%m-%d", time.localtime(time.time() - 7 * 24 * 60 * 60))


Click = Callable[[Visitor], Answer]


@dataclass(frozen=True)
class Clicks:
    """What a teacher does between two lessons."""

    reading: list[Click]
    writing: list[Click]


def clicks(house: House) -> Clicks:
    """Return what a mentor reads and writes on an ordinary day."""
    with closing(house.ground.connect(DATABASE)) as connection:
        taught = Asking(connection, "mentor.mia").pupils
    paths = ["/", "/elever/", REPORT, *(f"/elever/{key}/" for key in taught)]
    return Clicks(
        reading=[_reads(path) for path in paths],
        writing=[_writes(_draft), _writes(_draft), _writes(_report(taught, danger="no"))],
    )


def _reads(path: str) -> Click:
    return lambda visitor: visitor.get(path)


def _writes(send: Send) -> Click:
    def write(visitor: Visitor) -> Answer:
        # The cookie is as good as what stands in a form.
        return send(visitor, {"csrfmiddlewaretoken": visitor.cookies[TOKEN]}, str(ids.new()))

    return write

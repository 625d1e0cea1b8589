"""A server, a browser, and somebody who uses them."""

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import cache, partial
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from playwright.sync_api import expect, sync_playwright

from elevakt.trust.access.testing.databases import administering, clone
from tests.journeys.stage_names import MORNING, PASSWORD
from tests.journeys.watching import Names, Watch, look

ROOT = Path(__file__).parents[2]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DAY = 24 * 60 * 60
PATIENCE = 10_000
"""How long, in milliseconds, a page may take to show what is looked for."""


class Server:
    """A real `elevakt serve` on a database of its own, on a Monday morning in September.

    Its clock can be moved by starting again. What it writes to its log is kept, and judged.
    """

    def __init__(self, database, folder, begins=MORNING):
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "log"
        self.environment = {
            **os.environ,
            "PGDATABASE": database,
            "ELEVAKT_LOGIN": "web",
            "ELEVAKT_DEMO": "1",
            "ELEVAKT_HOME": str(ROOT / "var"),
            "ELEVAKT_MAIL": "django.core.mail.backends.console.EmailBackend",
            "PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "elevakt.config.settings",
        }
        self._since_morning = int(begins.timestamp() - time.time())
        self._process = None
        self._set_clock(0)

    def know(self, told):
        """Know what is there by key, and the names of the cast."""
        self.keys, self.names = told["keys"], Names(told["names"])

    def start(self):
        """Start, and wait until it answers."""
        with self.log.open("a") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "elevakt.config.command", "serve"],
                env=self.environment,
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )
        until = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=2).close()
                return
            except OSError:
                assert time.monotonic() < until, "the server does not answer"
                time.sleep(0.1)

    def stop(self):
        """Stop, and wait until it has."""
        self._process.terminate()
        self._process.wait(STOPS_IN)

    def move_clock(self, *, days_later):
        """Start again, so many days after the morning on which everything began."""
        self.stop()
        self._set_clock(days_later)
        self.start()

    def work(self):
        """Do every job that waits, as `elevakt work` does, and return the mails that were sent."""
        return self.run("tests.journeys.worker")

    def run(self, program, *words, **environment):
        """Run a program in this database, on this day, and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", program, *words],
            env=self.environment | environment,
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        with self.log.open("a") as log:
            log.write(done.stderr)
        return done.stdout

    def ask(self, question, values=()):
        """Return what this database answers, past every policy."""
        known = settings.DATABASES["default"]
        with psycopg.connect(
            host=known["HOST"],
            port=known["PORT"],
            user=f"{settings.PREFIX}_test",
            dbname=self.environment["PGDATABASE"],
        ) as connection:
            return connection.execute(question, values).fetchall()

    def _set_clock(self, days_later):
        moved = self._since_morning + days_later * DAY
        self.environment["ELEVAKT_CLOCK_MOVED"] = str(moved)


@pytest.fixture(scope="session")
def scene(django_db_setup, tmp_path_factory):
    """Return a database in which the cast was arranged an hour before, and what is in it."""
    with ExitStack() as leaving:

        @cache
        def arranged(*words):
            database = "_".join((settings.PREFIX, "scene", *words, str(os.getpid())))
            with administering() as run:
                clone(run, database)
            leaving.callback(_drop, database)
            early = Server(database, tmp_path_factory.mktemp("scene"), MORNING - timedelta(hours=1))
            told = early.run("tests.journeys.stage", *words, ELEVAKT_LOGIN="test")
            return database, json.loads(told)

        yield arranged


@pytest.fixture
def stage(scene, request, tmp_path):
    """The cast on a database of its own, and a server that serves it.

    A journey that also asks for ``world`` begins with five cases under way; one that asks for
    ``released`` may use every process.
    """
    template, told = scene(*(one for one in ("world", "released") if one in request.fixturenames))
    database = f"{settings.PREFIX}_stage_{os.getpid()}_{time.monotonic_ns()}"
    with administering() as run:
        owner, web = f"{settings.PREFIX}_owner", f"{settings.PREFIX}_web"
        run("create database {} template {} owner {}", database, template, owner)
        run("grant connect on database {} to {}", database, web)
    server = Server(database, tmp_path)
    server.know(told)
    server.start()
    yield server
    server.stop()
    _drop(database)
    log = server.log.read_text(encoding="utf-8")
    assert "ERROR" not in log, log
    assert server.names.within(log) == []


def _drop(database):
    with administering() as run:
        run("drop database {}", database)


@pytest.fixture
def world():
    """Ask for the stage with five cases under way: see ``tests.house.world``."""


@pytest.fixture
def released():
    """Ask for the stage on which the organiser uses every process for real."""


@pytest.fixture
def real(stage):
    """Serve the stage as a school does, and by a name: a passkey belongs to no number."""
    stage.stop()
    stage.environment |= {"ELEVAKT_DEMO": "0", "ELEVAKT_SECURE": "0", "ELEVAKT_CLOCK_MOVED": "0"}
    stage.url = f"http://localhost:{stage.port}"
    stage.start()


@pytest.fixture(scope="module")
def chromium():
    """The system's own browser, for the journeys of one module: it holds the loop of events."""
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def visitor(stage, chromium, tmp_path):
    """Open a page for somebody who has not logged in, and watch it for what it must never do.

    When a journey ends too early, pictures of how its pages stood lie in its folder.
    """
    with ExitStack() as leaving:

        @contextmanager
        def visiting(viewport=DESK, *, may_answer=(), **options):
            context = chromium.new_context(
                viewport=viewport,
                base_url=stage.url,
                locale="sv-SE",
                reduced_motion="reduce",
                **options,
            )
            leaving.callback(context.close)
            context.set_default_timeout(PATIENCE)
            watch = Watch(stage.url, stage.names, may_answer)
            context.on("page", watch.over)
            try:
                yield context.new_page()
            except BaseException:
                for page in context.pages:
                    number = len([*tmp_path.glob("*.png")])
                    page.screenshot(path=tmp_path / f"{number}.png", full_page=True)
                raise
            watch.end()

        yield visiting


@pytest.fixture
def somebody(visitor):
    """Open the home page of one of the cast.

    :param stands: where, for one who has several standings: "Personal" or "Vårdnadshavare"
    :param may_answer: the faults that a script on the page may meet, as HTTP says them
    """

    @contextmanager
    def logged_in(name, viewport=DESK, *, stands=None, **options):
        with visitor(viewport, **options) as page:
            page.goto("/konto/logga-in/")
            log_in(page, name)
            if stands:
                stand(page, stands)
            yield page

    return logged_in


@pytest.fixture
def check(stage):
    """Hold a page, as it stands now, to what every page of the house promises."""
    return partial(look, names=stage.names)


def log_in(page, name):
    """Log in on the page that asks who one is."""
    page.get_by_label("Användarnamn").fill(name)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    expect(page).not_to_have_title("Logga in – Elevakt")


def stand(page, where):
    """Choose where to stand, on the page that asks."""
    page.goto("/plats/")
    place = page.get_by_role("listitem").filter(has_text=where)
    place.get_by_role("button", name="Välj").click()
    expect(page).to_have_title("Hem – Elevakt")


def refused(page, path):
    """Hold the house to say of a page only that it is not there."""
    answer = page.goto(path)
    assert answer.status == 404, path
    expect(page.get_by_role("heading", level=1)).to_have_text("Sidan finns inte")


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


STOPS_IN = 60
"""Seconds that a server may take to stop: it ends what has begun, on a machine that does more."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys

import pytest

from elevakt.config import command
from elevakt.config.command import Errand
from elevakt.config.postgres import Server

HELP = """\
Det här kan elevakt göra:

  elevakt fly away   leave the ground
  elevakt land       come back
"""


@pytest.fixture
def done(monkeypatch):
    """What the errands were called with, instead of what the product does."""
    done = []

    def note(name):
        return lambda arguments: done.append((name, os.environ["ELEVAKT_LOGIN"], arguments))

    errands = (
        Errand(("fly", "away"), "leave the ground", note("fly away")),
        Errand(("land",), "come back", note("land"), login="migrate"),
    )
    monkeypatch.setattr(command, "ERRANDS", errands)
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example.se/elevakt")
    monkeypatch.setenv("ELEVAKT_LOGIN", "test")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "elevakt.config.settings")
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    return done


def call(monkeypatch, *words):
    monkeypatch.setattr(sys, "argv", ["elevakt", *words])
    command.main()


def test_an_errand_runs_with_its_own_log_in_and_the_rest_of_the_arguments(done, monkeypatch):
    call(monkeypatch, "fly", "away", "--far")
    call(monkeypatch, "land")

    assert done == [("fly away", "web", ["--far"]), ("land", "migrate", [])]


@pytest.mark.parametrize("words", [[], ["help"], ["--help"]])
def test_who_asks_for_help_gets_it(done, monkeypatch, capsys, words):
    with pytest.raises(SystemExit) as stopped:
        call(monkeypatch, *words)

    assert stopped.value.code == 0
    assert capsys.readouterr().out == HELP
    assert done == []


@pytest.mark.parametrize("words", [["fly"], ["swim"]])
def test_who_asks_for_something_unknown_gets_help_and_a_failure(done, monkeypatch, capsys, words):
    with pytest.raises(SystemExit) as stopped:
        call(monkeypatch, *words)

    assert stopped.value.code == 2
    assert capsys.readouterr().err == HELP
    assert done == []


def test_a_taken_port_is_said_before_anything_is_filled(monkeypatch):
    with socket.create_server((command.HOST, 0)) as other:
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))

        with pytest.raises(command.NotPossible) as stopped:
            command._demo([])

    assert (
        str(stopped.value) == f"Porten {port} är upptagen. Välj en annan: make demo PORT={port + 1}"
    )


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("ELEVAKT_MODULES", "nobody", "ELEVAKT_MODULES nämner nobody, men"),
        ("ELEVAKT_PROCESSES", "{folder}", "own/v1.toml: ”applies_from” saknas."),
        ("ELEVAKT_PROCESSES", "{folder}/none", "ELEVAKT_PROCESSES är {folder}/none:"),
        ("ELEVAKT_TLS_KEY", "{folder}/key", "ELEVAKT_TLS_CERTIFICATE och ELEVAKT_TLS_KEY hör"),
    ],
)
def test_an_installation_that_is_not_whole_is_never_served(tmp_path, name, value, why):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "v1.toml").write_text('id = "own"')
    with socket.socket() as free:
        free.bind((command.HOST, 0))
        port = str(free.getsockname()[1])
    surroundings = {
        **os.environ,
        "DATABASE_URL": "postgresql://nobody@localhost/nothing",
        "ELEVAKT_SECRET_KEY": "not needed here",
        "DJANGO_SETTINGS_MODULE": "elevakt.config.settings",
        "PORT": port,
        name: value.format(folder=tmp_path),
    }

    done = subprocess.run(
        [sys.executable, "-m", "elevakt.config.command", "serve"],
        env=surroundings,
        check=False,
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(why.format(folder=tmp_path))


@pytest.fixture
def servers(monkeypatch):
    """The servers that the command starts; what they leave is taken away."""
    servers = []

    def start(*arguments, **named):
        servers.append(Server(*arguments, **named))
        return servers[-1]

    monkeypatch.setattr(command, "Server", start)
    yield servers
    for server in servers:
        shutil.rmtree(server.home, ignore_errors=True)
        shutil.rmtree(server.socket, ignore_errors=True)


def test_without_an_address_the_embedded_server_runs_meanwhile(servers, monkeypatch, tmp_path):
    for name in ("DATABASE_URL", "PGHOST", "PGPORT", "PGDATABASE", "ELEVAKT_SECRET_KEY"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("ELEVAKT_PREFIX", "trial")
    monkeypatch.setenv("ELEVAKT_HOME", str(tmp_path / "var"))

    with command._database():
        (server,) = servers
        assert server.running()
        assert server.environment().items() <= os.environ.items()

    assert not server.running()


def test_the_secret_of_the_embedded_installation_is_made_once_and_kept_closed(tmp_path):
    first = command._kept_secret(tmp_path / "var")

    assert command._kept_secret(tmp_path / "var") == first
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_what_the_web_server_sends_lies_with_the_code_in_whatever_home_it_runs(tmp_path):
    surroundings = {
        **os.environ,
        "ELEVAKT_HOME": str(tmp_path),
        "ELEVAKT_SECRET_KEY": "not needed here",
        "DJANGO_SETTINGS_MODULE": "elevakt.config.settings",
    }
    asking = "from django.contrib.staticfiles.storage import staticfiles_storage as kept;"

    done = subprocess.run(
        [sys.executable, "-c", f"{asking} print(kept.url('ui/css/page.css'))"],
        env=surroundings,
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )

    assert re.fullmatch(r"/static/ui/css/page\.\w+\.css\n", done.stdout)

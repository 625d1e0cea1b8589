import os
import shutil
import signal
import subprocess
import sys

import psycopg
import pytest

from elevakt.config.postgres import Server, ServerFailed


@pytest.fixture
def make_server():
    """Give servers with a home of their own, which may lie elsewhere than asked for."""
    made = []

    def make(home):
        quick = {"fsync": "off"}
        made.append(Server(home, prefix="trial", database="trial", configuration=quick))
        return made[-1]

    yield make
    for server in made:
        server.stop()
        shutil.rmtree(server.home, ignore_errors=True)
        shutil.rmtree(server.socket, ignore_errors=True)


@pytest.fixture(autouse=True)
def _wheel(monkeypatch):
    """The embedded server is what is tried here, also where other tests run on another one."""
    monkeypatch.delenv("ELEVAKT_POSTGRES_BIN", raising=False)


@pytest.fixture
def server(make_server, tmp_path):
    return make_server(tmp_path / "home")


def process(server):
    return int((server.data / "postmaster.pid").read_text().split()[0])


def count_notes(server):
    with psycopg.connect(server.dsn("migrate")) as connection:
        connection.execute("set role trial_owner")
        return connection.execute("select count(*) from note").fetchone()


def write_note(server):
    with psycopg.connect(server.dsn("migrate")) as connection:
        connection.execute("set role trial_owner")
        connection.execute("create schema if not exists trial")
        connection.execute("create table trial.note (words text)")
        connection.execute("insert into trial.note values ('acknowledged')")
        connection.execute("alter database trial set search_path = trial")


def test_a_server_starts_stops_and_starts_again_with_its_data(server):
    server.start()
    write_note(server)

    server.stop()
    assert not server.running()

    server.start()
    assert server.running()
    assert count_notes(server) == (1,)


def test_starting_twice_leaves_the_running_server_alone(server):
    first = process(server.start())

    assert process(server.start()) == first


def test_what_was_committed_survives_a_kill(server):
    server.start()
    write_note(server)

    os.kill(process(server), signal.SIGKILL)

    server.start()
    assert count_notes(server) == (1,)


def test_a_process_number_that_now_belongs_to_another_program_does_not_stop_the_start(server):
    server.start()
    write_note(server)
    server.stop()
    stranger = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    (server.data / "postmaster.pid").write_text(
        f"{stranger.pid}\n{server.data}\n1700000000\n{server.port}\n{server.socket}\n\n\nready\n"
    )

    server.start()

    assert count_notes(server) == (1,)
    assert stranger.poll() is None
    stranger.communicate(b"\n")


def test_the_web_login_may_become_the_roles_of_persons_and_nothing_more(server):
    server.start()

    with psycopg.connect(server.dsn("web"), autocommit=True) as connection:
        may = {
            role: connection.execute(
                "select pg_has_role(current_user, %s, 'member')", [f"trial_{role}"]
            ).fetchone()
            for role in ("staff", "family", "engine", "owner", "scope", "purge", "backup")
        }

    assert may == {
        "staff": (True,),
        "family": (True,),
        "engine": (True,),
        "owner": (False,),
        "scope": (False,),
        "purge": (False,),
        "backup": (False,),
    }


def test_tests_log_in_only_where_they_were_allowed(server):
    server.start()
    with pytest.raises(psycopg.OperationalError, match='role "trial_test" does not exist'):
        psycopg.connect(server.dsn("test"))

    server.allow_tests()

    with psycopg.connect(server.dsn("test"), dbname="postgres") as connection:
        assert connection.execute("select current_user").fetchone() == ("trial_test",)


def test_nobody_is_trusted(server):
    server.start()

    rules = (server.data / "pg_hba.conf").read_text().splitlines()

    assert rules == ["local all all peer map=trial", "local replication postgres peer map=trial"]


def test_the_last_one_to_leave_stops_the_server(make_server, tmp_path):
    first, second = make_server(tmp_path / "home"), make_server(tmp_path / "home")

    with first.in_use():
        with second.in_use():
            assert process(first) == process(second)

        assert first.running()

    assert not first.running()


def test_data_of_another_major_version_are_left_alone(server):
    server.start()
    server.stop()
    (server.data / "PG_VERSION").write_text("14\n")

    with pytest.raises(ServerFailed, match="är gjord av PostgreSQL 14, men servern är 18"):
        server.start()


def test_a_home_too_deep_for_a_socket_gets_its_socket_elsewhere(make_server, tmp_path):
    server = make_server(tmp_path / ("d" * 60) / ("e" * 60)).start()

    assert server.running()
    assert len(str(server.socket)) <= 80
    assert server.socket.stat().st_mode & 0o777 == 0o750


def test_a_private_folder_stays_private(make_server, tmp_path):
    private = tmp_path / "private"
    private.mkdir(mode=0o700)

    server = make_server(private / "home").start()

    assert server.running()
    assert private.stat().st_mode & 0o777 == 0o700
    # Root starts the server as a system user, who may not look into the folder.
    assert server.home.is_relative_to(private) == (os.geteuid() != 0)

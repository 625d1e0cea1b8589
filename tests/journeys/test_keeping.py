"""Everything can be lost but the copy: it gives back every row, every file and every log-in."""

import json
import os
import re
import subprocess
import sys

import psycopg
import pytest
from django.conf import settings

from elevakt.config.backup import LEFT_OUT, TABLES
from elevakt.trust.access.testing.databases import administering
from tests.house.world import WORDS
from tests.journeys.conftest import _drop

pytestmark = pytest.mark.journey

COMMAND = "elevakt.config.command"


def digests(database):
    """Return a digest of every table's rows, past every policy."""
    known = settings.DATABASES["default"]
    with psycopg.connect(
        host=known["HOST"], port=known["PORT"], user="postgres", dbname=database
    ) as asking:
        tables = [one for (one,) in asking.execute(TABLES) if one not in LEFT_OUT]
        return {
            table: asking.execute(
                f"select count(*), md5(string_agg(row::text, '' order by row::text))"
                f" from {table} as row"
            ).fetchone()
            for table in tables
        }


@pytest.fixture
def empty():
    """An empty database in the same server, with the roles of the house."""
    name = f"{settings.PREFIX}_empty_{os.getpid()}"
    with administering() as run:
        run("create database {} owner {}", name, f"{settings.PREFIX}_owner")
        run("grant connect on database {} to {}", name, f"{settings.PREFIX}_web")
    yield name
    _drop(name)


@pytest.fixture
def copy(stage, world, tmp_path):
    """A copy of the stage, with five cases under way."""
    stage.stop()
    said = stage.run(COMMAND, "backup", str(tmp_path / "copy"))
    assert re.search(r"copy: \d+ rader, \d+ byte", said)
    yield tmp_path / "copy"
    stage.start()


def tried(stage, *words, **environment):
    """Run the command where it may fail; return how it ended and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", COMMAND, *words],
        env=stage.environment | environment,
        check=False,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_copy_gives_everything_back(stage, copy, empty, somebody):
    before = digests(stage.environment["PGDATABASE"])
    assert sum(count for count, _ in before.values()) > 500

    said = stage.run(COMMAND, "restore", str(copy), PGDATABASE=empty)

    assert "lika många som när kopian gjordes" in said
    assert digests(empty) == before
    lost, stage.environment["PGDATABASE"] = stage.environment["PGDATABASE"], empty
    try:
        stage.start()
        with somebody("rut") as page:
            page.goto(f"/arenden/{stage.keys['case']}/")
            assert WORDS["case"] in page.content()
        with somebody("nils") as page:
            assert page.goto(f"/arenden/{stage.keys['case']}/").status == 404
        found = json.loads(tried(stage, "check", "--json")[1])
        # Nobody works here: sooner or later the jobs are late as well.
        wrong = {one["look"] for one in found if not one["is_well"]} - {"jobs"}
        assert wrong == {"settings", "worker"}
        stage.stop()
    finally:
        stage.environment["PGDATABASE"] = lost


def test_a_copy_is_tried_on_a_server_of_its_own(stage, copy):
    code, said = tried(stage, "restore", "test", str(copy))

    assert (code, said.splitlines()[-1]) == (0, "Kopian går att läsa in.")


def test_nobody_is_logged_in_by_a_copy_and_its_secret_lies_elsewhere(stage, copy, empty):
    stage.run(COMMAND, "restore", str(copy), PGDATABASE=empty)

    after = digests(empty)

    assert set(LEFT_OUT) & set(after) == set()
    told = (copy / "manifest.json").read_text()
    assert stage.environment["ELEVAKT_SECRET_KEY"] not in told
    assert stage.names.within(told) == []
    code, said = tried(stage, "restore", "test", str(copy), ELEVAKT_SECRET_KEY="another" * 9)
    assert code == 0
    assert "ingens andra steg går att öppna" in said


def test_a_copy_that_cannot_be_trusted_is_not_used(stage, copy, empty, tmp_path):
    full = stage.environment["PGDATABASE"]
    refusals = {}
    refusals["full"] = tried(stage, "restore", str(copy), PGDATABASE=full)
    refusals["there"] = tried(stage, "backup", str(copy))
    refusals["nothing"] = tried(stage, "restore", str(tmp_path / "none"), PGDATABASE=empty)
    told = json.loads((copy / "manifest.json").read_text())
    later = told | {"migrations": [*told["migrations"], ["cases", "9999_later"]]}
    (copy / "manifest.json").write_text(json.dumps(later))
    refusals["later"] = tried(stage, "restore", str(copy), PGDATABASE=empty)
    (copy / "manifest.json").write_text(json.dumps(told | {"prefix": "other"}))
    refusals["other"] = tried(stage, "restore", str(copy), PGDATABASE=empty)
    (copy / "manifest.json").write_text(json.dumps(told))
    with (copy / "database.dump").open("r+b") as dump:
        dump.seek(4000)
        dump.write(b"x")
    refusals["changed"] = tried(stage, "restore", str(copy), PGDATABASE=empty)

    assert {name: code for name, (code, _) in refusals.items()} == dict.fromkeys(refusals, 1)
    for name, words in {
        "full": "är inte tom",
        "there": "finns redan",
        "nothing": "ingen hel kopia",
        "later": "nyare version",
        "other": "ELEVAKT_PREFIX",
        "changed": "kontrollsumman stämmer inte",
    }.items():
        assert words in refusals[name][1], name
    assert digests(empty) == {}


def test_a_copy_appears_only_when_it_is_whole(stage, copy, tmp_path):
    code, said = tried(stage, "backup", str(tmp_path / "second"), PGDATABASE="nothing")

    assert code == 1
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["copy"], said
    assert oct(copy.stat().st_mode)[-3:] == "700"

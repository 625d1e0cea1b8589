"""Broken once while people write, the house loses nothing that it has said is kept."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.prove]

ROOT = Path(__file__).parents[2]


def run(script, *words):
    """Run a script of the house, with nothing of the tests' own surroundings.

    :returns: how it ended, and what it said
    """
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / script, *words],
        env={"PATH": os.environ["PATH"], "HOME": os.environ["HOME"]},
        check=False,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("fault", ["server", "worker", "postgresql", "disk", "failover"])
def test_nothing_acknowledged_is_lost_or_doubled(fault):
    code, said = run("faults.py", fault, "--times=1")

    assert code == 0, said
    assert ": well" in said


def test_a_school_is_answered_without_an_error():
    code, said = run("load.py", "--seconds=20", "--only")

    assert code == 0, said

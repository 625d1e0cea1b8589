"""The examples are true: built and installed as anybody would, they pass their own tests."""

import os
import subprocess
import sys

import pytest

from tests.house.code import ROOT

PACKAGE = ROOT / "examples" / "busskort"


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder where the package has been built and installed, beside the product."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    here = ["--no-build-isolation", "--no-compile", "--target", str(folder), str(PACKAGE)]
    subprocess.run([*pip, *here], check=True)
    return folder


def run(installed, *words, allowed):
    """Run Python where the package is installed, and what is allowed is said."""
    surroundings = {"PYTHONPATH": str(installed), "ELEVAKT_MODULES": allowed}
    away = ("PYTEST_XDIST_WORKER", "PYTEST_CURRENT_TEST", "COV_CORE_SOURCE")
    kept = {name: value for name, value in os.environ.items() if name not in away}
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={**kept, **surroundings, "DJANGO_SETTINGS_MODULE": "elevakt.config.settings_test"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_package_passes_its_own_tests_beside_the_product(installed):
    own = str(PACKAGE / "tests")
    ran = run(installed, "-m", "pytest", "-q", "--numprocesses=0", own, allowed="busskort")

    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_what_is_installed_is_not_let_in_by_that(installed):
    ran = run(installed, "-m", "django", "processes", allowed="")

    assert ran.returncode != 0
    assert "Modulen busskort är installerad men inte tillåten." in ran.stderr

"""What is written about the house is true, and no file says what must not be said."""

import ast
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from elevakt.foundation.kernel.house import Place, house
from tests.house.code import ROOT, functions, is_ours, sources, tree, where

SETTINGS = ROOT / "docs" / "operate" / "settings.md"

LOGINS = ("WEB", "MIGRATE", "BACKUP", "RESTORE")

HOSTS = {
    "127.0.0.1": "this machine",
    "example.se": "reserved for examples",
    "localhost": "this machine by a name, which a passkey asks for",
    "github.com": "where npm's packages ask to be funded, in its lock",
    "keepachangelog.com": "the form of the changelog",
    "semver.org": "the form of versions",
    "www.w3.org": "names of XML vocabularies, never fetched",
}
"""The only hosts that an address in a file of ours may name, and why."""


def files() -> list[Path]:
    """Return every text file that is ours, from the top of the repository."""
    tops = ("src", "tests", "scripts", "examples", "docs", "deploy", "requirements", ".ci")
    found = [path for top in tops for path in sorted((ROOT / top).rglob("*"))]
    found += [path for path in sorted(ROOT.glob("*")) if not path.name.startswith(".coverage")]
    binary = {".png", ".mo", ".ico", ".woff2", ".pyc", ".pdf"}
    return [p for p in found if p.is_file() and is_ours(p) and p.suffix not in binary]


def test_every_setting_has_a_row_and_every_row_a_setting():
    read = {name for path in sources() for name in _environment(tree(path))}

    written = set(re.findall(r"^\| `([A-Z][A-Z_0-9]+)`", SETTINGS.read_text(), re.MULTILINE))

    assert written == read


def _environment(module: ast.Module) -> Iterator[str]:
    """Give the names that a module reads from the environment."""
    for node in ast.walk(module):
        if isinstance(node, ast.Subscript) and _is_environ(node.value):
            yield from _names(node.slice)
        if isinstance(node, ast.Call) and _is_environ(getattr(node.func, "value", None)):
            yield from _names(node.args[0])
        if isinstance(node, ast.Compare) and _is_environ(node.comparators[0]):
            yield from _names(node.left)


def _is_environ(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "environ"


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.JoinedStr):
        # A password for each of the log-ins of the product.
        parts = [str(p.value) if isinstance(p, ast.Constant) else "{}" for p in node.values]
        yield from ("".join(parts).format(login) for login in LOGINS)


def test_every_place_is_declared_in_a_manifest():
    declared = {place.name for manifest in house().manifests for place in manifest.places}

    made = {
        argument.value
        for path in sources("places.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == Place.__name__
        for argument in node.args[:1]
        if isinstance(argument, ast.Constant)
    }

    assert made == declared


def test_every_action_says_what_it_raises():
    wrong = [
        f"{where(path, function)} {function.name}"
        for path in sources()
        if "actions" in {path.stem, path.parent.name}
        for function in functions(path)
        if any(isinstance(node, ast.Raise) and node.exc for node in ast.walk(function))
        and ":raises" not in (ast.get_docstring(function) or "")
    ]

    assert wrong == []


def test_no_address_leads_out_of_the_house():
    address = re.compile(r"\bhttps?://([\w.-]+)")

    wrong = [
        f"{where(path)}: {found[1]}"
        for path in files()
        for found in address.finditer(path.read_text())
        if not found[1].endswith(tuple(HOSTS))
    ]

    assert wrong == []


def test_no_file_knows_the_machine_it_was_written_on():
    folders = [folder for folder in (ROOT, Path.home()) if len(folder.parts) > 2]
    known = [rf"{re.escape(str(folder))}\b" for folder in folders]
    known += [r"(?<![\w./])/(?:home|root|Users)/\w+"]
    machine = re.compile("|".join(known))

    wrong = [
        f"{where(path)}: {found[0]}"
        for path in files()
        if path.name != ".gitignore"  # its paths begin at the repository
        for found in machine.finditer(path.read_text())
    ]

    assert wrong == []


def test_no_number_could_be_a_living_persons():
    """Ten or twelve digits with a possible day and a right check digit; ours have TF instead."""
    number = re.compile(r"(?<![\w.-])(?:\d\d)?(\d{6})[-+]?(\d{4})(?![\w.-])")

    wrong = [
        f"{where(path)}: {found[0]}"
        for path in files()
        for found in number.finditer(path.read_text())
        if _could_be_a_person(found[1], found[2])
    ]

    assert wrong == []


def _could_be_a_person(born: str, rest: str) -> bool:
    day = int(born[4:6])
    try:
        # The day of a co-ordination number is sixty more.
        dt.date(2000, int(born[2:4]), day - 60 if day > 60 else day)
    except ValueError:
        return False
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(born + rest))
    return sum(divmod(one, 10)[0] + one % 10 for one in doubled) % 10 == 0


@pytest.mark.parametrize(
    ("born", "rest", "could"),
    [("811218", "9876", True), ("811218", "9875", False), ("811338", "9876", False)],
)
def test_a_number_that_could_be_real_is_known(born, rest, could):
    assert _could_be_a_person(born, rest) is could


def test_every_link_in_the_papers_leads_somewhere():
    link = re.compile(r"\]\((?!https?:)([^)#\s]+)[^)]*\)")
    papers = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]

    lost = [
        f"{where(path)}: {found[1]}"
        for path in papers
        for found in link.finditer(path.read_text())
        if not (path.parent / found[1]).exists()
    ]

    assert lost == []


def test_every_file_that_the_papers_name_is_there():
    named = re.compile(
        r"`((?:src|tests|scripts|docs|deploy)/[\w./-]+|[\w-]+/[\w-]+/[\w/-]+\.(?:py|sql|toml))`"
    )
    papers = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]
    roots = (ROOT, ROOT / "src" / "elevakt", ROOT / "src" / "elevakt" / "modules")

    lost = [
        f"{where(path)}: {found[1]}"
        for path in papers
        for found in named.finditer(path.read_text())
        if not any((root / found[1]).exists() for root in roots)
    ]

    assert lost == []

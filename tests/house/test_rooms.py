"""Every line in its room: what the import contracts cannot say."""

import ast
import re

import grimp
import pytest

from elevakt.engines.cases.queries.definitions import definitions
from tests.house.code import FLOORS, SOURCE, apps, functions, sources, tree, where

FRONT_DOORS = {"models", "queries", "actions", "rules", "enums", "events", "places"}
JUNK_DRAWERS = {"utils", "helpers", "common", "misc", "base", "tools", "shared", "stuff"}
MOST_LINES = 400
ASKING = {"objects", "_default_manager", "cursor"}
"""Attributes by which Python asks the database."""

READ_BY_NOBODY = {
    "doors/login/queries.py": "asked before anybody acts: which standings a log-in has",
    "trust/standing/queries.py": "asked before anybody acts: which standings a log-in has",
    "doors/operation/queries/readiness.py": "asks how the database is, and about nobody",
    "doors/operation/queries/measures.py": "asks how the queue is, and about nobody",
    "doors/operation/queries/health.py": "asks how the database is, and about nobody",
    "doors/terminal/queries.py": "the machinery goes through the organisers one by one",
    "trust/people/queries.py": "the roster as the import compares it; never shown",
    "trust/audit/queries.py": "the seals, for the job that makes them and the proof; never shown",
    "trust/access/queries/asking.py": "asks for the other rooms, whose queries name the actor",
    "trust/access/queries/standing_in.py officers_for": "the machinery asks it whom to tell",
    "engines/cases/queries/documents.py": "whom a document is about, for the job that writes it",
    "engines/cases/queries/definitions.py": "definitions are the same for everybody",
    "engines/cases/queries/ledgers.py": "the whole ledger, for the engine inside engine_writes()",
    "engines/cases/queries/mentions.py": "the machinery asks before it takes back an import",
    "engines/cases/queries/surroundings.py": "what the plan is made from, inside engine_writes()",
    "engines/notifications/queries.py shut_out": "a job asks it before it sends",
    "engines/notifications/queries.py may_be_told": "a job asks it before it sends",
    "engines/notifications/queries.py address_of": "a job asks it before it sends",
    "engines/notifications/queries.py hours_of": "the machinery asks it when it sends",
}
"""Rooms, and single queries, that take no actor, and why that is right."""


def test_apps_meet_only_at_their_front_doors():
    graph = grimp.build_graph("elevakt", cache_dir=None)

    wrong = [
        f"{importer} -> {imported}"
        for importer in graph.modules
        if not {"tests", "testing"} & set(importer.split("."))
        for imported in graph.find_modules_directly_imported_by(importer)
        if _app(importer)
        and _app(imported)
        and _app(importer) != _app(imported)
        and not imported.startswith("elevakt.foundation.")
        and imported.split(".")[3] not in FRONT_DOORS
    ]

    assert sorted(wrong) == []


def _app(module: str) -> str | None:
    """Return "floor.app" of a module; None for a floor, and for config, which knows all."""
    parts = module.split(".")
    return ".".join(parts[1:3]) if len(parts) > 3 and parts[1] != "config" else None


def test_trust_has_no_screens():
    rooms = {part for path in (SOURCE / "trust").rglob("*") for part in (path.stem, path.name)}

    assert {"views", "urls", "templates", "forms"} & rooms == set()


def test_there_are_no_junk_drawers():
    assert [where(path) for path in sources(with_tests=True) if path.stem in JUNK_DRAWERS] == []


def test_every_app_introduces_itself_in_one_sentence():
    sentences = {app: ast.get_docstring(tree(app / "__init__.py")) or "" for app in apps()}

    wrong = [where(app) for app, said in sentences.items() if not said.rstrip().endswith(".")]
    assert wrong == []


def test_a_file_fits_on_four_hundred_lines():
    files = [*sources(with_tests=True), *sources("*.sql"), *sources("*.html"), *sources("*.css")]

    long = {where(path): len(path.read_text().splitlines()) for path in files}
    assert {name: lines for name, lines in long.items() if lines > MOST_LINES} == {}


def test_screens_never_touch_the_database():
    shown = ("views", "urls", "forms", "templatetags", "manifest", "places")

    wrong = [
        where(path, node)
        for path in sources()
        if set(shown) & {*path.relative_to(SOURCE).parts, path.stem}
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in ASKING
    ]

    assert wrong == []


def test_reading_starts_with_who():
    rooms = [path for path in sources() if "queries" in {path.stem, path.parent.name}]

    wrong = [
        f"{where(path, function)} {function.name}"
        for path in rooms
        for function in functions(path)
        if _asks_the_database(function)
        if READ_BY_NOBODY.keys().isdisjoint(
            {place := path.relative_to(SOURCE).as_posix(), f"{place} {function.name}"}
        )
        if not function.args.args or function.args.args[0].arg != "actor"
    ]

    assert wrong == []


def _asks_the_database(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(node, ast.Attribute) and node.attr in ASKING for node in ast.walk(function)
    )


def test_engines_know_no_topic_by_name():
    topics = re.compile(rf"\b({'|'.join(sorted({process for process, _ in definitions()}))})\b")

    wrong = [
        f"{where(path)}: {found[0]}"
        for kind in ("*.py", "*.sql", "*.html")
        for path in sources(kind)
        if path.is_relative_to(SOURCE / "engines")
        for found in topics.finditer(path.read_text())
    ]

    assert wrong == []


@pytest.mark.parametrize("kind", ["*.py", "*.html"])
def test_an_address_is_named_only_from_above(kind):
    """A page links to its own app and to floors below: whoever links to a module knows it by name.

    Doors link to each other: every way in leads to a way out.
    """
    spaces = _url_spaces()
    named = re.compile(
        r"""(?:\{%\s*url|reverse\(|redirect\(|MenuEntry\()\s*["'](\w+):\w+["']""", re.MULTILINE
    )

    wrong = [
        f"{where(path)}: {found[1]}"
        for path in sources(kind)
        for found in named.finditer(path.read_text())
        if not _may_link(path.relative_to(SOURCE).parts[:2], spaces.get(found[1]))
    ]

    assert wrong == []


def _url_spaces() -> dict[str, tuple[str, ...]]:
    """Return which app each namespace of addresses belongs to."""
    declared = re.compile(r"^app_name = \"(\w+)\"", re.MULTILINE)
    return {
        found[1]: path.relative_to(SOURCE).parts[:2]
        for path in sources()
        for found in declared.finditer(path.read_text())
    }


def _may_link(this: tuple[str, ...], other: tuple[str, ...] | None) -> bool:
    if other is None:  # nobody has such addresses
        return False
    if this[0] == other[0] == "doors":
        return True
    return this == other or FLOORS.index(other[0]) < FLOORS.index(this[0])

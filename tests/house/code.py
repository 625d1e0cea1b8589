"""What the house tests share: where the code lies, and how a path is read."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "elevakt"

FLOORS = ("foundation", "trust", "engines", "modules", "doors", "config")
"""From the ground up."""


def is_ours(path: Path) -> bool:
    """Say whether we wrote the file: not a migration, and not what set-up fetched or built."""
    built = {"migrations", "vendor", "collected", "__pycache__", "node_modules"}
    return built.isdisjoint(path.relative_to(ROOT).parts)


def sources(pattern: str = "*.py", *, with_tests: bool = False) -> list[Path]:
    """Return our files under ``src``."""
    found = [path for path in sorted(SOURCE.rglob(pattern)) if is_ours(path)]
    return [
        path
        for path in found
        if with_tests or not {"tests", "testing"} & set(path.relative_to(SOURCE).parts)
    ]


def apps() -> list[Path]:
    """Return the folders of all apps, from the ground up."""
    return [
        init.parent
        for floor in FLOORS
        for init in sorted((SOURCE / floor).glob("*/__init__.py"))
        if init.parent.name != "tests"
    ]


@cache
def tree(path: Path) -> ast.Module:
    """Return a Python file as a tree."""
    return ast.parse(path.read_text(), str(path))


def where(path: Path, node: ast.AST | None = None) -> str:
    """Return how a fault names its place."""
    line = f":{node.lineno}" if node is not None and hasattr(node, "lineno") else ""
    return f"{path.relative_to(ROOT)}{line}"


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Return the public functions of a file, not those inside others or in classes."""
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node

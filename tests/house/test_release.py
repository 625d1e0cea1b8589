"""A release holds what it needs to run, and needs nothing of what it leaves out."""

import ast

from tests.house.code import ROOT, sources, tree, where

LEFT_OUT = {"tests", "testing", "settings_test", "conftest"}


def imported(node):
    match node:
        case ast.Import(names=names):
            return {part for name in names for part in name.name.split(".")}
        case ast.ImportFrom(module=str(module), names=names):
            return {*module.split("."), *(name.name for name in names)}
        case _:
            return set()


def test_nothing_that_runs_needs_a_test_or_what_a_test_arranges():
    ours = [path for path in sources() if path.stem not in LEFT_OUT]

    needed = [
        where(path, node)
        for path in ours
        for node in ast.walk(tree(path))
        if imported(node) & LEFT_OUT
    ]

    assert len(ours) > 200
    assert needed == []


def test_a_release_leaves_them_out():
    said = (ROOT / ".gitattributes").read_text().splitlines()

    rules = {line.split()[0] for line in said if line.endswith(" export-ignore")}
    assert {"/tests", "**/tests", "**/testing"} <= rules
    assert "/src/elevakt/config/settings_test.py" in rules

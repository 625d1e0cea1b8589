"""How far we are by OWASP ASVS 5.0.0, level 1 and 2: each answer has a proof that is there.

The table says by number what is asked; the words are OWASP's and stand there. The page that is
made of it tells what is not done yet.
"""

import ast
import csv
import os
import re
from collections import Counter
from pathlib import Path

from tests.house.code import ROOT, tree

TABLE = ROOT / "docs" / "asvs.csv"
PAGE = ROOT / "docs" / "protect" / "asvs.md"

CHAPTERS = {
    1: ("What is decoded and escaped", 8, 19),
    2: ("What is taken in, and rules", 4, 7),
    3: ("In the browser", 8, 11),
    4: ("Requests and answers", 2, 8),
    5: ("Files", 4, 5),
    6: ("Log-in", 13, 22),
    7: ("Sessions", 6, 12),
    8: ("Who may", 4, 3),
    9: ("Tokens that carry what they say", 4, 3),
    10: ("OAuth and OIDC", 5, 24),
    11: ("Cryptography", 3, 11),
    12: ("On the wire", 3, 6),
    13: ("How it is put up", 1, 12),
    14: ("What is known of people", 2, 7),
    15: ("How it is built", 3, 10),
    16: ("Logs and errors", 0, 16),
}
"""What each chapter is about, and how many it asks on level 1 and 2."""

LEVEL_3 = {"V8.2.4", "V8.3.2", "V8.3.3", "V14.2.6", "V14.2.7", "V14.2.8", "V16.5.4"}
"""Those of level 3 that we answer too; V16.3.2 is of level 2 and answered as level 3 asks it."""

YES, NO, NOT_YET = "yes", "no", "not yet"


def rows():
    with TABLE.open(newline="") as file:
        return list(csv.DictReader(file))


def test_each_is_answered_once():
    found = Counter(row["req_id"] for row in rows())

    assert [one for one, times in found.items() if times > 1] == []
    assert [one for one in found if not re.fullmatch(r"V\d+\.\d+\.\d+", one)] == []


def test_as_many_are_answered_as_each_chapter_asks():
    found = Counter((row["req_id"].split(".")[0], row["level"]) for row in rows())

    asked = {
        (f"V{chapter}", str(level)): count
        for chapter, (_, *counts) in CHAPTERS.items()
        for level, count in enumerate(counts, 1)
        if count
    }
    assert {key: count for key, count in found.items() if key[1] != "3"} == asked
    assert {row["req_id"] for row in rows() if row["level"] == "3"} == LEVEL_3
    assert sum(asked.values()) == 246


def test_sections_have_no_gap():
    asked = [tuple(map(int, row["req_id"][1:].split("."))) for row in rows()]

    assert asked == sorted(asked)


def test_each_answer_is_one_of_three_and_has_its_proof_or_its_reason():
    wrong = [
        row["req_id"]
        for row in rows()
        if row["applies"] not in (YES, NO, NOT_YET)
        or bool(row["evidence"]) != (row["applies"] == YES)
        or (row["applies"] != YES and not row["note"])
    ]

    assert wrong == []


def test_what_is_named_as_proof_is_there():
    lacking = [
        (row["req_id"], row["evidence"])
        for row in rows()
        if row["evidence"] and not is_there(row["evidence"])
    ]

    assert lacking == []


def test_what_is_not_there_is_no_proof():
    ours = "tests/house/test_asvs.py"

    assert is_there(f"{ours}::test_each_is_answered_once")
    assert not is_there(f"{ours}::test_each_is_answered_twice")
    assert is_there(f"{ours}:CHAPTERS")
    assert not is_there(f"{ours}:VERSES")
    assert not is_there(ours)
    assert not is_there("tests/house/test_none.py::test_none")
    assert is_there("docs/protect/log-in.md:Ways in")
    assert not is_there("docs/protect/log-in.md:Ways out")


def is_there(evidence: str) -> bool:
    """Say whether a test, a name in our code, a heading or a line of a file is there."""
    path, colon, name = evidence.partition(":")
    file = ROOT / path
    if not colon or not name.strip(":") or not file.is_file():
        return False
    if name.startswith(":"):
        return name[1:].startswith("test_") and name[1:] in _names(file)
    match file.suffix:
        case ".py":
            return name in _names(file)
        case ".md":
            return re.search(rf"^#+ {re.escape(name)}$", file.read_text(), re.MULTILINE) is not None
        case _:
            return name in file.read_text()


def _names(file: Path) -> set[str]:
    found: set[str] = set()
    for node in tree(file).body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.Assign(targets=targets):
                found.update(one.id for one in targets if isinstance(one, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name)):
                found.add(name)
    return found


def test_the_page_tells_what_is_not_done_yet():
    page = written()
    if os.environ.get("PAPERS") == "write":
        PAGE.write_text(page)

    assert PAGE.read_text() == page, "make map"


def written() -> str:
    """Return the page, counted from the table."""
    found = rows()
    lines = [
        "# ASVS",
        "",
        "How far Elevakt is by OWASP ASVS 5.0.0, level 1 and 2, and seven of level 3. What each "
        "number asks stands with OWASP; what we answer, and by",
        "which test or code, in [the table](../asvs.csv). A test refuses an answer whose proof is "
        "not there. Answered by ourselves; nobody from outside has",
        "looked at it. Made from the table by `make map`; do not edit.",
        "",
        "| chapter | yes | not yet | does not apply |",
        "| --- | ---: | ---: | ---: |",
    ]
    total: Counter[str] = Counter()
    for chapter, (title, *_) in CHAPTERS.items():
        of = Counter(row["applies"] for row in found if row["req_id"].startswith(f"V{chapter}."))
        total += of
        lines.append(f"| V{chapter} {title} | {of[YES]} | {of[NOT_YET]} | {of[NO]} |")
    lines.append(f"| all {len(found)} | {total[YES]} | {total[NOT_YET]} | {total[NO]} |")
    lines += ["", "## Not yet", "", "| number | level | what is missing |", "| --- | --- | --- |"]
    lines += [
        f"| {row['req_id']} | {row['level']} | {row['note']} |"
        for row in found
        if row["applies"] == NOT_YET
    ]
    return "\n".join(lines) + "\n"

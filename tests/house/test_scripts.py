"""What no script does, neither ours nor those that set-up fetches."""

import re

from tests.house.code import SOURCE, sources, where

FETCHED = SOURCE / "foundation" / "ui" / "static" / "vendor"
KEEPS = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie|cookieStore|caches\.")
NAMED_BY_INPUT = re.compile(
    r"""
      (?<=[\w\])])\[(?!["'`\d])[^\]\n]+\]\s*[-+*/|&?]{0,2}=(?!=|>)   # thing[name] = …
    | Object\.assign\( | Object\.define\w+\( | Reflect\.set\( | \bin\s+\w+\)\s*\{ | __proto__
    """,
    re.VERBOSE,
)
"""What could write a property that somebody else has named."""


def without_comments(text):
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def found(pattern, files):
    return [
        (where(file), one.group())
        for file in files
        for one in pattern.finditer(without_comments(file.read_text()))
    ]


def test_no_script_keeps_anything_in_the_browser():
    fetched = sorted(FETCHED.rglob("*.js"))

    assert {"htmx.js", "ds-web.js"} <= {file.name for file in fetched}
    assert found(KEEPS, [*sources("*.js"), *fetched]) == []


def test_no_script_of_ours_writes_a_property_that_somebody_else_has_named():
    assert len(sources("*.js")) > 3
    assert found(NAMED_BY_INPUT, sources("*.js")) == []


def test_such_a_script_would_be_found():
    for line in ("said[name] = 1", "one[a.b] ||= {}", "Object.assign(a, b)", "for (k in a) {"):
        assert NAMED_BY_INPUT.search(line), line
    for line in ('headers["X-Token"] = token', "const [a, b] = both", "[...a].map((b) => b)"):
        assert not NAMED_BY_INPUT.search(line), line

"""Write the page of every limit, and of what answers must hold together, out of the code.

python scripts/limits.py            write docs/generated/limits.md
python scripts/limits.py --check    change nothing; fail if it is stale
"""

import ast
import re
import sys
from collections.abc import Iterator
from inspect import getsource

from django.conf import settings

from papers import FOLDER, SOURCE, paper, says, table  # isort: skip  (it sets Django up)

from elevakt.config import command
from elevakt.engines.cases.actions import files
from elevakt.engines.cases.forms.tables import MOST_ROWS
from elevakt.engines.cases.queries.definitions import definitions
from elevakt.engines.cases.rules.answers.forms import MOST_SIGNS
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.fields import Field
from elevakt.engines.cases.views.lookups import AT_SCHOOL
from elevakt.foundation.ui.seeking import KEPT
from elevakt.modules.notes.forms import MOST as MOST_OF_A_NOTE
from elevakt.trust.access.enums import Limit
from elevakt.trust.access.rules.limits import OURS
from elevakt.trust.audit.actions import MOST_IN_A_LIST

PAGE = FOLDER / "limits.md"


def main() -> str | None:
    """Write the page, or say that it is stale."""
    if "--check" in sys.argv[1:]:
        return None if says(PAGE, limits()) else "Stale: docs/generated/limits.md. Run `make map`."
    PAGE.write_text(limits())
    return None


def limits() -> str:
    """Return the page of every limit, and of what answers must hold together."""
    return paper(
        "Limits, and what must hold together",
        "How much of a thing is taken in, how often it may be done, and which answers belong"
        " together. Each is kept by the server, whatever a page or a script has let through; what"
        " is refused is said in a sentence at the question.",
        "## What an organiser may set\n\n"
        + table(
            ("limit", "ours", "what it is"),
            [(f"`{one}`", OURS[one], _said_of(Limit, one.name)) for one in Limit],
        ),
        "## For each person\n\n" + table(("what", "at most", "where it is kept"), _each()),
        "## For each question\n\n" + table(("what", "at most", "where it is kept"), _asked()),
        "## For the whole of it\n\n" + table(("what", "at most", "where it is kept"), _whole()),
        *(_together(one) for _, one in sorted(definitions().items())),
    )


def _said_of(documented: type, name: str) -> str:
    """Return what stands beneath a member of an enum, or a constant of a module."""
    body = ast.parse(getsource(documented)).body[0]
    assert isinstance(body, ast.ClassDef)
    for node, after in zip(body.body, body.body[1:], strict=False):
        match node, after:
            case ast.Assign(targets=[ast.Name(id=found)]), ast.Expr(value=ast.Constant(value=said)):
                if found == name:
                    return " ".join(str(said).split())
    return ""


def _each() -> Iterator[tuple[object, ...]]:
    rates = {**settings.ACCOUNT_RATE_LIMITS, **settings.MFA_RATE_LIMITS}
    kept = "`config/settings.py`"
    yield "requests in a minute, in each process", settings.MOST_A_MINUTE, "`doors/login/pace.py`"
    yield (
        "searches at another school in a day",
        _in_sql("greatest(0, "),
        "`trust/access/sql/6_search.sql`",
    )
    yield (
        "pupils of another school that a search shows",
        AT_SCHOOL,
        "`engines/cases/views/lookups.py`",
    )
    yield "searches that a session keeps", KEPT, "`foundation/ui/seeking.py`"
    for name, rate in rates.items():
        yield f"`{name}`", rate, kept
    yield "seconds that a proof holds", settings.PROOF_SECONDS, kept
    yield "minutes without use that a session lasts", settings.SESSION_COOKIE_AGE // 60, kept
    yield "hours that a session lasts", settings.SESSION_LONGEST_SECONDS // 3600, kept


def _in_sql(before: str) -> str:
    """Return the number that follows some words in the functions that search."""
    text = (SOURCE / "trust" / "access" / "sql" / "6_search.sql").read_text()
    found = re.search(re.escape(before) + r"(\d+)", text)
    assert found
    return found[1]


def _asked() -> Iterator[tuple[object, ...]]:
    kept = "`engines/cases/rules/answers/forms.py`"
    for kind, most in MOST_SIGNS.items():
        yield f"characters of a `{kind}`", most, kept
    yield "rows of a table", MOST_ROWS, "`engines/cases/forms/tables.py`"
    yield "characters of a note", MOST_OF_A_NOTE, "`modules/notes/forms.py`"
    where = "`engines/cases/actions/files.py`"
    yield "megabytes of a file", files.LARGEST_FILE // 1024**2, where
    yield "pixels of a picture, when it is unpacked", files.LARGEST_PICTURE, where
    yield "pages of a PDF", files.MOST_PAGES, where


def _whole() -> Iterator[tuple[object, ...]]:
    kept = "`config/command.py`"
    yield "processes that answer", command.WORKERS, kept
    yield "requests that one process answers at a time", command.THREADS, kept
    yield "persons that one page shows in a list", MOST_IN_A_LIST, "`trust/audit/actions.py`"
    yield "megabytes of a form with its files", 60, "`deploy/nginx.conf`"
    yield "fields of a form", settings.DATA_UPLOAD_MAX_NUMBER_FIELDS, "Django"
    yield "files of a form", settings.DATA_UPLOAD_MAX_NUMBER_FILES, "Django"


def _together(definition: Definition) -> str:
    """Return what holds between the answers of one version of a process."""
    rows = [
        (f"`{step.id}`", f"`{one.id}`", "; ".join(_rules(one)))
        for step in definition.steps
        for one in step.fields
        if any(_rules(one))
    ]
    law = [f"- `{one.step}`: {one.text}" for one in definition.limits]
    return "\n\n".join(
        [
            f"## {definition.id}, version {definition.version}",
            table(("step", "question", "must hold"), rows),
            *(["\n".join(law)] if law else []),
        ]
    )


def _rules(one: Field) -> Iterator[str]:
    """Yield what an answer must be beside being of its type, as the server holds it to."""
    if one.required:
        yield "answered"
    if one.shown_when:
        yield f"only when `{one.shown_when}`"
    for least, most in ((one.least, one.most),):
        if least is not None or most is not None:
            yield f"from {'any' if least is None else least} to {'any' if most is None else most}"
    if one.among:
        yield f"among `{one.among}`"
    if one.bars:
        yield f"never {', '.join(sorted(f'`{bar}`' for bar in one.bars))}"
    if one.per_person:
        yield f"one for each `{one.per_person}`"
    if one.must_hold:
        yield f"a row for each {', '.join(f'`{role}`' for role in one.must_hold)}"
    if one.one_of:
        yield f"each row has one of {', '.join(f'`{column}`' for column in one.one_of)}"
    for column in one.columns:
        if column.required:
            yield f"`{column.id}` in each row"
        if column.shown_if:
            values = ", ".join(f"`{value}`" for value in column.shown_if.values)
            yield f"`{column.id}` only where `{column.shown_if.answer}` is {values}"


if __name__ == "__main__":
    sys.exit(main())

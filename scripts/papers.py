"""Write the papers that the code can write itself: processes, places, events and addresses.

    python scripts/papers.py            write docs/generated/
    python scripts/papers.py --check    change nothing; fail if one of them is stale

The table of policies is read from a database (`pg_policies`), so it is written and checked by a
test, `tests/house/test_policies.py`, with what `policies` here makes of the rows.
"""

import ast
import os
import re
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from inspect import getdoc
from pathlib import Path
from typing import NamedTuple

import django
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "elevakt"
FOLDER = ROOT / "docs" / "generated"
POLICIES = FOLDER / "policies.md"


def set_up() -> None:
    """Set Django up, to read the house; nothing is asked of a database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elevakt.config.settings")
    os.environ.setdefault("ELEVAKT_SECRET_KEY", "not needed here")
    os.environ.setdefault("ELEVAKT_DEMO", "1")
    django.setup()


if __name__ in {"__main__", "papers"}:
    set_up()

from elevakt.engines.cases.queries.definitions import definitions  # noqa: E402
from elevakt.engines.cases.rules.definition import Definition, Step, Within  # noqa: E402
from elevakt.engines.cases.rules.drawing import drawing  # noqa: E402
from elevakt.foundation.kernel.house import Manifest, house  # noqa: E402


def main() -> str | None:
    """Write the papers, or say which of them are stale."""
    papers = {
        "processes.md": processes(),
        "places.md": places(),
        "events.md": events(),
        "addresses.md": addresses(),
    }
    if "--check" in sys.argv[1:]:
        stale = [name for name, text in papers.items() if not says(FOLDER / name, text)]
        return f"Stale in docs/generated: {', '.join(stale)}. Run `make map`." if stale else None
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in papers.items():
        (FOLDER / name).write_text(text)
    return None


def says(path: Path, text: str) -> bool:
    """Say whether a file is there and holds just this."""
    return path.exists() and path.read_text() == text


def paper(title: str, introduction: str, *sections: str) -> str:
    """Put a page together."""
    made = "Made from the code by `make map`; do not edit."
    return "\n\n".join([f"# {title}", f"{introduction} {made}", *sections]) + "\n"


def table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    """Draw a table."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(value: object) -> str:
    return " ".join(str(value or "").split()).replace("|", "\\|")


def sentence(documented: object) -> str:
    """Return the first sentence of a docstring."""
    return " ".join((getdoc(documented) or "").split("\n\n")[0].split())


# ---- processes ----------------------------------------------------------------------------------


def processes() -> str:
    """Return the page of all process definitions."""
    return paper(
        "Processes",
        "Every version of every process definition. Titles are Swedish, as schools read them; a"
        " deadline without a law is practice.",
        *(_process(one) for _, one in sorted(definitions().items())),
    )


def _process(definition: Definition) -> str:
    english = definition.translations.get("en")
    until = definition.applies_until or "further notice"
    facts = [
        ("title", f"{definition.title} ({english.title})" if english else definition.title),
        ("rests on", "; ".join(definition.legal_basis)),
        ("rules apply from", f"{definition.applies_from} to {until}"),
        ("reviewed by a lawyer", "yes" if definition.reviewed_by_lawyer else "no"),
        ("opened by", ", ".join(definition.opened_by)),
        ("place", definition.place and f"`{definition.start.id}.{definition.place}`"),
        ("read by", ", ".join(definition.circle)),
        ("secrecy, retention", f"{definition.secrecy}, {definition.retention}"),
        ("note", definition.note),
        ("digest", f"`{definition.digest[:16]}`"),
    ]
    steps = [
        (
            f"`{step.id}`",
            step.title,
            ", ".join(step.by),
            _deadline(step.within),
            step.law,
            _special(step),
        )
        for step in definition.steps
    ]
    return "\n\n".join(
        [
            f"## {definition.id}, version {definition.version}",
            table(("", ""), facts),
            table(("step", "title", "done by", "within", "law", "and"), steps),
            f"```mermaid\n{drawing(definition)}```",
        ]
    )


def _deadline(within: Within | None) -> str:
    if within is None:
        return ""
    amounts = [
        _count(within.school_days, "school day"),
        _count(within.working_days, "working day"),
        f"with `{within.with_step}`" if within.with_step else "",
        "the same day" if within.same_day else "",
        f"at {within.at:%H.%M}" if within.at else "",
        f"from `{within.origin}`" if within.origin else "",
        f"from `{within.origin_answer.field}`" if within.origin_answer else "",
    ]
    if within.period:
        weeks, days = divmod(within.period.days, 7)
        counted = ((within.period.months, "month"), (weeks, "week"), (days, "day"))
        amounts = [*(_count(many, unit) for many, unit in counted), *amounts]
    return " ".join(amount for amount in amounts if amount)


def _count(many: int | None, unit: str) -> str:
    return f"{many} {unit}{'s' if many > 1 else ''}" if many else ""


def _special(step: Step) -> str:
    told = [f"tells {inform.who}" for inform in step.informs]
    written = [f"writes `{document}`" for document in step.documents]
    others = {
        "starts": step.starts,
        "closes": step.closes,
        "one for each person": step.per,
        "repeats": step.repeat,
        "done by itself when due": step.done_when_due,
        "may be skipped with a reason": step.may_skip_when,
    }
    return "; ".join([*(words for words, so in others.items() if so), *told, *written])


# ---- places and events --------------------------------------------------------------------------


def places() -> str:
    """Return the page of all places, and who has put something there."""
    manifests = house().manifests
    sections = [
        "\n\n".join(
            [
                f"## {place.name}",
                f"Takes a `{place.accepts.__name__}`: {sentence(place.accepts)}",
                table(("app", "puts here"), _put(place.name, manifests)),
            ]
        )
        for manifest in manifests
        for place in manifest.places
    ]
    return paper("Places", "Where one app may put something that another shows or runs.", *sections)


def _put(name: str, manifests: Iterable[Manifest]) -> Iterator[tuple[object, ...]]:
    for manifest in manifests:
        for place, things in manifest.contributes.items():
            if place.name == name:
                yield f"`{manifest.name}`", len(things)


def events() -> str:
    """Return the page of all events, and who reacts."""
    reacts: dict[str, list[str]] = {}
    for manifest in house().manifests:
        for event in manifest.reacts:
            reacts.setdefault(event.__name__, []).append(f"`{manifest.name}`")
    sections = [
        "\n\n".join(
            [
                f"## {path.relative_to(SOURCE).parts[1]}.{name}",
                sentence(getattr(import_module(module), name)),
                f"Reacting: {', '.join(reacts.get(name, [])) or 'nobody yet'}.",
            ]
        )
        for path in sorted(SOURCE.glob("*/*/events.py"))
        for module in [".".join(("elevakt", *path.relative_to(SOURCE).with_suffix("").parts))]
        for name in _classes(path)
    ]
    return paper(
        "Events", "What has happened, told inside the same transaction. Ids only.", *sections
    )


def _classes(path: Path) -> list[str]:
    return [
        node.name for node in ast.parse(path.read_text()).body if isinstance(node, ast.ClassDef)
    ]


# ---- addresses ----------------------------------------------------------------------------------


def addresses() -> str:
    """Return the page of all addresses."""
    rows = [
        (f"`{name}`", f"`/{address}`", "" if _asks_log_in(at) else "public", sentence(at.callback))
        for name, address, at in _addresses(get_resolver())
    ]
    return paper(
        "Addresses",
        "Every address asks for a log-in and passes the gate, except those marked public. Who gets"
        " which answer is tested in `tests/house/test_urls.py`.",
        table(("name", "address", "", "what it shows"), rows),
    )


def _addresses(
    resolver: URLResolver, space: str = "", before: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    for pattern in resolver.url_patterns:
        address = before + _plain(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern, pattern.namespace or space, address)
        else:
            yield f"{space}:{pattern.name}".removeprefix(":"), address, pattern


def _plain(pattern: str) -> str:
    """Return a pattern as people read it: what varies is named."""
    named = re.sub(r"\(\?P<(\w+)>.*?\)", r"{\1}", pattern)
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", named).strip("^$").replace("\\", "")


def _asks_log_in(at: URLPattern) -> bool:
    return bool(getattr(at.callback, "login_required", True))


# ---- policies -----------------------------------------------------------------------------------


class Policy(NamedTuple):
    """A row of `pg_policies`, its roles without the prefix of the installation."""

    table: str
    name: str
    restricts: bool
    command: str
    roles: str
    reads: str | None
    writes: str | None


def policies(rows: Iterable[Policy]) -> str:
    """Return the page of all policies."""
    by_table: dict[str, list[Policy]] = {}
    for row in rows:
        by_table.setdefault(row.table, []).append(row)
    sections = [
        f"## {name}\n\n" + table(("policy", "", "for", "to", "rows"), map(_policy, found))
        for name, found in sorted(by_table.items())
    ]
    return paper(
        "Policies",
        "Who reaches which rows, as PostgreSQL has it. A row is reached if one policy opens it and"
        " every policy that *restricts* allows it. On every table `tenant` restricts all to the own"
        " organiser, and `machinery` and `scope` open it to the engine's and the scope's own roles;"
        " those are not repeated.",
        *sections,
    )


def _policy(one: Policy) -> tuple[object, ...]:
    restricts = "restricts" if one.restricts else ""
    rows = _cell(one.reads or one.writes)
    return f"`{one.name}`", restricts, one.command.lower(), one.roles, f"`{rows}`"


if __name__ == "__main__":
    sys.exit(main())

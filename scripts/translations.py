"""Keep the English beside the Swedish: every text that is shown is in the catalogue, translated.

    python scripts/translations.py            take new texts in, and old ones out
    python scripts/translations.py --check    change nothing; fail if English is missing or stale

The Swedish text itself is the key. It is collected from templates (`translate` and its kin), from
Python (`gettext` and its kin) and from the sentences that rules say (`say`). A text that is written
straight on a page, or a Swedish string in Python that nobody translates, is a fault as well.
Definitions of processes carry their English beside them (`v1.en.toml`), not in the catalogue.
"""

import ast
import re
import string
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "elevakt"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
HEADER = """\
# The English texts of Elevakt. The key is the Swedish text; `make texts` brings keys up to date.
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""

ONE, ONE_OR_MANY, IN_CONTEXT = None, (1, 2), ((1, "c"), 2)
TRANSLATED = {
    "_": ONE,
    "gettext": ONE,
    "gettext_lazy": ONE,
    "gettext_noop": ONE,
    "say": ONE,
    "ngettext": ONE_OR_MANY,
    "ngettext_lazy": ONE_OR_MANY,
    "pgettext": IN_CONTEXT,
    "pgettext_lazy": IN_CONTEXT,
}
"""The functions whose first argument is a text that is shown, and how their arguments are read."""

SWEDISH_ON_PURPOSE = (
    "config/",  # the terminal speaks Swedish
    "doors/terminal/",
    "doors/operation/",  # and so does what it says of itself to whoever keeps it
    "/management/",
    "doors/demo/",  # an invented municipality, its people and their words
    "enums.py",  # codes, and the words of SS 12000
    "engines/cases/rules/reading/",  # what is wrong in a definition, which is Swedish itself
    "engines/cases/rules/conditions/",
    "engines/cases/rules/digests.py",
    "engines/cases/rules/drawing.py",  # for the documentation
    "engines/cases/rules/faults.py",
    "engines/cases/rules/documents/",  # documents are always in Swedish
    "engines/records/",
    "engines/cases/actions/rebuilding.py",  # what a proof found, for the terminal
    "trust/people/rules/",  # what is wrong in a folder of SS 12000, and the words of SS 12000
    "foundation/ui/gallery.py",  # in development only
)
"""Where Swedish in Python is data, or said to those who run the system."""

PLAIN_ON_PURPOSE = ("ui/gallery.html", "ui/gallery_form.html")
"""Templates that are shown in development only."""

NAMES = {"Elevakt", "Svenska", "English", "SV", "EN"}
"""Words that are the same in every language."""

DATA = {"Vårdnadshavare"}
"""Words of SS 12000 that are compared with, never shown."""

NEVER_SHOWN = {"Manifest", "compile", "sub"}
"""Functions whose unnamed arguments are not shown: what an app is for, and patterns."""


NOT_SHOWN = re.compile(
    r"\{% *comment.*?endcomment *%\}|\{% *blocktranslate.*?endblocktranslate *%\}"
    r"|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<(?:style|script).*?</(?:style|script)>|&\w+;",
    re.DOTALL,
)
ATTRIBUTE_NAME = re.compile(r"(?:^|(?<=[\s\0]))[\w:-]+(?==[\"'])")
SHOWN_ATTRIBUTE = re.compile(
    r"\b(?:title|alt|label|placeholder|aria-label|sentence|empty)=\"(?P<words>[^\"]*)\""
)
BETWEEN_TAGS = re.compile(r"(?:^|(?<=>))(?P<words>[^<>]+)")


def main() -> str | None:
    """Update the catalogue, or say what is wrong with it."""
    found, kept = collected(), catalogue()
    if "--check" in sys.argv[1:]:
        faults = [*wrong(found, kept), *untranslated_templates(), *untranslated_python()]
        return "\n".join([*faults, "Run `make texts` and write the English."]) if faults else None
    write(merged(found, kept))
    return None


# ---- collecting ---------------------------------------------------------------------------------


def collected() -> Catalog:
    """Return every text that is shown, with where it stands."""
    found = Catalog()
    for path in files("*.py"):
        add(found, path, path.read_bytes())
    for path in [*files("*.html"), *files("*.txt")]:
        code = templatize(path.read_text(), origin=str(path))
        # What is left of a template is not indented as Python is.
        flat = "\n".join(line.lstrip() for line in code.splitlines())
        add(found, path, flat.encode())
    return found


def add(found: Catalog, path: Path, code: bytes) -> None:
    """Take the texts of one file into a catalogue."""
    texts = extract("python", BytesIO(code), TRANSLATED, options={"encoding": "utf-8"})
    for line, message, _, context in texts:
        found.add(message, locations=[(place(path), line)], context=context)


def files(pattern: str) -> list[Path]:
    """Return our files of a kind, without tests."""
    left_out = {"tests", "testing", "migrations", "static"}
    return [
        path
        for path in sorted(SOURCE.rglob(pattern))
        if left_out.isdisjoint(path.relative_to(SOURCE).parts)
    ]


def place(path: Path) -> str:
    """Return how the catalogue names a file."""
    return path.relative_to(ROOT).as_posix()


# ---- the catalogue ------------------------------------------------------------------------------


def catalogue() -> Catalog:
    """Return the catalogue as it is kept."""
    if not CATALOGUE.exists():
        return Catalog(locale="en")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def merged(found: Catalog, kept: Catalog) -> Catalog:
    """Return the texts that are found, with the English that is kept."""
    new = Catalog(locale="en")
    for message in found:
        old = kept.get(message.id, message.context)
        english = old.string if old and same_form(old, message) else None
        locations = [(name, 0) for name in sorted({name for name, _ in message.locations})]
        new.add(message.id, english, locations=locations, context=message.context)
    return new


def same_form(one: Message, other: Message) -> bool:
    """Say whether both have a plural, or neither."""
    return isinstance(one.id, tuple) == isinstance(other.id, tuple)


def write(new: Catalog) -> None:
    """Write the catalogue, the same for the same texts."""
    written = BytesIO()
    write_po(written, new, width=110, omit_header=True, sort_output=True, include_lineno=False)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(HEADER + written.getvalue().decode().strip() + "\n")


# ---- faults -------------------------------------------------------------------------------------


def wrong(found: Catalog, kept: Catalog) -> Iterator[str]:
    """Tell what the catalogue lacks, has too much, or says with other places than the Swedish."""
    for message in found:
        if not message.id:
            continue
        where = ", ".join(sorted({name for name, _ in message.locations}))
        old = kept.get(message.id, message.context)
        if old is None or not said(old):
            yield f"{where}: no English for “{keys(message)[0]}”"
        elif any(gaps(text) != gaps(keys(message)[-1]) for text in said(old)[-1:]):
            yield f"{where}: other places in the English of “{keys(message)[0]}”"
    for old in kept:
        if old.id and found.get(old.id, old.context) is None:
            yield f"{place(CATALOGUE)}: “{keys(old)[0]}” is shown nowhere"


def keys(message: Message) -> list[str]:
    """Return the Swedish of a message, one or two."""
    return [message.id] if isinstance(message.id, str) else list(message.id)


def said(message: Message) -> list[str]:
    """Return the English of a message; nothing if a form is missing."""
    texts = message.string if isinstance(message.string, tuple | list) else [message.string]
    return [text for text in texts if text] if all(texts) else []


def gaps(text: str) -> set[str]:
    """Return the names of the places in a text that are filled when it is shown."""
    braces = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    return braces | set(re.findall(r"%\((\w+)\)", text))


def untranslated_templates() -> Iterator[str]:
    """Tell of each word that stands straight on a page."""
    for path in files("*.html"):
        if not place(path).endswith(PLAIN_ON_PURPOSE):
            for line, word in words_on(path.read_text()):
                yield f"{place(path)}:{line}: “{word}” stands straight on the page"


def words_on(template: str) -> Iterator[tuple[int, str]]:
    """Return each word that a template shows as it is, with its line."""
    text = NOT_SHOWN.sub(lambda gone: re.sub(r"[^\n]", "\0", gone[0]), template)
    nameless = ATTRIBUTE_NAME.sub(lambda name: "\0" * len(name[0]), text)
    for found in (*BETWEEN_TAGS.finditer(nameless), *SHOWN_ATTRIBUTE.finditer(text)):
        for word in re.finditer(r"[^\W\d_]{2,}", found["words"]):
            if word[0] not in NAMES:
                yield text.count("\n", 0, found.start("words") + word.start()) + 1, word[0]


def untranslated_python() -> Iterator[str]:
    """Tell of each string with Swedish letters in it that is shown as it is."""
    for path in files("*.py"):
        if any(kept in place(path) for kept in SWEDISH_ON_PURPOSE):
            continue
        for node in swedish(ast.parse(path.read_text())):
            yield f"{place(path)}:{node.lineno}: “{node.value!s}” is not translated"


def swedish(node: ast.AST) -> Iterator[ast.Constant]:
    """Return the strings with Swedish letters that are no docstring and in no translating call."""
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Expr(value=ast.Constant()):
                pass  # a docstring
            case ast.Call() if called(child) in TRANSLATED:
                pass
            case ast.Call() if called(child) in NEVER_SHOWN:
                for keyword in child.keywords:
                    yield from swedish(keyword)
            case ast.Constant(value=str() as text) if (
                re.search("[åäöÅÄÖ]", text) and text not in DATA
            ):
                yield child
            case _:
                yield from swedish(child)


def called(call: ast.Call) -> str:
    """Return the last word of what is called."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


if __name__ == "__main__":
    sys.exit(main())

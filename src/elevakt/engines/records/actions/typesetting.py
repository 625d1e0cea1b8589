"""Make a PDF of a document: PDF/A-2a to be kept, PDF/UA-1 to be heard as well as seen.

Typst reads the layout; what the document says goes beside it as JSON and is never pasted in. The
fonts are those that Typst carries, so that every machine makes the same pages.
"""

import json
import re
import unicodedata
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

from elevakt.engines.records.rules.documents import Dress, Letter

PLAIN = Dress()
LAYOUTS = Path(__file__).parents[1] / "typst"

_NOT_SHOWN = re.compile(r'the text `"((?:\\.|[^"\\])+)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


class NotTypeset(Exception):
    """The layout is wrong, or says something that a kept document may not. It quotes no content."""


def typeset(letter: Letter, layout: str, dress: Dress = PLAIN) -> bytes:
    """Return the document as a PDF. The same document gives the same bytes.

    Signs that no font has, such as most emoji, are written as their Unicode names.

    :raises NotTypeset: if Typst refuses, or only warns
    """
    said = asdict(letter) | {"signed_on": letter.signed_on.isoformat()}
    missing: frozenset[str] = frozenset()
    while True:
        try:
            return _compiled(json.dumps(_readable(said, missing)), layout, letter, dress)
        except typst.TypstError as refusal:
            more = missing | _not_shown(refusal.diagnostic)
            if more == missing:
                raise NotTypeset(letter.title) from None
            missing = more


def _compiled(said: str, layout: str, letter: Letter, dress: Dress) -> bytes:
    made, warnings = _compiler().compile_with_warnings(
        layout.encode(),
        format="pdf",
        sys_inputs={"letter": said, "dress": _worn(dress)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime.combine(letter.signed_on, time(12), UTC),
    )
    if warnings:
        raise NotTypeset("; ".join(one.message for one in warnings))
    assert isinstance(made, bytes)
    return made


def _worn(dress: Dress) -> str:
    """Return how it looks as JSON, in which a picture is a list of its bytes."""
    return json.dumps({"accent": f"#{dress.accent}", "logo": list(dress.logo)})


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(
        root=LAYOUTS,
        font_paths=typst.Fonts(include_system_fonts=False),
        ignore_system_fonts=True,
    )


def _readable(value: Any, missing: frozenset[str]) -> Any:
    """Return the same with what cannot be set left out or spelled out, in every text of it."""
    if isinstance(value, str):
        return "".join(_spelled(sign, missing) for sign in value)
    if isinstance(value, dict):
        return {key: _readable(one, missing) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_readable(one, missing) for one in value]
    return value


def _spelled(sign: str, missing: frozenset[str]) -> str:
    # Controls, and joiners that only hold emoji together, are nothing to see.
    if sign == "\ufe0f" or (unicodedata.category(sign) in ("Cc", "Cf", "Cs") and sign != "\n"):
        return ""
    if sign in missing:
        return f"(tecken: {unicodedata.name(sign, 'okänt').lower()})"
    return sign


def _not_shown(diagnostic: str) -> frozenset[str]:
    """Return the signs that Typst says no font has; never a letter of every text."""
    quoted = "".join(_NOT_SHOWN.findall(diagnostic))
    signs = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), quoted)
    return frozenset(sign for sign in signs if not sign.isascii())

"""What nobody's browser sends: values, bodies and addresses that are wrong in every way we know."""

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote_from_bytes

from hypothesis import strategies as st

import elevakt

UTF8_FORM = "application/x-www-form-urlencoded"
BOUNDARY = "somewhere"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"

WRONG = (
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",  # half a letter: sent as it is, in three bytes that are no UTF-8
    "\u202e\ufeff\U0001f469\u200d\U0001f467",
    "-1",
    "0",
    "1",
    "9" * 19,
    "9" * 30,
    "9" * 5000,  # more digits than Python reads as a number
    "-" + "9" * 30,
    "1e400",
    "NaN",
    "٣",  # a digit, but none of ours
    "²",
    "1,5",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "2026-02-30",
    "2026-02-30T10:00",
    "2026-03-29T02:30",  # an hour that is not there
    "2026-09-14T10:00",  # of no time zone
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
    "24:61",
    "00000000-0000-0000-0000-000000000000",
    "00000000-0000-0000-0000-00000000000g",
    "{00000000-0000-0000-0000-000000000000}",
    "urn:uuid:00000000-0000-0000-0000-000000000000",
    "@#1",
    "/#/",
    f"#{'9' * 30}",
    "../../../../etc/passwd",
    "..\\..\\windows",
    "https://example.se/",
    "//example.se/",
    "javascript:alert(1)",
    "<script>alert(1)</script>",
    "' or 1=1 --",
    "%s%(x)s{0}{{ 7*7 }}",
    "null",
    "{}",
    "[[]]",
    '{"id": 1, "response": []}',
    "=cmd|' /C calc'!A1",
    "\r\nSet-Cookie: a=b",
    "x" * 1_000_000,
)
"""Values of wrong kinds, sizes and encodings. Keys of others are added by the world."""

SHARP = (
    "a\0b",
    "\ud800",
    "9" * 19,
    "9" * 30,
    "9" * 5000,
    "-1",
    "²",
    "2026-02-30T10:00",
    "2026-09-14T10:00",
    "0001-01-01T00:00:00+23:59",
    f"#{'9' * 30}",
    "{00000000-0000-0000-0000-000000000000}",
)
"""Those that something has fallen on, or could: sent everywhere, and not by chance."""

# Those that end before Django stand in ``config/tests/test_utf8.py``.
CONTENT_TYPES = (
    "",
    "text/plain",
    "application/json",
    "application/xml",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    f"{MULTIPART}; charset=utf-16",
    "multipart/form-data; boundary=" + "x" * 500,
    f"{UTF8_FORM}; charset=utf-16",
    f"{UTF8_FORM}; charset=no-such-thing",
    "\x80/\x80",
)

BODIES = (
    b"",
    b"\0\xff\xfe",
    b"{",
    b'{"a": ' * 10_000,
    b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
    b"=&&=&a==b&%&%zz=%",
    f"--{BOUNDARY}\r\n".encode(),
    f"--{BOUNDARY}\r\nContent-Disposition: form-data\r\n\r\na\r\n--{BOUNDARY}--".encode(),
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="a\0b"\r\n\r\na\r\n'.encode(),
    (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n'
        f"Content-Transfer-Encoding: base64\r\n\r\n!\r\n--{BOUNDARY}--"
    ).encode(),
    "&".join(f"f{number}=1" for number in range(5000)).encode(),
    b"a=" + b"x" * 4_000_000,
)

_READ = re.compile(r"\b(?:GET|POST|given)(?:\.get|\.getlist)?[\[(]\"(\w+)\"|\"(\w+)\" in request\.")


def names_that_views_read() -> Sequence[str]:
    """Return every name that a view of the house asks a query or a form for."""
    found: set[str] = set()
    for file in Path(elevakt.__file__).parent.rglob("views/*.py"):
        found.update(one or other for one, other in _READ.findall(file.read_text()))
    for file in Path(elevakt.__file__).parent.rglob("views.py"):
        found.update(one or other for one, other in _READ.findall(file.read_text()))
    return sorted(found)


NAMES = names_that_views_read()


@dataclass(frozen=True)
class Sent:
    """What is sent: pairs for the address, and pairs for the form or a body as it is."""

    query: Sequence[tuple[str, str]] = ()
    form: Sequence[tuple[str, str]] = ()
    body: bytes | None = None
    content_type: str = UTF8_FORM
    headers: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Return it shortly: a megabyte helps nobody who reads why a test failed."""
        told = {
            "query": _short(self.query),
            "form": _short(self.form),
            "body": self.body and self.body[:60],
            "type": self.content_type,
            "headers": self.headers,
        }
        return str({name: one for name, one in told.items() if one})


def _short(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, value[:60]) for name, value in pairs]


def encoded(pairs: Sequence[tuple[str, str]]) -> str:
    """Return pairs as an address or a form carries them, also what is no text at all."""
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs)


def _quoted(text: str) -> str:
    return quote_from_bytes(text.encode("utf-8", "surrogatepass"), safe="")


class _Fields(HTMLParser):
    """What the forms of a page would send."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[list[tuple[str, str]]] = []
        self.choice = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take up a form, or a control in it."""
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append([])
        elif tag == "select":
            self.choice = has.get("name", "")
        elif not self.forms:
            return
        elif tag == "option" and self.choice and has.get("value"):
            self.forms[-1].append((self.choice, has["value"]))
            self.choice = ""
        elif tag in {"input", "textarea", "button"} and has.get("name"):
            self.forms[-1].append((has["name"], has.get("value", "")))


def forms_of(html: str) -> list[list[tuple[str, str]]]:
    """Return what each form of a page would send, every choice ticked."""
    parser = _Fields()
    parser.feed(html)
    return [pairs for pairs in parser.forms if pairs]


def values(keys: Sequence[uuid.UUID]) -> st.SearchStrategy[str]:
    """Return wrong values, keys of others among them."""
    others = [str(one) for one in keys]
    return st.one_of(
        st.sampled_from(WRONG),
        st.sampled_from(others),
        st.sampled_from(others).map(lambda key: f"{key}/{others[0]}#2"),
        st.text(max_size=20),
        st.integers().map(str),
        st.dates().map(str),
        st.datetimes().map(str),
    )


@st.composite
def queries(draw: st.DrawFn, wrong: st.SearchStrategy[str]) -> Sequence[tuple[str, str]]:
    """Return a bad query: names that views read, and others; at times all of them at once."""
    if draw(st.integers(0, 3)) == 0:
        one = draw(wrong)
        return [(name, one) for name in NAMES] if len(one) < 6000 else [("q", one)]
    names = st.one_of(st.sampled_from(NAMES), st.text(max_size=5))
    return draw(st.lists(st.tuples(names, wrong), max_size=3))


@st.composite
def forms(
    draw: st.DrawFn, shown: Sequence[Sequence[tuple[str, str]]], wrong: st.SearchStrategy[str]
) -> Sequence[tuple[str, str]]:
    """Return a form as the page shows it, with a few things in it that are wrong."""
    pairs = list(draw(st.sampled_from(shown))) if shown else []
    for _ in range(draw(st.integers(0, 3))):
        name = draw(st.sampled_from([*(name for name, _ in pairs), *NAMES]))
        if draw(st.booleans()):
            pairs = [one for one in pairs if one[0] != name]
        pairs.append((name, draw(wrong)))
    return pairs


@st.composite
def sendings(
    draw: st.DrawFn, shown: Sequence[Sequence[tuple[str, str]]], keys: Sequence[uuid.UUID]
) -> Sent:
    """Return one sending."""
    wrong = values(keys)
    query = draw(queries(wrong))
    headers = draw(st.sampled_from([{}, {}, {"HX-Request": "true"}, {"X-Person": "\x80"}]))
    if draw(st.integers(0, 4)) == 0:
        body, kind = (
            draw(st.sampled_from(BODIES)),
            draw(st.sampled_from((MULTIPART, *CONTENT_TYPES))),
        )
        return Sent(query, body=body, content_type=kind, headers=headers)
    return Sent(query, draw(forms(shown, wrong)), headers=headers)


def paths(address: str, keys: Sequence[uuid.UUID]) -> Iterator[str]:
    """Yield addresses like one, with what is wrong in place of each part of it."""
    parts = address.strip("/").split("/")
    for number in range(len(parts)):
        for wrong in ("\0", "\ud800", "..", "-1", "9" * 30, "x" * 5000, *map(str, keys)):
            yield f"/{'/'.join([*parts[:number], _quoted(wrong), *parts[number + 1 :]])}/"

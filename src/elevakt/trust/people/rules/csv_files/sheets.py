"""From the bytes of CSV files to their lines, by the names of their columns.

Excel in Swedish writes semicolons, and Windows-1252 unless it is asked for UTF-8; other programs
write commas. All of it is read, and so is tab and UTF-16 ("Unicode-text").
"""

import csv
from collections.abc import Iterator, Mapping

from elevakt.trust.people.rules.csv_files.lines import Findings, Line

PERSON = ("id", "förnamn", "efternamn", "skydd")
ABOUT_PERSON = ("mellannamn", "personnummer", "födelsedatum", "kön")
CONTACT = ("e-post", "telefon", "gatuadress", "postnummer", "postort")

SHEETS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "skolenheter.csv": (
        ("huvudman", "organisationsnummer", "skolenhet", "skolenhetskod", "skolformer"),
        (),
    ),
    "elever.csv": (
        (*PERSON, "skolenhetskod", "skolform", "årskurs", "klass", "från"),
        (*ABOUT_PERSON, *CONTACT, "till"),
    ),
    "vardnadshavare.csv": ((*PERSON, "elev", "relation"), (*ABOUT_PERSON, *CONTACT)),
    "personal.csv": (
        (*PERSON, "skolenhetskod", "tjänst", "från"),
        (*ABOUT_PERSON, *CONTACT, "beskrivning", "till"),
    ),
    "grupper.csv": (("grupp", "typ", "skolenhetskod", "från"), ("skolform", "till")),
    "medlemmar.csv": (("grupp", "elev"), ("från", "till")),
    "uppdrag.csv": (("grupp", "personal", "uppdrag"), ("ämne", "från", "till")),
}
"""The files, and for each the columns that must be there and those that may."""

MOST_LINES = 100_000
_SEPARATORS = ";,\t"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def lines_of(file: str, files: Mapping[str, bytes], findings: Findings) -> list[Line]:
    """Return the lines of a file that hold something, with all the columns it may have."""
    content = files.get(file)
    if content is None:
        findings.note(file, "", "filen saknas", "lägg till den, med bara rubrikraden om den är tom")
        return []
    text = _text(content)
    if text is None:
        findings.note(file, "", "filen är inte text", "spara den som CSV i Excel")
        return []
    rows = _rows(file, text, findings)
    header = next(rows, None)
    if header is None or not _is_header(file, header[1], findings):
        return []
    names = [_name(cell) for cell in header[1]]
    empty = dict.fromkeys((*SHEETS[file][0], *SHEETS[file][1]), "")
    lines: list[Line] = []
    for at, cells in rows:
        if not any(cells):
            continue
        if len(cells) > len(names) and any(cells[len(names) :]):
            what = "raden har fler kolumner än rubrikraden"
            findings.note(file, f"rad {at}", what, "sätt text med skiljetecken inom citattecken")
        elif len(lines) >= MOST_LINES:
            what = f"filen har fler än {MOST_LINES} rader"
            findings.note(file, f"rad {at}", what, "dela upp inläsningen")
            break
        else:
            values = empty | dict(zip(names, cells, strict=False))
            lines.append(Line(findings, file, at, values))
    return lines


def _text(content: bytes) -> str | None:
    for encoding in ("utf-16",) if content.startswith(_UTF16) else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _rows(file: str, text: str, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of a file with the number of the line where each begins."""
    first = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    while True:
        at = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            what = "raden går inte att läsa"
            findings.note(file, f"rad {at}", what, "se efter om ett citattecken saknas")
            return
        yield at, [" ".join(cell.split()) for cell in cells]


def _is_header(file: str, cells: list[str], findings: Findings) -> bool:
    """Say whether the first row names the columns. What it says instead is not told again."""
    must, may = SHEETS[file]
    names = [_name(cell) for cell in cells]
    missing = [name for name in must if name not in names]
    if missing:
        what = f"kolumnen {missing[0]} saknas i rubrikraden"
        findings.note(file, "rad 1", what, f"första raden ska ha {', '.join(must)}")
        return False
    for at, name in enumerate(names, 1):
        if name and (name not in must + may or name in names[: at - 1]):
            what = f"kolumn {at} i rubrikraden känns inte igen eller finns två gånger"
            findings.note(file, "rad 1", what, "rätta rubriken eller ta bort kolumnen")
            return False
    return True


def _name(cell: str) -> str:
    return cell.casefold()

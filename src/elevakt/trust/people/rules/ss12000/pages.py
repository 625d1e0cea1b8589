"""From the texts of files to the JSON objects in them."""

import json
import re
from collections.abc import Mapping

from elevakt.trust.people.rules.faults import Fault
from elevakt.trust.people.rules.roster import SCHOOL_UNIT
from elevakt.trust.people.rules.ss12000.records import (
    SUBJECTS,
    Findings,
    Record,
    file_of,
)
from elevakt.trust.people.rules.values import NIL, identity

AGAIN = "exportera filen igen"


def records_of(resource: str, files: Mapping[str, str], findings: Findings) -> list[Record]:
    """Return the objects of one resource: ``persons.json``, or ``persons-1.json`` and onwards.

    A file is a list, or an object with the list ``data`` as a provider answers.
    """
    name = re.compile(rf"{resource}(-([0-9]{{1,6}}))?\.json")
    found = sorted((int(match[2] or 0), file) for file in files if (match := name.fullmatch(file)))
    if not found:
        remedy = "lägg den i mappen, med [] om den är tom"
        findings.note_file(f"{resource}.json", "filen saknas", remedy)
    records: list[Record] = []
    goes_on = False
    for _, file in found:
        rows, goes_on = _page(file, files[file], findings)
        for at, row in enumerate(rows, 1):
            if isinstance(row, dict):
                records.append(_record(resource, file, at, row, findings))
            else:
                what = "raden ska vara ett objekt"
                findings.faults.append(Fault(file, f"rad {at}", what, AGAIN))
    if goes_on:
        what = "filen har en pageToken, så den sista sidan saknas"
        findings.note_file(found[-1][1], what, "hämta alla sidor")
    return records


def _page(file: str, text: str, findings: Findings) -> tuple[list[object], bool]:
    """Return the rows of a file, and whether it says that more pages follow."""
    try:
        content = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        what = f"filen är inte giltig JSON (rad {error.lineno}, tecken {error.colno})"
        findings.note_file(file, what, AGAIN)
        return [], False
    except (ValueError, RecursionError):
        # A number of thousands of digits, or lists within lists without end.
        findings.note_file(file, "filen går inte att läsa som JSON", AGAIN)
        return [], False
    rows = content.get("data") if isinstance(content, dict) else content
    if not isinstance(rows, list):
        what = "filen ska vara en lista eller ett objekt med listan data"
        findings.note_file(file, what, AGAIN)
        return [], False
    return rows, isinstance(content, dict) and bool(content.get("pageToken"))


def _record(
    resource: str, file: str, at: int, values: Mapping[str, object], findings: Findings
) -> Record:
    """Return an object as a record, and remember what its identity stands for."""
    if values.get("organisationType") == SCHOOL_UNIT and resource == "organisations":
        resource = "school_units"
    found = identity(values.get("id"))
    subject = f"{SUBJECTS[resource][0]} {found}" if found else f"rad {at}"
    record = Record(findings, file, subject, found or NIL, values)
    if found is None:
        record.note("id ska vara en UUID")
    elif found in findings.resources:
        what = f"id används redan i {file_of(findings.resources[found])}"
        record.note(what, "ge varje rad ett eget id")
    else:
        findings.resources[found] = resource
    return record

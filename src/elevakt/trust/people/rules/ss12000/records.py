"""Typed values out of one JSON object; what is wrong becomes a fault and a stand-in value.

Reading goes on after a fault, so that all of them are told at once. No stand-in leaves the room:
a reading with a fault gives no roster.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, field
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from elevakt.trust.people.rules.faults import Fault
from elevakt.trust.people.rules.roster import ALWAYS, Period, Row
from elevakt.trust.people.rules.values import NIL, day_of, identity, is_storable

AnyRow = TypeVar("AnyRow", bound=Row)

SOURCE = "rätta det i källsystemet och exportera igen"
FILES = {"school_units": "organisations.json"}
SUBJECTS = {
    "organisations": ("organisationen", "en organisation"),
    "school_units": ("skolenheten", "en skolenhet"),
    "persons": ("personen", "en person"),
    "groups": ("gruppen", "en grupp"),
    "duties": ("tjänsten", "en tjänst"),
    "activities": ("aktiviteten", "en aktivitet"),
}


def file_of(resource: str) -> str:
    """Return the file where a resource stands."""
    return FILES.get(resource, f"{resource}.json")


@dataclass(slots=True)
class Findings:
    """What has been found so far: faults, what each identity is, and who points at whom."""

    faults: list[Fault] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    resources: dict[UUID, str] = field(default_factory=dict)
    references: list[tuple["Record", str, str, UUID]] = field(default_factory=list)

    def note_file(self, file: str, what: str, remedy: str) -> None:
        """Note a fault of a whole file. What points into it is not held against anybody."""
        self.faults.append(Fault(file, "", what, remedy))
        self.unread.add(re.split(r"[-.]", file)[0])

    def check_references(self) -> None:
        """Note a fault for every reference that does not point at the kind of thing it should."""
        for record, name, resource, wanted in self.references:
            file = file_of(resource)
            if self.resources.get(wanted) != resource and file.split(".")[0] not in self.unread:
                record.note(
                    f"{record.path}{name} pekar på {wanted} "
                    f"som inte är {SUBJECTS[resource][1]} i {file}",
                    "ta med den eller ta bort hänvisningen",
                )


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One JSON object, or one inside another (then ``path`` says where)."""

    findings: Findings
    file: str
    subject: str
    id: UUID
    values: Mapping[str, object]
    path: str = ""

    def note(self, what: str, remedy: str = SOURCE) -> None:
        """Note a fault of this object."""
        self.findings.faults.append(Fault(self.file, self.subject, what, remedy))

    def text(self, name: str, longest: int) -> str:
        """Return a text that must be there, without the white space around it."""
        found = self.optional_text(name, longest)
        if not found and isinstance(self.values.get(name), str | None):
            self.note(f"{self.path}{name} saknas")
        return found

    def optional_text(self, name: str, longest: int) -> str:
        """Return a text, or an empty one if it is absent or null."""
        value = self.values.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.note(f"{self.path}{name} ska vara text")
            return ""
        found = value.strip()
        if len(found) > longest:
            self.note(f"{self.path}{name} är längre än {longest} tecken")
        if not is_storable(found):
            self.note(f"{self.path}{name} har tecken som inte går att spara")
        return found

    def texts(self, name: str, longest: int) -> tuple[str, ...]:
        """Return a list of texts; an absent list is empty."""
        values = self._list(name)
        inner = self._inside("", {f"{name}[{at}]": value for at, value in enumerate(values)})
        return tuple(inner.text(each, longest) for each in inner.values)

    def flag(self, name: str, *, absent: bool) -> bool:
        """Return a yes or no."""
        value = self.values.get(name, absent)
        if not isinstance(value, bool):
            self.note(f"{self.path}{name} ska vara true eller false")
            return absent
        return value

    def number(self, name: str, highest: int) -> int | None:
        """Return a whole number from 0 to the highest, if it is there."""
        value = self.values.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= highest:
            self.note(f"{self.path}{name} ska vara ett heltal från 0 till {highest}")
            return None
        return value

    def day(self, name: str) -> date | None:
        """Return a date, if it is there."""
        value = self.values.get(name)
        if value is None:
            return None
        found = day_of(value)
        if found is None:
            self.note(f"{self.path}{name} ska vara ett datum som 2026-08-17")
        return found

    def period(self, within: Period = ALWAYS, *, starts: bool = False) -> Period:
        """Return the days of this object that lie within those of what it belongs to.

        ``endDate`` is the last day in SS 12000, so the period ends on the day after.

        :param starts: whether ``startDate`` must be there; else it begins with what it belongs to
        """
        if starts and self.values.get("startDate") is None:
            self.note(f"{self.path}startDate saknas")
        last = self.day("endDate")
        # The last day that can be written is how some sources say "until further notice".
        own = Period(
            self.day("startDate") or date.min,
            None if last in (None, date.max) else last + timedelta(days=1),
        )
        if own.is_empty:
            self.note(f"{self.path}endDate ligger före startDate")
            return within
        found = own.inside(within)
        if found.is_empty:
            self.note(f"{self.path.rstrip('.')} ligger utanför tiden för det den hör till")
        return found

    def reference(self, name: str, resource: str) -> UUID:
        """Return the identity of what this object must point at."""
        found = self.optional_reference(name, resource)
        if found is None:
            if self.values.get(name) is None:
                self.note(f"{self.path}{name} saknas")
            return NIL
        return found

    def optional_reference(self, name: str, resource: str) -> UUID | None:
        """Return the identity of what this object points at, if it does; checked at the end."""
        value = self.values.get(name)
        if value is None:
            return None
        found = identity(value.get("id")) if isinstance(value, dict) else None
        if found is None:
            self.note(f"{self.path}{name} ska vara ett objekt med ett id som är en UUID")
            return None
        self.findings.references.append((self, name, resource, found))
        return found

    def references(self, name: str, resource: str) -> list[UUID]:
        """Return the identities of a list of what this object points at."""
        values = self._list(name)
        inner = self._inside("", {f"{name}[{at}]": value for at, value in enumerate(values)})
        return [inner.reference(each, resource) for each in inner.values]

    def points_at(self, name: str) -> str | None:
        """Return what kind of thing this object points at, if it is known."""
        value = self.values.get(name)
        found = identity(value.get("id")) if isinstance(value, dict) else None
        return self.findings.resources.get(found) if found else None

    def records(self, name: str) -> Iterator["Record"]:
        """Give the objects of a list; an absent list is empty."""
        for at, value in enumerate(self._list(name)):
            if isinstance(value, dict):
                yield self._inside(f"{name}[{at}].", value)
            else:
                self.note(f"{self.path}{name}[{at}] ska vara ett objekt")

    def record(self, name: str) -> "Record | None":
        """Return the object inside this one, if it is there."""
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.note(f"{self.path}{name} ska vara ett objekt")
            return None
        return self._inside(f"{name}.", value)

    def keep(self, row: AnyRow, rows: dict[UUID, AnyRow]) -> None:
        """Add a row to those already read. Said twice counts once; said differently is a fault."""
        earlier = rows.setdefault(row.id, row)
        if earlier != row and NIL not in astuple(row):
            self.note(f"{self.path.rstrip('.')} säger emot en annan rad om samma sak")

    def _inside(self, path: str, values: Mapping[str, object]) -> "Record":
        return Record(self.findings, self.file, self.subject, self.id, values, self.path + path)

    def _list(self, name: str) -> list[object]:
        value = self.values.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.note(f"{self.path}{name} ska vara en lista")
            return []
        return value

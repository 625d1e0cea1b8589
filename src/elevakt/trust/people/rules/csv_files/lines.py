"""Typed values out of one line; what is wrong becomes a fault and a stand-in value.

A fault names file, line and column, and never says what stands there: it may be a name or a
personal number that has come into the wrong column. Reading goes on, so that all faults are told at
once; a reading with a fault gives no roster.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from elevakt.trust.people.rules.faults import Fault
from elevakt.trust.people.rules.roster import ALWAYS, Period
from elevakt.trust.people.rules.values import birth_date_of, day_of, is_storable

Known = TypeVar("Known")

FILL_IN = "fyll i det"
CIVIC_NO = re.compile(r"[0-9]{8}-?([0-9]{4}|[A-Z]{2}[0-9]{2})")
LOOKS_LIKE_CIVIC_NO = re.compile(r"([0-9]{2})?[0-9]{6}[-+]?[0-9]{4}")
ROUNDED = re.compile(r"[0-9],?[0-9]*E\+[0-9]+")
"""What Excel makes of a number of twelve digits that it was let to take for a number."""


@dataclass(slots=True)
class Findings:
    """What is wrong so far, in all files."""

    faults: list[Fault] = field(default_factory=list)

    def note(self, file: str, subject: str, what: str, remedy: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(file, subject, what, remedy))


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One line of a file: a text for each column, without the white space around it."""

    findings: Findings
    file: str
    at: int
    values: Mapping[str, str]

    @property
    def place(self) -> str:
        """Where it stands, for the fault of another line."""
        return f"{self.file} rad {self.at}"

    def note(self, what: str, remedy: str = "rätta raden") -> None:
        """Note a fault of this line."""
        self.findings.note(self.file, f"rad {self.at}", what, remedy)

    def text(self, name: str, longest: int) -> str:
        """Return a text that must be there."""
        found = self.optional_text(name, longest)
        if not found:
            self.note(f"{name} saknas", FILL_IN)
        return found

    def optional_text(self, name: str, longest: int) -> str:
        """Return a text, or an empty one."""
        found = self.values[name]
        if len(found) > longest:
            self.note(f"{name} är längre än {longest} tecken", "korta texten")
        if not is_storable(found):
            self.note(f"{name} har tecken som inte går att spara")
        return found

    def identity(self, name: str) -> str:
        """Return what the school calls somebody or something by, which is no personal number."""
        found = self.text(name, 60)
        if LOOKS_LIKE_CIVIC_NO.fullmatch(found):
            what = f"{name} ser ut som ett personnummer"
            self.note(what, "använd ett eget nummer eller användarnamn som inte ändras")
        return found

    def civic_no(self) -> str:
        """Return a personal, coordination or temporary number in twelve signs, if it is there."""
        found = self.values["personnummer"].upper()
        if not found:
            return ""
        if ROUNDED.fullmatch(found):
            what = "personnummer har avrundats av Excel"
            self.note(what, "gör kolumnen till text och skriv numret igen")
        elif not CIVIC_NO.fullmatch(found) or birth_date_of(found) is None:
            self.note("personnummer ska skrivas ÅÅÅÅMMDDNNNN", "skriv alla tolv tecknen")
        return found.replace("-", "")

    def day(self, name: str) -> date | None:
        """Return a day, if it is there."""
        value = self.values[name]
        found = day_of(value) if value else None
        if value and found is None:
            self.note(f"{name} ska vara ett datum som 2026-08-17", "skriv om det")
        return found

    def period(self, within: Period = ALWAYS, *, starts: bool = False) -> Period:
        """Return the days of this line that lie within those of what it belongs to.

        :param starts: whether the first day must be there; else it begins with what it belongs to
        """
        if starts and not self.values["från"]:
            self.note("från saknas", "skriv första dagen")
        last = self.day("till")
        own = Period(
            self.day("från") or date.min,
            None if last in (None, date.max) else last + timedelta(days=1),
        )
        if own.is_empty:
            self.note("till ligger före från", "rätta dagarna")
            return within
        found = own.inside(within)
        if found.is_empty:
            what = "tiden ligger utanför tiden för det raden hör till"
            self.note(what, "rätta dagarna, eller ta bort raden")
        return found

    def number(self, name: str, highest: int) -> int | None:
        """Return a whole number from 0 to the highest; F, for preschool class, is 0."""
        value = self.values[name]
        if not value:
            return None
        if value.casefold() == "f":
            return 0
        if not re.fullmatch(r"[0-9]{1,2}", value) or int(value) > highest:
            self.note(f"{name} ska vara ett heltal från 0 till {highest}, eller F", "rätta det")
            return None
        return int(value)

    def pointed_at(self, name: str, known: Mapping[str, Known], file: str) -> Known | None:
        """Return what this line points at in another file; that it must be there is a fault."""
        value = self.values[name]
        if not value:
            self.note(f"{name} saknas", FILL_IN)
        elif value not in known:
            what = f"{name} finns inte i {file}"
            self.note(what, f"lägg till raden i {file}, eller rätta {name}")
        return known.get(value)

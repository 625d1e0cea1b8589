"""The ledger: every act on a case as one immutable entry, with a part for each circle and person.

A correction is a new entry that points at the old one; a withdrawal takes an entry's text out of
force. Nothing is ever changed, and ``in_force`` says what counts now.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from elevakt.engines.cases.enums import EntryKind
from elevakt.engines.cases.rules.values import Json

DOING = frozenset({EntryKind.OPENED, EntryKind.STEP_DONE, EntryKind.DECISION, EntryKind.CLOSED})
"""The kinds of entry that do a step. The opening does the first step, the closing the last."""


VOID = frozenset({EntryKind.ANNULLED, EntryKind.ENDED, EntryKind.RECLASSIFIED})
"""The kinds of entry that end a case before its last step, and all that was in force by it."""


@dataclass(frozen=True, slots=True)
class Part:
    """What an entry says to one circle about one person. Answers are stored by field id."""

    circle: str
    about_person: UUID | None = None
    answers: Mapping[str, Json] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One act on a case.

    :param no: its number in the case, from 1
    :param by_person: who did it; None for machinery
    :param corrects: the entry that a correction or a withdrawal points at
    """

    id: UUID
    no: int
    kind: EntryKind
    at: dt.datetime
    by_person: UUID | None = None
    by_role: str = ""
    step: str | None = None
    instance: str = ""
    on_behalf_of: UUID | None = None
    happened_on: dt.date | None = None
    corrects: UUID | None = None
    definition_digest: str = ""
    request_id: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def answers(self) -> dict[str, Json]:
        """The answers of all its parts put together again."""
        return joined(part.answers for part in self.parts)


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry with its answers as corrected. A withdrawn one happened, but its text is void."""

    entry: Entry
    answers: Mapping[str, Json]
    is_withdrawn: bool = False


def joined(parts: Iterable[Mapping[str, Json]]) -> dict[str, Json]:
    """Return answers that were split by circle and person as one.

    Rows of a table know their number, so a row whose columns lie in two circles is one row again.
    """
    whole: dict[str, Json] = {}
    for answers in parts:
        for name, value in answers.items():
            there = whole.get(name)
            if isinstance(there, list) and isinstance(value, list):
                whole[name] = _joined_rows(there, value)
            elif isinstance(there, dict) and isinstance(value, dict):
                whole[name] = {**there, **value}
            else:
                whole[name] = value
    return whole


def kept(entries: Iterable[Entry]) -> tuple[Kept, ...]:
    """Return the acts in order and as corrected, withdrawn ones among them."""
    entries = sorted(entries, key=lambda entry: entry.no)
    by_id = {entry.id: entry for entry in entries}
    withdrawn = {entry.corrects for entry in entries if entry.kind is EntryKind.WITHDRAWN}
    answers = {entry.id: entry.answers for entry in entries}
    for entry in entries:
        if entry.kind is EntryKind.CORRECTED and entry.id not in withdrawn:
            root = _root(entry, by_id)
            answers[root] = {**answers[root], **entry.answers}
    return tuple(
        Kept(entry, answers[entry.id], entry.id in withdrawn)
        for entry in entries
        if entry.kind not in (EntryKind.CORRECTED, EntryKind.WITHDRAWN)
    )


def in_force(entries: Iterable[Entry]) -> tuple[Kept, ...]:
    """Return the entries that count now, in order and as corrected."""
    return tuple(one for one in kept(entries) if not one.is_withdrawn)


def answers_in_force(entries: Iterable[Entry]) -> dict[str, dict[str, Mapping[str, Json]]]:
    """Return the answers that count now: by step, then by instance in the order they were given.

    A step that is reopened keeps its answers until it is done anew; one that is skipped has none.
    """
    answers: dict[str, dict[str, Mapping[str, Json]]] = {}
    for one in in_force(entries):
        entry = one.entry
        if entry.step is None:
            continue
        of_step = answers.setdefault(entry.step, {})
        if entry.kind in DOING or entry.kind is EntryKind.SKIPPED:
            of_step.pop(entry.instance, None)
        if entry.kind in DOING:
            of_step[entry.instance] = one.answers
    return {step: given for step, given in answers.items() if given}


def taken_back(entries: Iterable[Entry]) -> tuple[int, ...]:
    """Return the numbers of the entries whose text is withdrawn: with an act go its corrections."""
    entries = tuple(entries)
    by_id = {entry.id: entry for entry in entries}
    gone = {entry.corrects for entry in entries if entry.kind is EntryKind.WITHDRAWN}
    return tuple(
        entry.no
        for entry in entries
        if entry.kind is not EntryKind.WITHDRAWN and {entry.id, _root(entry, by_id)} & gone
    )


def _joined_rows(there: list[Json], more: list[Json]) -> list[Json]:
    loose: list[Json] = []
    rows: dict[int, dict[str, Json]] = {}
    for row in [*there, *more]:
        number = row.get("row") if isinstance(row, dict) else None
        if isinstance(row, dict) and isinstance(number, int):
            rows[number] = {**rows.get(number, {}), **row}
        else:
            loose.append(row)
    return [*loose, *(rows[number] for number in sorted(rows))]


def _root(entry: Entry, by_id: Mapping[UUID, Entry]) -> UUID:
    """Return the entry that a correction of a correction at last points at."""
    while entry.kind is EntryKind.CORRECTED and entry.corrects:
        entry = by_id[entry.corrects]
    return entry.id


def void_by(ledger: Iterable[Entry]) -> EntryKind | None:
    """Return what ended a case so that nothing of it is in force, unless it was opened again.

    It was a mistake (annulled), or it was of another kind and goes on as that (reclassified).
    """
    whole = [entry.kind for entry in ledger if entry.step is None]
    last = [kind for kind in whole if kind in VOID or kind is EntryKind.REOPENED][-1:]
    return last[0] if last and last[0] in VOID else None

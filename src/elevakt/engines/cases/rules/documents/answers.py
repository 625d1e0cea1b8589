"""Stored answers in words, for a page that leaves the system. Always in Swedish."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from elevakt.engines.cases.enums import FieldType, Precision
from elevakt.engines.cases.rules.documents.hiding import Hider
from elevakt.engines.cases.rules.fields import Column, Field
from elevakt.engines.cases.rules.values import Json
from elevakt.engines.records.rules.documents import Grid, Item, Section

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOT_SAID = "–"

_PERSONS = frozenset({FieldType.PUPIL, FieldType.STAFF, FieldType.GUARDIAN, FieldType.PERSON})
_FREE = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})


class CannotBeSaid(Exception):
    """A template takes a field that must never stand in a document."""


@dataclass(frozen=True)
class Speaker:
    """Says answers, with names only for those who may be named.

    :param called: what each person is called on this page, by key
    """

    called: Mapping[UUID, str]
    hider: Hider

    def section(
        self, heading: str, field: Field, answers: Iterable[Json], columns: tuple[str, ...]
    ) -> Section:
        """Return what was answered to a field, each time that it was."""
        if field.type is FieldType.TABLE:
            return self._table(heading, field, answers, columns)
        said = [line for answer in answers for line in self._lines(field, answer)]
        return Section(heading, paragraphs=tuple(said))

    def _lines(self, field: Field | Column, answer: Json) -> list[str]:
        if field.type is FieldType.LONG_TEXT:
            text = self.hider.hide(str(answer or ""))
            return [line.strip() for line in text.splitlines() if line.strip()]
        said = self.say(field, answer)
        return [] if said == NOT_SAID else [said]

    def _table(
        self, heading: str, field: Field, answers: Iterable[Json], columns: tuple[str, ...]
    ) -> Section:
        shown = [field.column(name) for name in columns]
        rows = [
            row
            for answer in answers
            for row in (answer if isinstance(answer, list) else [])
            if isinstance(row, dict)
        ]
        if not rows:
            return Section(heading)
        if any(column.type is FieldType.LONG_TEXT for column in shown):
            return Section(heading, items=tuple(self._item(shown, row) for row in rows))
        cells = tuple(tuple(self.say(one, row.get(one.id)) for one in shown) for row in rows)
        return Section(heading, grids=(Grid(tuple(one.label for one in shown), cells),))

    def _item(self, columns: list[Column], row: Mapping[str, Json]) -> Item:
        """Return a row as a list: what is short on one line, several texts each with its label."""
        answered = [column for column in columns if row.get(column.id)]
        long = [column for column in answered if column.type is FieldType.LONG_TEXT]
        lines = []
        for column in long:
            label = f"{column.label}: " if len(long) > 1 else ""
            lines += self._lines(column, f"{label}{row[column.id]}")
        short = [self.say(one, row[one.id]) for one in answered if one not in long]
        return Item(" · ".join(short), tuple(lines))

    def say(self, asked: Field | Column, value: Json) -> str:
        """Return one answer in words.

        :raises CannotBeSaid: for a home decision, which no document may hold
        """
        if asked.type is FieldType.HOME_DECISION:
            raise CannotBeSaid(asked.id)
        if value is None or value in ("", []):
            return NOT_SAID
        if isinstance(value, list):
            return ", ".join(self._one(asked, one) for one in value)
        return self._one(asked, value)

    def _one(self, asked: Field | Column, value: Json) -> str:
        if asked.type in _FREE:
            return self.hider.hide(str(value))
        if asked.type in _PERSONS:
            return self.called.get(UUID(str(value)), "någon annan")
        if asked.type in (FieldType.CHOICE, FieldType.CHOICES):
            return asked.options[str(value)]
        match asked.type:
            case FieldType.YES_NO:
                return "Ja" if value else "Nej"
            case FieldType.DATETIME:
                return _moment(value)
            case FieldType.MONEY if isinstance(value, int):
                crowns, ore = divmod(abs(value), 100)
                return f"{'−' if value < 0 else ''}{crowns},{ore:02} kr"
            case FieldType.FILE:
                return "En fil i ärendet"
            case _:
                return str(value)


def moment_in_words(moment: dt.datetime) -> str:
    """Return a moment in Swedish time: "2026-11-20 kl. 14.05"."""
    return moment.astimezone(STOCKHOLM).strftime("%Y-%m-%d kl. %H.%M")


def _moment(value: Json) -> str:
    if not isinstance(value, dict):
        return moment_in_words(dt.datetime.fromisoformat(str(value)))
    if value["precision"] == Precision.EXACT:
        return moment_in_words(dt.datetime.fromisoformat(str(value["at"])))
    if value["precision"] == Precision.DAY:
        return str(value["on"])
    until = f" till {value['until']}" if value.get("until") else ""
    return f"Flera gånger från {value['on']}{until}"

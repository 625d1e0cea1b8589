"""Stored answers in words, for one reader: labels by the definition, names as she sees them."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from elevakt.engines.cases.enums import FieldType, Precision
from elevakt.engines.cases.forms.controls import said
from elevakt.engines.cases.queries.naming import Names
from elevakt.engines.cases.queries.parts import FileRow
from elevakt.engines.cases.rules.answers.forms import shown
from elevakt.engines.cases.rules.definition import Step
from elevakt.engines.cases.rules.fields import Column, Field
from elevakt.engines.cases.rules.values import Json
from elevakt.foundation.ui.templatetags.ui import day, when
from elevakt.trust.access.enums import HomeAnswer

SHORT = 40
"""Longer answers take the whole width of a page."""


@dataclass(frozen=True)
class Told:
    """An answer in words: a text, rows of a table, or files."""

    label: str
    text: str = ""
    rows: Sequence[Sequence["Told"]] = ()
    files: Sequence[Mapping[str, object]] = ()

    @property
    def is_long(self) -> bool:
        """Whether it needs the whole width."""
        return bool(self.rows or self.files) or len(self.text) > SHORT or "\n" in self.text


@dataclass(frozen=True)
class Teller:
    """Tells answers to one reader."""

    names: Names
    files: Mapping[uuid.UUID, FileRow]

    def answers(self, step: Step, answers: Mapping[str, Json]) -> list[Told]:
        """Return the answers of a step in the order of its questions."""
        return [
            self._told(field, answers[field.id]) for field in step.fields if field.id in answers
        ]

    def _told(self, field: Field, value: Json) -> Told:
        label = said(field.label)
        if field.type is FieldType.FILE:
            return Told(label, files=[self._file(key) for key in _list(value)])
        if field.type is FieldType.TABLE:
            columns = [
                [
                    Told(said(column.label), self._sentence(column, row[column.id]))
                    for column in field.columns
                    if column.id in row
                ]
                for row in _rows(value)
            ]
            return Told(label, rows=columns)
        if field.type is FieldType.HOME_DECISION:
            return Told(label, rows=[[told for row in _rows(value) for told in self._home(row)]])
        if field.per_person and isinstance(value, dict):
            each = [
                Told(capfirst(self.names.person(uuid.UUID(person))), self._sentence(field, one))
                for person, one in value.items()
            ]
            return Told(label, rows=[each])
        return Told(label, self._sentence(field, value))

    def _sentence(self, asked: Field | Column, value: Json) -> str:
        """Return an answer with a large letter first, except where it is somebody's own words."""
        text = self._text(asked, value)
        return text if asked.type in (FieldType.TEXT, FieldType.LONG_TEXT) else capfirst(text)

    def _text(self, asked: Field | Column, value: Json) -> str:
        if isinstance(value, list):
            return ", ".join(self._text(asked, one) for one in value)
        match asked.type:
            case FieldType.YES_NO:
                return _("Ja") if value else _("Nej")
            case FieldType.CHOICE | FieldType.CHOICES:
                return (
                    str(said(asked.options[str(value)])) if value in asked.options else str(value)
                )
            case FieldType.DATE:
                return day(dt.date.fromisoformat(str(value)))
            case FieldType.DATETIME:
                return _moment(value)
            case FieldType.MONEY:
                return _("%(amount)s kr") % {"amount": shown(asked, value)}
            case FieldType.STAFF:
                return self.names.colleague(uuid.UUID(str(value)))
            case FieldType.GUARDIAN:
                return self.names.persons.get(uuid.UUID(str(value)), _("någon hemma"))
            case FieldType.PUPIL | FieldType.PERSON:
                return self.names.person(uuid.UUID(str(value)))
            case FieldType.UNIT:
                return self.names.unit(uuid.UUID(str(value)))
            case _:
                return str(value)

    def _home(self, row: Mapping[str, Json]) -> list[Told]:
        pupil, guardian = uuid.UUID(str(row["pupil"])), uuid.UUID(str(row["guardian"]))
        who = self.names.guardian(pupil, guardian)
        told = [Told(capfirst(who), str(_HOME[HomeAnswer(str(row["answer"]))]))]
        if row.get("reason"):
            told.append(Told(_("Varför"), str(row["reason"])))
        if row.get("pupil_view"):
            told.append(Told(_("Eleven själv"), str(row["pupil_view"])))
        return told

    def _file(self, key: Json) -> dict[str, object]:
        file = self.files.get(uuid.UUID(str(key)))
        if file is None:
            return {"title": _("En fil")}
        return {
            "title": file.name,
            "href": reverse("cases:file", args=[file.id]),
            "size": file.size,
        }


def gathered(named: Iterable[tuple[str, str]]) -> list[Told]:
    """Return those who are named with their roles, each role once."""
    found: dict[str, list[str]] = {}
    for role, who in named:
        found.setdefault(role, []).append(who)
    return [Told(role, capfirst(", ".join(whos))) for role, whos in found.items()]


def _moment(value: Json) -> str:
    if not isinstance(value, dict):
        return when(dt.datetime.fromisoformat(str(value)))
    if value["precision"] == Precision.EXACT:
        return when(dt.datetime.fromisoformat(str(value["at"])))
    first = day(dt.date.fromisoformat(str(value["on"])))
    if value["precision"] == Precision.DAY:
        return first
    if not value.get("until"):
        return _("flera gånger, från %(first)s") % {"first": first}
    last = day(dt.date.fromisoformat(str(value["until"])))
    return _("flera gånger, %(first)s till %(last)s") % {"first": first, "last": last}


def _rows(value: Json) -> Iterable[Mapping[str, Json]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]


_HOME = {
    HomeAnswer.INFORM: gettext_lazy("Får kontaktas"),
    HomeAnswer.ASK: gettext_lazy("Prata med rektor först"),
    HomeAnswer.DO_NOT_INFORM: gettext_lazy("Kontakta inte"),
}

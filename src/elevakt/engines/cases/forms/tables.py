"""Questions with several rows: tables of fields, and home decisions."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from elevakt.engines.cases.forms.controls import Home, control, form_class, look, said
from elevakt.engines.cases.forms.posting import code, lists_of, posted, texts
from elevakt.engines.cases.forms.questions import Question
from elevakt.engines.cases.forms.rows import Group, Row, RowsForm, in_row
from elevakt.engines.cases.rules.answers.forms import is_blank
from elevakt.engines.cases.rules.fields import AnswerIs, Column
from elevakt.foundation.kernel import typed
from elevakt.foundation.ui.forms import Look
from elevakt.trust.access.enums import HomeAnswer

MOST_ROWS = 100
_ANSWERS = [
    (HomeAnswer.INFORM.value, gettext_lazy("Får kontaktas")),
    (HomeAnswer.ASK.value, gettext_lazy("Prata med rektor först")),
    (HomeAnswer.DO_NOT_INFORM.value, gettext_lazy("Kontakta inte")),
]


class Table(Question):
    """A table of fields: rows that each have a control for every column."""

    def controls(self) -> dict[str, forms.Field]:
        """Return the place of the rows."""
        group = Group(self._row_class(), self.asked.id, "cases/fields/rows.html")
        group.label, group.help_text = said(self.asked.label), said(self.asked.hint or "")
        group.required = self.asked.required
        return {self.asked.id: group}

    def rows(self, form: RowsForm, more: str) -> list[Row]:
        """Return the rows that the data of a form say, and one more where that is asked for."""
        group = form.fields[self.asked.id]
        assert isinstance(group, Group)
        total = str(form.data.get(f"{self.asked.id}-TOTAL_FORMS") or 1)
        count = typed.number(total, otherwise=1)
        count = min(count + (more == self.asked.id), MOST_ROWS)
        return [group.row(lists_of(form.data), number) for number in range(count)]

    def data(self, value: object) -> dict[str, list[str]]:
        """Return an answer as the browser would post it: who must be there, and an empty row."""
        given = (
            [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
        )
        about = self.asked.about or ""
        there = {row.get(about) for row in given}
        lacking = [one for one in self.around.hold.get(self.asked.id, ()) if one not in there]
        rows = [*given, *({about: one} for one in lacking)] or [{}]
        found = {f"{self.asked.id}-TOTAL_FORMS": [str(len(rows))]}
        for number, row in enumerate(rows):
            for name, one in row.items():
                found[f"{self.asked.id}-{number}-{name}"] = texts(one)
        return found

    def answer(self, form: RowsForm) -> object:
        """Return the rows that are not blank."""
        return [cells for _, cells in self._filled(form)]

    def blame(self, form: RowsForm, path: str, why: str) -> None:
        """Say a fault at the cell, and above the form with the number of the row."""
        number, _dot, column = path.partition(".")[2].partition(".")
        if not number.isdecimal():
            form.add_error(self.asked.id, why)
            return
        row = self._filled(form)[int(number) - 1][0]
        row.add_error(column if column in row.fields else None, why)
        place = form.rows[self.asked.id].index(row) + 1
        form.add_error(self.asked.id, in_row(row, place, why))

    def _filled(self, form: RowsForm) -> list[tuple[Row, dict[str, object]]]:
        found = []
        for row in form.rows[self.asked.id]:
            cells = {
                column.id: posted(row, column.id, self.around) for column in self.asked.columns
            }
            if not is_blank(cells):
                found.append((row, cells))
        return found

    def _row_class(self) -> type[Row]:
        controls = {column.id: control(column, self.around) for column in self.asked.columns}
        return form_class(_TableRow, controls, columns=self.asked.columns, phrases=self._phrases())

    def _phrases(self) -> dict[str, tuple[str, ...]]:
        """Return the words to choose from in each column that has some."""
        of = self.around.phrases
        return {
            one.id: of[key]
            for one in self.asked.columns
            if (key := f"{self.asked.id}.{one.id}") in of
        }


class _TableRow(Row):
    columns: Sequence[Column] = ()
    phrases: Mapping[str, tuple[str, ...]] = {}

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.looks = {
            column.id: look(
                column, self._waits_for(column.shown_if), self.phrases.get(column.id, ())
            )
            for column in self.columns
        }

    def _waits_for(self, answer: AnswerIs | None) -> tuple[str, tuple[str, ...]] | None:
        if answer is None:
            return None
        return self.add_prefix(answer.answer), tuple(map(code, answer.values))


class HomeDecisions(Question):
    """May each guardian be told? One row each, with why, and what the child wants beside it."""

    def controls(self) -> dict[str, forms.Field]:
        """Return the place of the rows."""
        group = Group(_HomeRow, self.asked.id, "cases/fields/home.html")
        group.label, group.help_text = said(self.asked.label), said(self.asked.hint or "")
        group.required = self.asked.required
        return {self.asked.id: group}

    def rows(self, form: RowsForm, more: str) -> list[Row]:
        """Return one row for each guardian."""
        group = form.fields[self.asked.id]
        assert isinstance(group, Group)
        found = []
        pupils: set[UUID] = set()
        for home in self.around.homes:
            row = group.row(lists_of(form.data), _of_home(home))
            row.title, row.about = home.title, home.about
            if home.pupil in pupils:
                del row.fields["pupil_view"]
            pupils.add(home.pupil)
            if not home.is_known:
                _keep_closed(row)
            found.append(row)
        return found

    def data(self, value: object) -> dict[str, list[str]]:
        """Return the decisions that count as the browser would post them."""
        given = (
            [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
        )
        decided = {(str(row.get("pupil")), str(row.get("guardian"))): row for row in given}
        found: dict[str, list[str]] = {}
        for home in self.around.homes:
            start = {"answer": home.answer}
            row = decided.get((str(home.pupil), str(home.guardian)), start)
            for name in ("answer", "reason", "pupil_view"):
                found[f"{self.asked.id}-{_of_home(home)}-{name}"] = texts(row.get(name))
        return found

    def answer(self, form: RowsForm) -> object:
        """Return one row for each guardian that is answered for."""
        return [
            {
                "pupil": str(home.pupil),
                "guardian": str(home.guardian),
                **{name: posted(row, name, self.around) for name in row.fields},
            }
            for home, row in zip(self.around.homes, form.rows[self.asked.id], strict=True)
        ]

    def blame(self, form: RowsForm, path: str, why: str) -> None:
        """Say a fault at the guardian it is about."""
        whom = path.partition(".")[2]
        rows = zip(self.around.homes, form.rows[self.asked.id], strict=True)
        for number, (home, row) in enumerate(rows, 1):
            if whom == f"{home.pupil}/{home.guardian}":
                row.add_error("reason" if posted(row, "answer", self.around) else "answer", why)
                form.add_error(self.asked.id, in_row(row, number, why))
                return
        form.add_error(self.asked.id, why)


class _HomeRow(Row):
    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        answer, unclear = self.add_prefix("answer"), (HomeAnswer.ASK, HomeAnswer.DO_NOT_INFORM)
        self.fields["answer"] = forms.ChoiceField(
            label=_("Kontakt med hemmet"),
            widget=forms.RadioSelect,
            choices=_ANSWERS,
        )
        self.fields["reason"] = forms.CharField(label=_("Varför"))
        self.fields["pupil_view"] = forms.CharField(label=_("Vad vill eleven själv?"))
        self.looks = {"reason": Look(shown_when=(answer, tuple(one.value for one in unclear)))}


def _keep_closed(row: Row) -> None:
    """Do not offer to let home know: nobody can decide that of one whom she may not know."""
    answer = row.fields["answer"]
    assert isinstance(answer, forms.ChoiceField)
    answer.choices = [one for one in _ANSWERS if one[0] != HomeAnswer.INFORM]
    answer.help_text = _("Du ser inte vem det är. Därför går det inte att välja ”Får kontaktas”.")


def _of_home(home: Home) -> str:
    """Return what the controls of a home are named by; a number would move with a new guardian."""
    return f"{home.pupil}.{home.guardian}"

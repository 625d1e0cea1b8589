"""One question of a definition in a form: its controls, its answer, and where a fault is said.

An answer leaves as ``rules.answers.check_answers`` reads it, and comes in the same shape. A control
is named by the path of what it holds: ``when.on``, ``measure.<person>``, ``talks-0-account``.
"""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from elevakt.engines.cases.enums import FieldType, Precision
from elevakt.engines.cases.forms.controls import Around, control, look, said
from elevakt.engines.cases.forms.posting import posted, texts
from elevakt.engines.cases.forms.rows import RowsForm
from elevakt.engines.cases.rules.fields import Field
from elevakt.foundation.ui.forms import DateInput, Look, Option, TimeInput


class Question:
    """A question with one control."""

    def __init__(self, asked: Field, around: Around) -> None:
        """Take the field of the definition, and what it is asked among."""
        self.asked, self.around = asked, around
        self.shown_when = around.shown_when.get(asked.id)

    def controls(self) -> dict[str, forms.Field]:
        """Return the controls by name."""
        return {self.asked.id: control(self.asked, self.around)}

    def looks(self) -> dict[str, Look]:
        """Return how each control is shown."""
        return {self.asked.id: self.look()}

    def look(self) -> Look:
        """Return how its own control is shown."""
        return look(self.asked, self.shown_when, self.around.phrases.get(self.asked.id, ()))

    def data(self, value: object) -> dict[str, list[str]]:
        """Return an answer as the browser would post it."""
        name = f"{self.asked.id}_uploaded" if self.asked.type is FieldType.FILE else self.asked.id
        return {name: texts(value)}

    def answer(self, form: RowsForm) -> object:
        """Return what is posted."""
        value = posted(form, self.asked.id, self.around)
        if self.asked.type is FieldType.FILE and not self.asked.many:
            return value[0] if isinstance(value, list) and value else None
        return value

    def blame(self, form: RowsForm, path: str, why: str) -> None:
        """Say a fault at the control it is about."""
        form.add_error(path if path in form.fields else self.asked.id, why)


class Moment(Question):
    """When something happened, as exactly as one knows."""

    def controls(self) -> dict[str, forms.Field]:
        """Return how exactly, the day, the hour, and the last day of what was repeated."""
        choices = [(one.value, _PRECISION[one]) for one in self.asked.precision]
        made: dict[str, forms.Field] = {
            self._name("precision"): forms.ChoiceField(widget=forms.RadioSelect, choices=choices),
            self._name("on"): forms.CharField(widget=DateInput(), label=_("Dag")),
            self._name("at"): forms.CharField(widget=TimeInput(), label=_("Klockslag")),
            self._name("until"): forms.CharField(widget=DateInput(), label=_("Till och med")),
        }
        first = made[self._name("precision")]
        first.label, first.help_text = said(self.asked.label), said(self.asked.hint or "")
        for one in made.values():
            one.required = self.asked.required
        return made

    def looks(self) -> dict[str, Look]:
        """Return the hour only where one knows it, and a last day only of what was repeated."""
        by = self._name("precision")
        every = tuple(one.value for one in self.asked.precision)
        return {
            by: Look(shown_when=self.shown_when),
            self._name("on"): Look(shown_when=(by, every)),
            self._name("at"): Look(shown_when=(by, (Precision.EXACT.value,))),
            self._name("until"): Look(shown_when=(by, (Precision.REPEATEDLY.value,))),
        }

    def data(self, value: object) -> dict[str, list[str]]:
        """Return an answer as the browser would post it."""
        given = value if isinstance(value, Mapping) else {}
        return {self._name(str(part)): texts(one) for part, one in given.items()}

    def answer(self, form: RowsForm) -> object:
        """Return the parts that are posted; how exactly is not an answer without a day."""
        given = {
            part: posted(form, self._name(part), self.around)
            for part in ("precision", "on", "at", "until")
        }
        if not given["precision"]:
            given["precision"] = Precision.EXACT.value if given["at"] else Precision.DAY.value
        return given

    def blame(self, form: RowsForm, path: str, why: str) -> None:
        """Say a fault at the day."""
        form.add_error(self._name("on"), why)

    def _name(self, part: str) -> str:
        return f"{self.asked.id}.{part}"


class PerPerson(Question):
    """A question that is asked for each person in a role."""

    def controls(self) -> dict[str, forms.Field]:
        """Return one control for each person."""
        made = {}
        for person in self._people():
            one = control(self.asked, self.around)
            one.label = _("%(question)s, %(name)s") % {
                "question": one.label,
                "name": person.label,
            }
            made[f"{self.asked.id}.{person.value}"] = one
        return made

    def looks(self) -> dict[str, Look]:
        """Return how each control is shown: all alike."""
        return {name: self.look() for name in self.controls()}

    def data(self, value: object) -> dict[str, list[str]]:
        """Return an answer as the browser would post it."""
        given = value if isinstance(value, Mapping) else {}
        return {f"{self.asked.id}.{person}": texts(one) for person, one in given.items()}

    def answer(self, form: RowsForm) -> object:
        """Return what is posted for each person."""
        return {
            person.value: posted(form, f"{self.asked.id}.{person.value}", self.around)
            for person in self._people()
        }

    def blame(self, form: RowsForm, path: str, why: str) -> None:
        """Say a fault at the person it is about; that nothing is answered, at the first."""
        form.add_error(path if path in form.fields else next(iter(self.controls()), None), why)

    def _people(self) -> list[Option]:
        wanted = self.around.hold.get(self.asked.id, ())
        return [one for one in self.around.people if one.value in wanted]


_PRECISION = {
    Precision.EXACT: gettext_lazy("Vet exakt"),
    Precision.DAY: gettext_lazy("Vet dagen"),
    Precision.REPEATEDLY: gettext_lazy("Flera gånger"),
}

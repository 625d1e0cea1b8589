"""Whom a report is about: found in the own schools, at another school, or said in words.

Every search ends, for everybody and always, with words and a school, so that nobody is left out and
nothing is told by what is not found.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from elevakt.engines.cases.enums import PersonKind
from elevakt.engines.cases.forms.answers import AnswerForm, answer_form
from elevakt.engines.cases.forms.controls import Around, PlainSelect, form_class, said
from elevakt.engines.cases.forms.posting import lists_of, posted
from elevakt.engines.cases.forms.rows import Group, Row, RowBound
from elevakt.engines.cases.forms.showing import shown_when
from elevakt.engines.cases.queries.naming import key_of
from elevakt.engines.cases.rules.definition import Definition, PersonRole
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.fields import Field
from elevakt.engines.cases.rules.people import Named
from elevakt.foundation.kernel import ids
from elevakt.foundation.ui.forms import Option, Picker, Section

HITS = "found"
"""The pupils found at another school, to be ticked."""


@dataclass(frozen=True)
class Asking:
    """Whom a report may be about, and how one is found.

    :param children: those whom somebody at home reports about, instead of a search
    :param at_school: the pupils of another school that match some words, at most five
    """

    around: Around
    children: Sequence[Option] | None = None
    at_school: Callable[[str, UUID], Sequence[Option]] = lambda words, unit: ()


class WhoBound(RowBound):
    """A way to say who it is; only the first is said to be optional, and none that lies folded."""

    @property
    def is_marked_optional(self) -> bool:
        """Whether to say "frivilligt"."""
        assert isinstance(self.form, WhoRow)
        role = self.form.role
        return self.name in self.form.first and role.part and not role.least


class WhoRow(Row):
    """Those in one role."""

    bound_field_class = WhoBound
    role: PersonRole
    asking: Asking
    is_searched = False

    def __init__(self, data: Any, *, prefix: str, search: bool) -> None:
        super().__init__(data, prefix=prefix)
        self.is_searched = search
        if self.asking.children is None:
            self._ask_staff()
        else:
            self._ask_home(self.asking.children)

    @property
    def first(self) -> Sequence[str]:
        """The control that stands for the role."""
        return ("pupils",) if self.asking.children is None else ("child", "words")

    @property
    def more(self) -> list[Any]:
        """The controls for those who are no pupil of one's own schools."""
        return [one for one in self if one.name not in ("pupils", "child", HITS)]

    @property
    def is_more_open(self) -> bool:
        """Whether something stands in them already."""
        return self.is_searched or any(one.errors or one.value() for one in self.more)

    @property
    def hits(self) -> Sequence[Option]:
        """The pupils of the chosen school that match, when they are asked for."""
        if not self.is_searched:
            return self.asking.around.pupils(lists_of(self.data).get(self.add_prefix(HITS), ()))
        words, unit = self._text("words"), key_of(self._text("unit"))
        return self.asking.at_school(words, unit) if unit and words else ()

    @property
    def ticked(self) -> Sequence[str]:
        """The keys of those found who are ticked."""
        return lists_of(self.data).get(self.add_prefix(HITS), ())

    @property
    def hits_name(self) -> str:
        """The name of the controls of those found."""
        return self.add_prefix(HITS)

    def named(self) -> list[Named]:
        """Return those who are named, and say what is wrong.

        What is written of somebody who was not found goes to the lead of the chosen school.
        """
        if self.asking.children is not None:
            return [*self._children(), *self._in_words(None)]
        picked = [*posted(self, "pupils", self.asking.around)] if "pupils" in self.fields else []
        picked += self.ticked
        known = {one.value for one in self.asking.around.pupils(picked)}
        if set(picked) - known:
            self.add_error("pupils", _("Välj en elev i listan, eller skriv vem det gäller nedan."))
        found = [
            self._one(UUID(key), PersonKind.PUPIL) for key in dict.fromkeys(picked) if key in known
        ]
        return [*found, *self._staff(), *self._others(is_found=bool(self.ticked))]

    def _staff(self) -> list[Named]:
        if "staff" not in self.fields:
            return []
        picked = posted(self, "staff", self.asking.around)
        known = {one.value for one in self.asking.around.staff(picked)}
        if set(picked) - known:
            self.add_error("staff", _("Välj någon i listan."))
        return [self._one(UUID(key), PersonKind.STAFF) for key in picked if key in known]

    def _others(self, *, is_found: bool) -> list[Named]:
        found = []
        words, unit = self._text("words"), key_of(self._text("unit"))
        if words and not is_found:
            if unit is None:
                self.add_error("unit", _("Välj skola."))
            found += self._in_words(unit)
        if outsider := self._text("outsider"):
            found.append(self._one(ids.new(), PersonKind.OUTSIDER, words=outsider))
        if self._text("unknown"):
            found.append(self._one(ids.new(), PersonKind.UNKNOWN))
        return found

    def _children(self) -> list[Named]:
        if "child" not in self.fields:
            return []
        known = {one.value for one in self.asking.children or ()}
        picked = self._text("child")
        return [self._one(UUID(picked), PersonKind.PUPIL)] if picked in known else []

    def _in_words(self, unit: UUID | None) -> list[Named]:
        words = self._text("words")
        kinds = (PersonKind.NOT_FOUND, PersonKind.OUTSIDER, PersonKind.UNKNOWN)
        kind = next((one for one in kinds if one in self.role.kinds), None)
        return [self._one(ids.new(), kind, unit, words)] if words and kind else []

    def _one(self, key: UUID, kind: PersonKind, unit: UUID | None = None, words: str = "") -> Named:
        return Named(key, self.role.id, kind, unit, words)

    def _text(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name)) or "").strip()

    def _ask_staff(self) -> None:
        around, kinds = self.asking.around, self.role.kinds
        if PersonKind.PUPIL in kinds:
            self.fields["pupils"] = forms.Field(
                label=said(self.role.title),
                help_text=_("Sök på namn eller klass."),
                widget=Picker(around.pupils_href, around.pupils, many=True),
            )
        if PersonKind.NOT_FOUND in kinds:
            self.fields["words"] = forms.CharField(
                label=_("Vem gäller det?"),
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
            self.fields["unit"] = forms.ChoiceField(
                label=_("Skola"),
                widget=PlainSelect(),
                choices=self._schools,
            )
        if PersonKind.STAFF in kinds:
            self.fields["staff"] = forms.Field(
                label=_("Någon i personalen"),
                widget=Picker(around.staff_href, around.staff, many=True),
            )
        if PersonKind.OUTSIDER in kinds:
            self.fields["outsider"] = forms.CharField(
                label=_("Någon utanför skolan"),
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
        if PersonKind.UNKNOWN in kinds:
            self.fields["unknown"] = forms.BooleanField(label=_("Jag vet inte vem"))

    def _schools(self) -> list[tuple[str, str]]:
        return [
            ("", _("Välj skola")),
            *((one.value, one.label) for one in self.asking.around.units()),
        ]

    def _ask_home(self, children: Sequence[Option]) -> None:
        if self.role.least:
            self.fields["child"] = forms.ChoiceField(
                label=_("Vem gäller det?"),
                widget=forms.RadioSelect,
                choices=[(one.value, one.label) for one in children],
            )
        else:
            self.fields["words"] = forms.CharField(
                label=said(self.role.title), help_text=_("Skriv det du vet.")
            )


class Who(Group):
    """The place of those in one role, in the form of a report."""

    def row(self, data: Any, number: int | str, *, search: bool = False) -> Row:
        """Return the controls of the role; there is one row."""
        assert issubclass(self.row_class, WhoRow)
        return self.row_class(MultiValueDict(data), prefix=self.name, search=search)


class ReportForm(AnswerForm):
    """The first step of a process, with those it is about. Make its class with ``report_form``."""

    roles: Sequence[PersonRole] = ()

    def __init__(self, data: Any, files: Any = None, *, more: str = "", search: str = "") -> None:
        super().__init__(data, files, more=more)
        whos: dict[str, Sequence[Row]] = {}
        for role in self.roles:
            place = self.fields[who_name(role.id)]
            assert isinstance(place, Who)
            given = lists_of(self.data)
            whos[who_name(role.id)] = [place.row(given, 0, search=search == role.id)]
        self.rows = {**self.rows, **whos}

    def people(self) -> list[Named]:
        """Return those whom the report names, and say what is wrong or who is missing."""
        found = []
        for role in self.roles:
            name = who_name(role.id)
            (row,) = self.rows[name]
            assert isinstance(row, WhoRow)
            named = row.named()
            for errors in row.errors.values():
                self.add_error(name, errors)
            if len(named) < role.least and not row.errors:
                self.add_error(name, _("Välj en elev, eller skriv vem det gäller."))
            if role.most == 1 and len(named) > 1:
                self.add_error(name, _("Det kan bara gälla en. Gör en anmälan för var och en."))
            found += named
        return found


def report_form(definition: Definition, asking: Asking) -> type[ReportForm]:
    """Return the class of a report's form: danger first, then whom, then what; the rest folded."""
    acute, rest = _parted(definition.start.fields)
    waits = shown_when(definition, definition.start, Facts(), {})
    around = replace(asking.around, shown_when=waits, is_home=asking.children is not None)
    made = answer_form((*acute, *rest), around)
    needed, other = _needed(definition)
    first = [name for one in made.questions if one.asked in acute for name in one.controls()]
    then = [
        name
        for one in made.questions
        if one.asked in rest and not one.asked.later
        for name in one.controls()
    ]
    later = [name for one in made.questions if one.asked.later for name in one.controls()]
    places: dict[str, Any] = {
        who_name(role.id): _place(role, asking) for role in definition.people.values()
    }
    open_names = (*first, *map(who_name, needed), *then)
    folded = (*later, *map(who_name, other))
    return form_class(
        ReportForm,
        {**made.base_fields, **places},
        questions=made.questions,
        words=made.words,
        looks=made.looks,
        sections=(Section(open_names), Section(folded, folded=True)),
        roles=tuple(definition.people.values()),
    )


def who_name(role: str) -> str:
    """Return the name of the place of a role; no field of a definition can be called so."""
    return f"who-{role}"


def _place(role: PersonRole, asking: Asking) -> Who:
    row = type("RoleRow", (WhoRow,), {"role": role, "asking": asking})
    place = Who(row, who_name(role.id), "cases/fields/who.html")
    place.label = said(role.title)
    place.required = role.least > 0
    return place


def _parted(fields: Sequence[Field]) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    acute = tuple(field for field in fields if field.if_yes.acute)
    return acute, tuple(field for field in fields if field not in acute)


def _needed(definition: Definition) -> tuple[list[str], list[str]]:
    """Return the roles that are asked for openly, and those that lie folded."""
    needed = [role.id for role in definition.people.values() if role.least or role.part]
    return needed, [role for role in definition.people if role not in needed]


def start(definition: Definition, pupil: str) -> dict[str, list[str]]:
    """Return what an empty report is filled with: the pupil that one came from."""
    first = next((role.id for role in definition.people.values() if role.least), None)
    return {pupils_name(first): [pupil]} if pupil and first else {}


def pupils_name(role: str) -> str:
    """Return the name of the control that the pupils of a role are chosen in."""
    return f"{who_name(role)}-pupils"


def only_child(definition: Definition, children: Sequence[Option]) -> dict[str, list[str]]:
    """Return the choice that somebody at home with one child need not make."""
    if len(children) != 1:
        return {}
    return {
        f"{who_name(role.id)}-child": [children[0].value]
        for role in definition.people.values()
        if role.least
    }

"""The control of one question: what each type of answer looks like in a form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.renderers import BaseRenderer
from django.forms.utils import ErrorDict, flatatt
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from elevakt.engines.cases import models
from elevakt.engines.cases.enums import FieldType
from elevakt.engines.cases.rules.fields import Column, Field, Text
from elevakt.foundation.ui.forms import (
    Bound,
    DateInput,
    DateTimeInput,
    FileDrop,
    Form,
    Look,
    Option,
    Picker,
    Taps,
    TimeInput,
)

SELECTED = mark_safe(" selected")
FEW = 4
"""So many options of a column are drawn open; more lie in a list to choose from."""


def _nobody(values: Sequence[str]) -> Sequence[Option]:
    return ()


def _no_files(keys: Sequence[str]) -> Sequence[models.Attachment]:
    return ()


def _no_match(words: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Home:
    """A guardian whom a home decision is made for, with the answer that counts now.

    :param is_known: whether who decides may know who it is; else home cannot be let know
    """

    pupil: UUID
    guardian: UUID
    title: str
    about: str
    answer: str
    is_known: bool = True


@dataclass(frozen=True)
class Around:
    """What a form is asked among: whom and what an answer may choose, as the actor may see it.

    :param may_be_asked: for questions that say whom to ask: those who can be
    :param shown_when: for questions that wait for another answer: that question, and the answers
    :param hold: for tables, the persons who each begin with a row
    :param words: what a definition calls things in Swedish, and in the language of the page
    :param phrases: words to choose from, by question, or by table and column
    :param is_home: whether a guardian or a pupil answers: the hints of a definition are for staff
    :param taps: the question whose every answer is a button that sends the form
    :param units: the schools, asked for only where somebody is to choose among them
    :param staff: turns keys of staff into options; ``pupils`` and ``files`` likewise
    :param staff_called: the key of the one on the staff who is called so, if there is just one
    """

    people: Sequence[Option] = ()
    guardians: Sequence[Option] = ()
    may_be_asked: Mapping[str, Sequence[Option]] = field(default_factory=dict)
    units: Callable[[], Sequence[Option]] = tuple
    homes: Sequence[Home] = ()
    shown_when: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    hold: Mapping[str, Sequence[str]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_home: bool = False
    taps: str = ""
    staff_href: str = ""
    pupils_href: str = ""
    upload_href: str = ""
    staff: Callable[[Sequence[str]], Sequence[Option]] = _nobody
    pupils: Callable[[Sequence[str]], Sequence[Option]] = _nobody
    files: Callable[[Sequence[str]], Sequence[models.Attachment]] = _no_files
    staff_called: Callable[[str], str | None] = _no_match
    pupil_called: Callable[[str], str | None] = _no_match


class Unjudged(Form):
    """A form that only asks: what an answer must be is judged by the rules, in one place.

    It is always bound; what is not sent yet comes from a draft or from what is known.
    """

    def full_clean(self) -> None:
        """Judge nothing; ``add_error`` puts what the rules say where it belongs."""
        self._errors = ErrorDict(renderer=self.renderer)
        self.cleaned_data = {}


Made = TypeVar("Made", bound=Unjudged)


def form_class(base: type[Made], controls: Mapping[str, forms.Field], **own: object) -> type[Made]:
    """Return a class of form with these controls, and with attributes of its own.

    They are kept apart: a definition may call a question what a form calls something of its own.
    """
    made: type[Made] = type(base.__name__, (base,), own)
    made.base_fields = made.declared_fields = dict(controls)
    return made


class Choice(NamedTuple):
    """One of the options of a question, as the template draws it."""

    tag: SafeString
    choice_label: str


class PlainBound(Bound):
    """A question whose options are drawn without a template for each: there may be dozens."""

    @cached_property
    def subwidgets(self) -> list[Any]:
        """The options."""
        widget = self.field.widget
        if not isinstance(widget, forms.RadioSelect):
            return super().subwidgets
        attrs = self.build_widget_attrs({"id": self.auto_id})
        return [
            Choice(_drawn(one), one["label"])
            for one in widget.subwidgets(self.html_name, self.value(), attrs=attrs)
        ]


def _drawn(option: Mapping[str, Any]) -> SafeString:
    return format_html(
        '<input type="{}" name="{}" value="{}"{}>',
        option["type"],
        option["name"],
        option["value"],
        flatatt(option["attrs"]),
    )


class PlainSelect(forms.Select):
    """A list to choose from, drawn without a template: an organiser has dozens of schools."""

    alike = ()

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """Return the list; the options are in no groups."""
        options = _options(tuple(self.choices), tuple(self.format_value(value)))
        own = flatatt(self.build_attrs(self.attrs, attrs))
        return format_html('<select name="{}"{}>{}</select>', name, own, options)


@lru_cache(maxsize=64)
def _options(choices: tuple[tuple[str, str], ...], chosen: tuple[str, ...]) -> SafeString:
    """Draw the options once: a form asks for the same schools several times."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((key, SELECTED if key in chosen else "", label) for key, label in choices),
    )


class FileBound(Bound):
    """A question for files, with those that are already sent."""

    template_name = "cases/fields/files.html"

    @property
    def kept(self) -> Sequence[models.Attachment]:
        """The files that are laid aside for this form."""
        kept = self.field.widget
        assert isinstance(kept, KeptFiles)
        data = self.form.data
        name = f"{self.html_name}_uploaded"
        keys = data.getlist(name) if isinstance(data, MultiValueDict) else []
        return kept.files([str(key) for key in keys])


class KeptFiles(FileDrop):
    """Files to drop or choose, whose keys come back with the form once they are sent."""

    def __init__(
        self, upload_href: str, files: Callable[[Sequence[str]], Sequence[models.Attachment]]
    ) -> None:
        super().__init__(upload_href, accept="image/*,application/pdf")
        self.files = files

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, UploadedFile], name: str
    ) -> list[str]:
        """Return the keys of the files that are already sent."""
        return list(data.getlist(f"{name}_uploaded")) if isinstance(data, MultiValueDict) else []


class Files(forms.Field):
    """Any number of files."""

    bound_field_class = FileBound


def said(text: Text | str) -> str | SafeString:
    """Return a text of a definition, marked where it is in another language than the page."""
    language = getattr(text, "language", "sv")
    if language == (get_language() or "sv"):
        return str(text)
    return format_html('<span lang="{}">{}</span>', language, text)


def control(asked: Field | Column, around: Around) -> forms.Field:
    """Return the control of a question, or of a column of a table."""
    many = isinstance(asked, Field) and asked.many
    if asked.id in around.may_be_asked:
        made: forms.Field = _among(around.may_be_asked[asked.id], many=many)
    else:
        made = _CONTROLS[asked.type](asked, around, many)
    made.label = said(asked.label)
    made.help_text = said(asked.hint) if asked.hint and not around.is_home else ""
    made.required = asked.required or asked.id == around.taps
    return made


def look(
    asked: Field | Column,
    shown_when: tuple[str, tuple[str, ...]] | None = None,
    phrases: tuple[str, ...] = (),
) -> Look:
    """Return how the control of a question is shown."""
    yes = asked.if_yes if isinstance(asked, Field) else None
    return Look(
        shown_when=shown_when,
        tells={"yes": said(yes.say)} if yes and yes.say else {},
        is_acute=bool(yes and yes.acute),
        unit=_("kr") if asked.type is FieldType.MONEY else "",
        is_narrow=asked.type in (FieldType.NUMBER, FieldType.UNIT),
        phrases=phrases,
    )


def _text(asked: Field | Column, around: Around, many: bool) -> forms.Field:
    return forms.CharField(widget=forms.TextInput(attrs={"autocomplete": "off"}))


def _long_text(asked: Field | Column, around: Around, many: bool) -> forms.Field:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}))


def _date(asked: Field | Column, around: Around, many: bool) -> forms.Field:
    return forms.CharField(widget=DateInput())


def _time(asked: Field | Column, around: Around, many: bool) -> forms.Field:
    return forms.CharField(widget=TimeInput())


def _datetime(asked: Field | Column, around: Around, many: bool) -> forms.Field:
    return forms.CharField(widget=DateTimeInput())


def _yes_no(asked: Field | Column, around: Around, many: bool) -> forms.Field:
    return forms.ChoiceField(widget=forms.RadioSelect, choices=[("no", _("Nej")), ("yes", _("Ja"))])


def _choice(asked: Field | Column, around: Around, many: bool) -> forms.Field:
    choices = [(code, said(text)) for code, text in asked.options.items()]
    if asked.id == around.taps:
        return forms.ChoiceField(widget=Taps(), choices=choices)
    return _one_of(
        choices,
        is_list=isinstance(asked, Column) and len(asked.options) > FEW,
    )


def _choices(asked: Field | Column, around: Around, many: bool) -> forms.Field:
    choices = [(code, said(text)) for code, text in asked.options.items()]
    return forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, choices=choices)


def _number(asked: Field | Column, around: Around, many: bool) -> forms.Field:
    return forms.CharField(
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    )


def _pupil(asked: Field | Column, around: Around, many: bool) -> forms.Field:
    return forms.Field(widget=Picker(around.pupils_href, around.pupils, many=many))


def _staff(asked: Field | Column, around: Around, many: bool) -> forms.Field:
    return forms.Field(widget=Picker(around.staff_href, around.staff, many=many))


def _guardian(asked: Field | Column, around: Around, many: bool) -> forms.Field:
    return _among(around.guardians, many=many)


def _person(asked: Field | Column, around: Around, many: bool) -> forms.Field:
    return _among(around.people, many=many)


def _unit(asked: Field | Column, around: Around, many: bool) -> forms.Field:
    return _among(around.units(), many=many)


def _file(asked: Field | Column, around: Around, many: bool) -> forms.Field:
    return Files(widget=KeptFiles(around.upload_href, around.files))


def _among(options: Sequence[Option], *, many: bool) -> forms.Field:
    choices = [
        (one.value, f"{one.label}, {one.note}" if one.note else one.label) for one in options
    ]
    if many:
        return forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, choices=choices)
    return _one_of(choices, is_list=True)


def _one_of(choices: list[tuple[str, str | SafeString]], *, is_list: bool) -> forms.Field:
    if is_list:
        return forms.ChoiceField(widget=PlainSelect(), choices=[("", _("Välj")), *choices])
    return forms.ChoiceField(widget=forms.RadioSelect, choices=choices)


_CONTROLS: Mapping[FieldType, Callable[[Field | Column, Around, bool], forms.Field]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _long_text,
    FieldType.DATE: _date,
    FieldType.TIME: _time,
    FieldType.DATETIME: _datetime,
    FieldType.YES_NO: _yes_no,
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _number,
    FieldType.PUPIL: _pupil,
    FieldType.STAFF: _staff,
    FieldType.GUARDIAN: _guardian,
    FieldType.PERSON: _person,
    FieldType.UNIT: _unit,
    FieldType.FILE: _file,
}

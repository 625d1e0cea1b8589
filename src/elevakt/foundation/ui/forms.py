"""How every form looks: Django's own forms, drawn by our templates.

`FORM_RENDERER = "elevakt.foundation.ui.forms.Renderer"` draws any Django form. `Form` adds what the
law-shaped forms of a school need: sections, a folded "Fler uppgifter", fields that come forth with
an answer, and sentences that an answer calls for.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise, cached_property
from django.utils.safestring import SafeString

from elevakt.foundation.ui.drawings import EMPTY, drawn_once
from elevakt.foundation.ui.tags import SINGLE_TAGS, single_tag, textarea

Text = str | Promise

CARDS_AT_MOST = 4
"""More options than this are drawn as small pills instead of cards, or the page grows too long."""

SHORT_LABEL = 14
"""Options of at most this many characters are drawn side by side."""

ROW_LABELS = 52
"""Three options of at most this many characters together fit in a row: none is left over."""


@dataclass(frozen=True)
class Look:
    """How one field is shown, beside what the Django field itself says.

    `shown_when` names another field of the form and the answers that call this one forth; without
    JavaScript it is always shown, so the server decides what counts. `tells` is what to say at once
    when an answer is chosen. `unit` stands after the box ("kr"), `limit` counts characters down.
    `phrases` are words to choose from, beside writing one's own.
    """

    shown_when: tuple[str, tuple[str, ...]] | None = None
    tells: Mapping[str, Text] = field(default_factory=dict)
    is_acute: bool = False
    unit: Text = ""
    limit: int = 0
    is_narrow: bool = False
    phrases: tuple[str, ...] = ()

    @property
    def key(self) -> Hashable:
        """All of it as one value, in the language of the page."""
        tells = tuple((answer, str(words)) for answer, words in self.tells.items())
        return self.shown_when, tells, self.is_acute, str(self.unit), self.limit, self.is_narrow


@dataclass(frozen=True)
class Section:
    """Fields that belong together. A folded one is for what can be filled in later, by others."""

    fields: tuple[str, ...]
    title: Text = ""
    hint: Text = ""
    folded: bool = False


@dataclass(frozen=True)
class Option:
    """Somebody or something that a picker can choose."""

    value: str
    label: str
    note: str = ""
    initials: str = ""


@dataclass(frozen=True)
class Fault:
    """Something that is to be put right, and the id of the control where; none, for the whole."""

    words: str
    anchor: str = ""


class Bound(BoundField):
    """A field in a form, with what its template asks."""

    @property
    def look(self) -> Look:
        """How the form wants this field shown."""
        looks: Mapping[str, Look] = getattr(self.form, "looks", {})
        return looks.get(self.name, PLAIN)

    @property
    def template_name(self) -> str:
        """The template that fits the control."""
        widget = self.field.widget
        if self.look.limit:
            return "forms/limited.html"
        if isinstance(widget, Taps):
            return "forms/taps.html"
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return "forms/choices.html"
        if isinstance(widget, forms.CheckboxInput):
            return "forms/check.html"
        if isinstance(widget, forms.FileInput):
            return "forms/file.html"
        return "forms/field.html"

    @property
    def anchor(self) -> str:
        """The id of the first control: where the error summary leads."""
        return f"{self.auto_id}_0" if self.use_fieldset else str(self.id_for_label)

    @property
    def faults(self) -> list[Fault]:
        """What is wrong here, as the summary above the form says it."""
        return [Fault(str(error), self.anchor) for error in self.errors]

    @property
    def phrases_id(self) -> str:
        """The id of the list of phrases that a line of text is chosen from, if there is one."""
        is_line = isinstance(self.field.widget, forms.TextInput)
        return f"{self.auto_id}-phrases" if is_line and self.look.phrases else ""

    @property
    def layout(self) -> str:
        """How options lie: "cards", "short" (side by side), "row" (three) or "pills" (many)."""
        labels = [str(option.choice_label) for option in self]
        if len(labels) > CARDS_AT_MOST:
            return "pills"
        if all(len(label) <= SHORT_LABEL for label in labels):
            return "short"
        return "row" if len(labels) == 3 and len("".join(labels)) <= ROW_LABELS else "cards"

    @property
    def is_marked_optional(self) -> bool:
        """Whether to say "frivilligt": not where a folded section already says so."""
        is_later = isinstance(self.form, Form) and self.name in self.form.folded_names
        return not self.field.required and not is_later

    @cached_property
    def told(self) -> list[tuple[str, Text]]:
        """The sentences that answers call for: answer and sentence."""
        return list(self.look.tells.items())

    def as_field_group(self) -> SafeString:
        """Draw the field with its label, what helps, and what is wrong.

        Phrases may be somebody's own, so what they stand in is not kept for others.
        """
        if self.look.phrases:
            return super().as_field_group()
        look = (self.look.key, self.is_marked_optional)
        return drawn_once(self, look, super().as_field_group)

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Give the control its class; what is needed is said in words, not in browser bubbles."""
        built = super().build_widget_attrs(attrs, widget)
        control = widget or self.field.widget
        built.pop("required", None)
        own = control.attrs.get("class", "")
        built["class"] = f"ds-input {own}".rstrip()
        if self.phrases_id:
            built["list"] = self.phrases_id
        if self.field.required and not self.use_fieldset:
            built["aria-required"] = "true"
        return built


PLAIN = Look()


def faults(form: forms.BaseForm) -> list[Fault]:
    """Return everything that is to be put right in a form, in the order of its fields."""
    whole = [Fault(str(error)) for error in form.non_field_errors()]
    bound = [one for one in form.visible_fields() if isinstance(one, Bound)]
    return [*whole, *(fault for one in bound for fault in one.faults)]


class Renderer(TemplatesSetting):
    """Draws forms with the templates in `forms/`."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    formset_template_name = "forms/rows.html"
    bound_field_class = Bound

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        """Return the HTML; what is a single tag is written without a template."""
        if template_name in SINGLE_TAGS:
            return single_tag(context["widget"])
        if template_name == "django/forms/widgets/textarea.html":
            return textarea(context["widget"])
        return super().render(template_name, context, request)


@dataclass(frozen=True)
class BoundSection:
    """A section with its fields, as the template draws it."""

    section: Section
    fields: tuple[Bound, ...]

    @property
    def is_open(self) -> bool:
        """Whether a folded section starts open: something in it is filled in or wrong."""
        return any(one.errors or one.value() not in EMPTY for one in self.fields)


class Form(forms.Form):
    """A form with sections and looks.

    A generated form sets both on the instance, before it is first drawn.
    """

    sections: Sequence[Section] = ()
    looks: Mapping[str, Look] = {}
    use_required_attribute = False

    def __getitem__(self, name: str) -> Bound:
        """Return a field as this form draws it."""
        bound = super().__getitem__(name)
        assert isinstance(bound, Bound), "FORM_RENDERER is not ours"
        return bound

    @cached_property
    def folded_names(self) -> frozenset[str]:
        """The names of the fields that lie folded."""
        return frozenset(
            name for section in self.sections if section.folded for name in section.fields
        )

    @cached_property
    def bound_sections(self) -> list[BoundSection]:
        """All visible fields in order: first those of no section, then section by section."""
        placed = {name for section in self.sections for name in section.fields}
        first = Section(tuple(name for name in self.fields if name not in placed))
        return [
            BoundSection(section, tuple(self._visible(section.fields)))
            for section in (first, *self.sections)
        ]

    def _visible(self, names: Iterable[str]) -> Iterable[Bound]:
        for name in names:
            if name in self.fields and not self[name].is_hidden:
                yield self[name]


class DateInput(forms.DateInput):
    """A day, chosen with the device's own calendar."""

    input_type = "date"
    alike = ()

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "w-date", **(attrs or {})}, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """A time of day, chosen with the device's own clock."""

    input_type = "time"
    alike = ()

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "w-date", **(attrs or {})}, format="%H:%M")


class DateTimeInput(forms.DateTimeInput):
    """A day and a time, chosen with the device's own calendar and clock."""

    input_type = "datetime-local"
    alike = ()

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "w-datetime", **(attrs or {})}, format="%Y-%m-%dT%H:%M")


class Taps(forms.RadioSelect):
    """Options that are each a button: to choose one is to send the form."""

    alike = ()


class Picker(forms.TextInput):
    """Search and choose a person (or several) among what the server offers.

    `search_href` answers with `forms/options.html`; the words typed come as `<name>_q`. `chosen`
    turns posted values back into options, and leaves out what the actor may not see. Without
    JavaScript the words typed are posted instead, several parted by commas, and come back in the
    field's value as they were written: the form's own cleaning must resolve or refuse them.
    """

    template_name = "forms/picker.html"
    alike = ("search_href", "many")

    def __init__(
        self,
        search_href: Text,
        chosen: Callable[[Sequence[str]], Sequence[Option]],
        *,
        many: bool = False,
        attrs: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(attrs)
        self.search_href = search_href
        self.chosen = chosen
        self.many = many

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, UploadedFile], name: str
    ) -> Any:
        """Return the chosen value, or the words typed; a list when many."""
        typed = str(data.get(f"{name}_q", "")).strip()
        if not self.many:
            return data.get(name) or typed
        values = data.getlist(name) if isinstance(data, MultiValueDict) else data.get(name, [])
        return list(values) or [word for part in typed.split(",") if (word := part.strip())]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the chosen options, and the words that matched nobody."""
        values = [
            str(one) for one in (value if isinstance(value, list | tuple) else [value]) if one
        ]
        found = list(self.chosen(values)) if values else []
        known = {option.value for option in found}
        context = super().get_context(name, None, attrs)
        context["attributes"] = flatatt(context["widget"]["attrs"])
        context["search_href"] = self.search_href
        context["many"] = self.many
        context["chosen"] = found
        context["typed"] = ", ".join(one for one in values if one not in known)
        return context


class FileDrop(forms.FileInput):
    """Files to drop or choose. With `upload_href` each is sent at once, with its progress shown.

    That address answers each file with `forms/upload.html`, which carries a hidden field
    `<name>_uploaded`; without JavaScript the files come with the form.
    """

    allow_multiple_selected = True

    def __init__(
        self, upload_href: Text = "", *, accept: str = "", attrs: dict[str, Any] | None = None
    ) -> None:
        own = {"multiple": True, **({"accept": accept} if accept else {})}
        super().__init__({**own, **(attrs or {})})
        self.upload_href = upload_href

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, UploadedFile], name: str
    ) -> Any:
        """Return all files that were sent under the name."""
        return files.getlist(name)


class FilesField(forms.FileField):
    """Any number of files; cleans to a list."""

    widget = FileDrop

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the files, each cleaned.

        :raises ValidationError: if one is wrong, or none was given where one is required
        """
        given = data if isinstance(data, list | tuple) else [data]
        files = [one for one in given if one]
        if not files:
            kept = super().clean(None, initial)
            return [kept] if kept else []
        return [super(FilesField, self).clean(one, initial) for one in files]

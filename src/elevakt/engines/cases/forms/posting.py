"""What a browser posts of a form, and an answer as a browser would post it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from elevakt.engines.cases.forms.controls import Around, Files
from elevakt.engines.cases.queries.naming import key_of
from elevakt.foundation.ui.forms import Picker

Data = Mapping[str, list[str]]
"""What a form is filled with: the values of each control by name, as a browser posts them."""


def posted(form: forms.Form, name: str, around: Around) -> Any:
    """Return the posted value of a control; a name that was typed in a picker becomes its key."""
    made = form.fields[name]
    value = made.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
    if isinstance(made.widget, Picker):
        is_staff = str(made.widget.search_href) == around.staff_href
        called = around.staff_called if is_staff else around.pupil_called
        if isinstance(value, list):
            return [_key(str(one), called) for one in value]
        return _key(str(value), called) if value else value
    if isinstance(made, Files):
        return list(value)
    return value


def lists_of(data: Mapping[str, Any]) -> Data:
    """Return the data of a form with every value of each name."""
    return dict(data.lists()) if isinstance(data, MultiValueDict) else {}


def texts(value: object) -> list[str]:
    """Return an answer as the values of a control."""
    if value is None:
        return []
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [code(one) for one in value]
    return [code(value)]


def code(value: object) -> str:
    """Return one value as a control has it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _key(typed: str, called: Callable[[str], str | None]) -> str:
    return typed if key_of(typed) else called(typed) or typed

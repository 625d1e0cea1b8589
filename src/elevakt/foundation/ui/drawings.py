"""A field that nobody has answered is drawn once for all: half of a form's time went to them.

What is kept is what a form asks, never what anybody answered: a field that holds something, or
that is wrong, is drawn each time.
"""

from collections.abc import Callable, Hashable
from typing import Final

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language

EMPTY: Final[tuple[object, ...]] = (None, "", [], False)
"""What a field holds that nobody has filled in."""

MOST = 4000
"""So many are kept: every field of some hundred forms, in two languages."""

# The widgets of Django that show nothing beside their attributes and choices. Our own say
# themselves, in ``alike``, what else they show; one that says nothing is drawn each time.
_PLAIN = frozenset(
    {
        forms.TextInput,
        forms.Textarea,
        forms.RadioSelect,
        forms.CheckboxSelectMultiple,
    }
)

_drawn: dict[Hashable, SafeString] = {}


def drawn_once(field: BoundField, look: Hashable, draw: Callable[[], SafeString]) -> SafeString:
    """Return a field as it is drawn, from the last time if nothing in it can have changed.

    :param look: what its template shows beside what the Django field says
    """
    alike = _alike(field)
    if alike is None or field.value() not in EMPTY or field.errors:
        return draw()
    key = (alike, look)
    found = _drawn.get(key)
    if found is None:
        if len(_drawn) >= MOST:
            _drawn.clear()
        found = _drawn[key] = draw()
    return found


def _alike(bound: BoundField) -> Hashable | None:
    """Return all that an unanswered field is drawn from, or nothing if that is not known."""
    field, widget = bound.field, bound.field.widget
    own = getattr(type(widget), "alike", () if type(widget) in _PLAIN else None)
    if own is None or field.disabled:
        return None
    choices = tuple((key, _text(label)) for key, label in getattr(widget, "choices", ()))
    return (
        get_language(),
        type(bound),
        type(widget),
        bound.html_name,
        bound.auto_id,
        _text(bound.label),
        _text(bound.help_text),
        field.required,
        choices,
        tuple(widget.attrs.items()),
        tuple(_text(getattr(widget, name)) for name in own),
    )


def _text(text: str | Promise | bool) -> tuple[str, bool]:
    # Equal words are not drawn alike if one of them is HTML.
    return str(text), hasattr(text, "__html__")

"""Controls that are a single tag, written without a template, exactly as Django's would be."""

from collections.abc import Mapping
from typing import Any

from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString

# Measured: of a form of fifteen fields, half the time went to templates of one <input> each.
SINGLE_TAGS = frozenset(
    f"django/forms/widgets/{name}.html"
    for name in (
        *("text", "number", "email", "url", "tel", "search", "hidden", "password"),
        *("date", "time", "datetime", "file", "checkbox", "radio_option", "checkbox_option"),
    )
)


def single_tag(widget: Mapping[str, Any]) -> SafeString:
    """Return an `<input>` exactly as Django's own template would write it."""
    value = widget["value"]
    return format_html(
        '<input type="{}" name="{}"{}{}>',
        widget["type"],
        widget["name"],
        "" if value is None else format_html(' value="{}"', value),
        flatatt(widget["attrs"]),
    )


def textarea(widget: Mapping[str, Any]) -> SafeString:
    """Return a `<textarea>` exactly as Django's own template would write it."""
    value = "" if widget["value"] is None else widget["value"]
    name, attrs = widget["name"], flatatt(widget["attrs"])
    return format_html('<textarea name="{}"{}>\n{}</textarea>', name, attrs, value)

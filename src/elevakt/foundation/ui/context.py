"""What every template knows about how its page is to look."""

from django.http import HttpRequest
from django.utils.translation import get_language_bidi


def page(request: HttpRequest) -> dict[str, str]:
    """Return the colour scheme that was chosen and the direction of the language."""
    return {
        "scheme": getattr(request, "color_scheme", "auto"),
        "dir": "rtl" if get_language_bidi() else "ltr",
    }

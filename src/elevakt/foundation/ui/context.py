"""What every template knows about how its page is to look."""

from django.http import HttpRequest
from django.utils.translation import get_language_bidi

from elevakt.foundation.ui import classroom


def page(request: HttpRequest) -> dict[str, str | bool]:
    """Return the colour scheme, the direction of the language, and whether a class looks on."""
    return {
        "in_classroom": classroom.is_on(request),
        "scheme": getattr(request, "color_scheme", "auto"),
        "dir": "rtl" if get_language_bidi() else "ltr",
    }

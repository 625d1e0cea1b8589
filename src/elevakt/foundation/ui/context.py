"""What every template knows about how its page is to look."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_bidi

from elevakt.foundation.ui import classroom


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the colour scheme, whether a class looks on, the language's direction, and how long
    a page lasts.

    Unused, a page that was made for somebody lasts no longer than her session: so many seconds.
    Whether there is one the cookie says: the page of an error asks no database.
    """
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return {
        "in_classroom": classroom.is_on(request),
        "scheme": getattr(request, "color_scheme", "auto"),
        "lasts": settings.SESSION_COOKIE_AGE if has_session else 0,
        "dir": "rtl" if get_language_bidi() else "ltr",
    }

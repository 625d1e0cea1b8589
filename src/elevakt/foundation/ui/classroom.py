"""When a class sees the screen: counts and first names, on the few pages that are made for it."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest

COOKIE = "classroom"
ON = "on"

View = TypeVar("View", bound=Callable[..., Any])

_SHOWN = "is_shown_in_classroom"


def shown_in_classroom(view: View) -> View:
    """Let a page be shown while a class looks on: it says so much there, and no more.

    Every other page is not shown until the reader says that nobody looks on.
    """
    setattr(view, _SHOWN, True)
    return view


def is_shown(view: Callable[..., Any]) -> bool:
    """Say whether a page may be shown while a class looks on."""
    return getattr(view, _SHOWN, False)


def is_on(request: HttpRequest) -> bool:
    """Say whether a class sees this screen."""
    return request.COOKIES.get(COOKIE) == ON

"""Which side a page is for. A page is for staff until it says otherwise."""

from collections.abc import Callable
from typing import Any, TypeVar

from elevakt.trust.people.enums import Side

View = TypeVar("View", bound=Callable[..., Any])

_SIDES = "sides"


def for_home_too(view: View) -> View:
    """Open a page to the family side as well."""
    setattr(view, _SIDES, frozenset({Side.STAFF, Side.FAMILY}))
    return view


def is_open_to(view: Callable[..., Any], side: Side) -> bool:
    """Say whether a page is for this side; if not, it does not exist there."""
    return side in getattr(view, _SIDES, frozenset({Side.STAFF}))

"""Which acts ask for a proof, made just now, that it is still the one who logged in."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

_NEEDS_PROOF = "needs_proof"


def proved_anew(view: View) -> View:
    """Ask whoever opens or posts this page to prove again who she is, unless she just has.

    What she posted comes along, and is posted again when she has; only files must be chosen anew.
    The page must be a whole page: a part of one cannot be exchanged for the question.
    """
    setattr(view, _NEEDS_PROOF, True)
    return view


def needs_proof(view: Callable[..., Any]) -> bool:
    """Say whether a page asks for a proof made just now."""
    return bool(getattr(view, _NEEDS_PROOF, False))

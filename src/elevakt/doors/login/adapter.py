"""How allauth behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedDoorAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up, and nothing is said on a page about who has come or gone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: accounts are given."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the page that follows shows it, and a name does not belong there."""

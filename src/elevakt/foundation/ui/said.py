"""What was just done is said once, on the page that follows."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage


class Said(CookieStorage):
    """A cookie, called as all of ours are."""

    @property
    def cookie_name(self) -> str:  # type: ignore[override]
        """Return what the cookie is called."""
        return f"{settings.COOKIE_PREFIX}messages"

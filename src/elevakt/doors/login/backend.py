"""The demo's way in: a persona by user name, without a password."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.http import HttpRequest

from elevakt.foundation.ui.places import PERSONAS


class PersonaBackend(ModelBackend):
    """Accepts the personas of the demo, and nobody at all outside it."""

    def authenticate(  # type: ignore[override]
        self, request: HttpRequest | None, demo_username: str = ""
    ) -> User | None:
        """Return the user of a persona, or None."""
        names = {persona.username for persona in PERSONAS.contributions()}
        if not settings.IS_DEMO or demo_username not in names:
            return None
        return User.objects.filter(username=demo_username).first()

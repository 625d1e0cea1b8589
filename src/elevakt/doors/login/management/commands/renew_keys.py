"""Seal second steps anew, after ELEVAKT_SECRET_KEY was changed."""

from typing import Any

from django.core.management.base import BaseCommand

from elevakt.doors.login.sealing import seal_anew


class Command(BaseCommand):
    """Seal second steps with the key of today, so that the one before can be thrown away."""

    help = "Förseglar andra steg med den nya nyckeln, så att den förra kan kastas."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Seal them, and say how many there were."""
        count = seal_anew()
        self.stdout.write(
            f"{count} andra steg är förseglade med ELEVAKT_SECRET_KEY."
            " Ta bort den förra ur ELEVAKT_SECRET_KEY_BEFORE om en vecka."
        )

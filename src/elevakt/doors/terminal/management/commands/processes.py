"""``elevakt processes``: every process that this installation has, as ``lock.toml`` says it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from elevakt.engines.cases.queries.definitions import definitions
from elevakt.engines.cases.rules.faults import DefinitionFaults


class Command(BaseCommand):
    """Tell what can be released, and what is wrong with the rest."""

    help = "Visar processerna och deras kontrollsummor, eller vad som är fel i dem."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write a line for each, ready to be put in a ``lock.toml``.

        :raises CommandError: if a definition cannot be used
        """
        try:
            found = definitions()
        except DefinitionFaults as faults:
            raise CommandError(str(faults)) from None
        for one in found.values():
            self.stdout.write(f'"{one.key}" = "{one.digest}"')

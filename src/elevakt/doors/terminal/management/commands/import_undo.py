"""``elevakt import undo``: take back the latest import, if nobody has built on it."""

import uuid
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from elevakt.trust.access.actions.working import organisers, working
from elevakt.trust.people.actions.importing import take_turns
from elevakt.trust.people.actions.undoing import BuiltOn, NothingToTakeBack, take_back
from elevakt.trust.people.models import Organisation
from elevakt.trust.people.rules.roster import ORGANISER


class Command(BaseCommand):
    """Take back the latest import of an organiser, whole or not at all."""

    help = "Ta tillbaka den senaste inläsningen, om inget har byggts på den."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the number of the organiser, where there are several."""
        parser.add_argument("--organiser", default="", help="huvudmannens organisationsnummer")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take it back.

        :raises CommandError: with what stands in the way, and nothing changed
        """
        with working(self._organiser(options["organiser"]), "undo") as actor:
            take_turns(actor.organiser_id)
            try:
                made = take_back(actor.organiser_id)
            except NothingToTakeBack:
                raise CommandError("Det finns ingen inläsning att ta tillbaka.") from None
            except BuiltOn as why:
                raise CommandError(f"Det går inte, för {why}. Inget har ändrats.") from None
        self.stdout.write(f"Inläsningen {made.at:%Y-%m-%d %H.%M} är tillbakatagen.")

    @staticmethod
    def _organiser(number: str) -> uuid.UUID:
        found = []
        for key in organisers():
            with working(key, "undo"):
                own = Organisation.objects.filter(id=key, organisation_type=ORGANISER)
                found += [one.id for one in own if number in ("", one.organisation_number)]
        if len(found) != 1:
            raise CommandError("Skriv huvudmannens organisationsnummer: --organiser NUMMER.")
        return found[0]

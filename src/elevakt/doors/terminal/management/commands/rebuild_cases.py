"""``elevakt cases rebuild``: make every case again from its ledger, and compare."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from elevakt.engines.cases.actions.rebuilding import rebuild
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.actions.working import organisers, working


class Command(BaseCommand):
    """Prove that what is shown is what the ledger says."""

    help = "Gör om varje ärende ur dess händelser och jämför med det som visas."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask how many to take."""
        parser.add_argument("--sample", type=int, default=0, help="bara så många, valda jämnt")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, organiser by organiser.

        :raises CommandError: if any case was not as its ledger says
        """
        cases = different = 0
        for organiser_id in organisers():
            with working(organiser_id, "rebuild"), engine_writes():
                for number, differences in rebuild(sample=options["sample"]):
                    cases += 1
                    if differences:
                        different += 1
                        self.stdout.write(f"{number}: {', '.join(differences)}")
        self.stdout.write(f"{cases} ärenden, {different} skilde sig.")
        if different:
            raise CommandError("De ärenden som skilde sig är nu som händelserna säger.")

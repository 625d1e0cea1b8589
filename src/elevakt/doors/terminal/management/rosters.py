"""What the commands that take in a roster have in common: show, ask, take in."""

import sys
from abc import abstractmethod
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError

from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.working import working
from elevakt.trust.people.actions.importing import take_in, take_turns
from elevakt.trust.people.queries import stored_roster
from elevakt.trust.people.rules.difference import difference
from elevakt.trust.people.rules.faults import RosterFaults
from elevakt.trust.people.rules.preview import NAMES, preview
from elevakt.trust.people.rules.roster import Roster


class RosterCommand(BaseCommand):
    """Take in a folder of files, whole or not at all."""

    source: ClassVar[str]
    what_is_in_it: ClassVar[str]

    @abstractmethod
    def read(self, folder: Path) -> Roster:
        """Return what the files say.

        :raises RosterFaults: with one sentence for each fault
        """

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the folder, and whether to only look or to go ahead without asking."""
        parser.add_argument("folder", type=Path, help=f"mappen med {self.what_is_in_it}")
        parser.add_argument("--preview", action="store_true", help="visa bara vad som ändras")
        parser.add_argument("--yes", action="store_true", help="fråga inte före inläsningen")
        parser.add_argument(
            "--missing-is-right",
            action="store_true",
            help="bekräfta att det som saknas i filerna verkligen ska saknas",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, compare, show, ask, take in.

        :raises CommandError: with one sentence per fault, and nothing changed
        """
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"Mappen {folder} finns inte.")
        try:
            incoming = self.read(folder)
        except RosterFaults as faults:
            raise CommandError(f"{faults}\nInget har ändrats.") from None
        organiser_id = incoming.organiser.id
        with working(organiser_id, "import"):
            take_turns(organiser_id)
            found = difference(stored_roster(organiser_id), incoming, today=clock.today())
            for line in preview(found, incoming):
                self.stdout.write(line)
            if options["preview"]:
                return
            if found.stops and not options["missing_is_right"]:
                raise CommandError("Inget har ändrats. Se STOPP ovan.")
            agrees = found.says_nothing or options["yes"] or self._agrees()
            if not agrees:
                self.stdout.write("Inget har ändrats.")
                return
            take_in(
                organiser_id,
                found,
                source=self.source,
                is_confirmed=options["missing_is_right"],
                progress=self._tell,
            )
        if not found.says_nothing:
            self.stdout.write("Inläst.")

    def _tell(self, resource: str, rows: int) -> None:
        self.stdout.write(f"  {NAMES[resource]}: {rows}")
        self.stdout.flush()

    @staticmethod
    def _agrees() -> bool:
        return sys.stdin.isatty() and input("Läs in? (ja/nej) ").strip().lower() == "ja"

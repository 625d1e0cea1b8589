"""``elevakt import ss12000 FOLDER``: show what a roster would change, and take it in."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.working import working
from elevakt.trust.people.actions.importing import take_in
from elevakt.trust.people.queries import stored_roster
from elevakt.trust.people.rules.difference import difference
from elevakt.trust.people.rules.preview import NAMES, preview
from elevakt.trust.people.rules.ss12000.faults import RosterFaults
from elevakt.trust.people.rules.ss12000.reading import read_roster


class Command(BaseCommand):
    """Take in a folder of SS 12000 files, whole or not at all."""

    help = "Läs in en mapp med SS 12000-filer. Visar först vad som ändras."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the folder, and whether to only look or to go ahead without asking."""
        parser.add_argument("folder", type=Path, help="mappen med organisations.json med flera")
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
        files = {file.name: file.read_text() for file in sorted(folder.glob("*.json"))}
        try:
            incoming = read_roster(files)
        except RosterFaults as faults:
            raise CommandError(f"{faults}\nInget har ändrats.") from None
        organiser_id = incoming.organiser.id
        with working(organiser_id, "import"):
            found = difference(stored_roster(organiser_id), incoming, today=clock.today())
            for line in preview(found, incoming):
                self.stdout.write(line)
            if options["preview"]:
                return
            if found.stops and not options["missing_is_right"]:
                raise CommandError("Inget har ändrats. Se STOPP ovan.")
            if found.is_empty:
                return
            if not options["yes"] and not self._agrees():
                self.stdout.write("Inget har ändrats.")
                return
            take_in(
                organiser_id,
                found,
                is_confirmed=options["missing_is_right"],
                progress=self._tell,
            )
        self.stdout.write("Inläst.")

    def _tell(self, resource: str, rows: int) -> None:
        self.stdout.write(f"  {NAMES[resource]}: {rows}")
        self.stdout.flush()

    @staticmethod
    def _agrees() -> bool:
        return sys.stdin.isatty() and input("Läs in? (ja/nej) ").strip().lower() == "ja"

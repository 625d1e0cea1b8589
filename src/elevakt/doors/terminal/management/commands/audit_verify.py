"""``elevakt audit verify``: prove that nobody has changed what was done."""

import datetime as dt
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localtime

from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.working import organisers, working
from elevakt.trust.audit.enums import Tampered
from elevakt.trust.audit.queries import chains, heads, verify
from elevakt.trust.audit.rules.links import Fault

WORDS = {
    Tampered.CHANGED: "något är ändrat",
    Tampered.REMOVED: "{count} borttagna",
    Tampered.INSERTED: "{count} inskjutna",
    Tampered.BROKEN: "förseglingen själv är ändrad, borttagen eller inskjuten",
}


class Command(BaseCommand):
    """Compare what was opened, refused, searched and done with the seals on it."""

    help = "Kontrollera att ingen har ändrat, tagit bort eller skjutit in något i loggarna."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask from when, and for what has been kept of an earlier run."""
        parser.add_argument(
            "--from",
            dest="since",
            type=dt.date.fromisoformat,
            help="läs bara det som är skrivet från den här dagen, 2026-01-31",
        )
        parser.add_argument(
            "--kept",
            type=Path,
            help="en fil med det som kommandot skrev en annan gång",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify, organiser by organiser, and print the last seal of each chain.

        :raises CommandError: if anything is not as it was sealed
        """
        kept = _kept(options["kept"]) if options["kept"] else {}
        since = clock.midnight(options["since"]) if options["since"] else None
        faults = 0
        for organiser_id in organisers():
            with working(organiser_id, "verify"):
                for chain in chains():
                    found = verify(chain, since=since)
                    if found.no:
                        head = f"{organiser_id} {found.chain} {found.no} {found.link}"
                        self.stdout.write(f"{head} ({found.rows} rader)")
                    for fault in found.faults:
                        faults += 1
                        self.stdout.write(f"  FEL: {_told(fault)}")
                now = heads()
            for (organiser, chain_name, no), link in kept.items():
                if organiser == str(organiser_id) and now.get((chain_name, no)) != link:
                    faults += 1
                    self.stdout.write(
                        f"  FEL: {chain_name} nummer {no} är inte den försegling som sparades."
                    )
        if faults:
            raise CommandError(f"{faults} fel. Ta en kopia av databasen innan något mer görs.")
        self.stdout.write("Ingenting är ändrat.")


def _kept(file: Path) -> dict[tuple[str, str, int], str]:
    """Return the seals that were kept of an earlier run."""
    return {
        (organiser, chain, int(no)): link
        for organiser, chain, no, link in _lines(file.read_text(encoding="utf-8"))
    }


def _lines(text: str) -> Iterator[list[str]]:
    for line in text.splitlines():
        words = line.split()[:4]
        if len(words) == 4 and words[2].isdecimal() and len(words[3]) == 64:
            yield words


def _told(fault: Fault) -> str:
    first, last = (
        f"{localtime(moment):%Y-%m-%d %H:%M:%S}" if moment else "början"
        for moment in (fault.since, fault.until)
    )
    when = f"skrivet {first}" if first == last else f"skrivet från {first} till {last}"
    return f"{fault.chain}, {when}: {WORDS[fault.what].format(count=fault.count)}"

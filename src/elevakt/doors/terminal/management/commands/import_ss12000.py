"""``elevakt import ss12000 FOLDER``: show what a roster would change, and take it in."""

from pathlib import Path

from elevakt.doors.terminal.management.rosters import RosterCommand
from elevakt.trust.people.rules.roster import Roster
from elevakt.trust.people.rules.ss12000.reading import read_roster


class Command(RosterCommand):
    """Take in a folder of SS 12000 files, whole or not at all."""

    help = "Läs in en mapp med SS 12000-filer. Visar först vad som ändras."
    source = "ss12000"
    what_is_in_it = "organisations.json med flera"

    def read(self, folder: Path) -> Roster:
        """Return what the JSON files of the folder say."""
        return read_roster({file.name: _text(file) for file in sorted(folder.glob("*.json"))})


def _text(file: Path) -> str:
    """Return a file's text; what is no UTF-8 in it becomes signs that no roster may hold."""
    return file.read_text(encoding="utf-8", errors="surrogateescape")

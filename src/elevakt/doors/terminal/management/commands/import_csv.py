"""``elevakt import csv FOLDER``: show what a school's own files would change, and take them in."""

from pathlib import Path

from elevakt.doors.terminal.management.rosters import RosterCommand
from elevakt.trust.people.rules.csv_files.reading import read_roster
from elevakt.trust.people.rules.roster import Roster


class Command(RosterCommand):
    """Take in a folder of CSV files, whole or not at all."""

    help = "Läs in en mapp med CSV-filer. Visar först vad som ändras."
    source = "csv"
    what_is_in_it = "elever.csv med flera"

    def read(self, folder: Path) -> Roster:
        """Return what the CSV files of the folder say."""
        return read_roster({file.name: file.read_bytes() for file in sorted(folder.glob("*.csv"))})

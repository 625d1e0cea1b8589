"""``make year`` plays a school year in the demo municipality by this command, and prints it."""

import datetime as dt
import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from elevakt.doors.demo.actions.filling import fill, town_moment, write_folder
from elevakt.doors.demo.actions.year import Year, play_year
from elevakt.doors.demo.queries import figures
from elevakt.doors.demo.rules.play_story import JOB, RELEASED
from elevakt.doors.demo.rules.play_year import write_year
from elevakt.doors.demo.rules.town import build_town
from elevakt.doors.demo.rules.years import school_year_of, teaching_days
from elevakt.engines.cases.queries.definitions import definition
from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.working import working
from elevakt.trust.people.rules.ss12000.reading import read_roster

SEED = 1
FOLDER = "year"
AFTERWARDS = dt.timedelta(days=200)
"""So long after today what happened in the year may be played on, to its close."""
TELL_EACH = 14
SHOWN = 20


class Command(BaseCommand):
    """Play the last whole school year, hold it to what must hold, and print what it came to."""

    help = "Spela upp ett läsår i Norrviks kommun, och skriv ut vad det blev."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for another year, for more or fewer cases, and where to write the figures."""
        parser.add_argument("--seed", type=int, default=SEED)
        parser.add_argument("--scale", type=float, default=1.0)
        parser.add_argument("--json", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Build the town, take it in, play the year and tell.

        :raises CommandError: if something did not hold, or a case was stuck
        """
        folder = Path(settings.HOME) / FOLDER
        now = town_moment(folder, clock.now(), is_begun=False)
        today = now.astimezone(clock.STOCKHOLM).date()
        town = build_town(options["seed"], today)
        files = town.files()
        write_folder(folder, files)
        roster = read_roster(files)
        with working(roster.organiser.id, JOB) as actor:
            fill(actor, roster, town.extras, progress=lambda resource, rows: None)
        processes = [definition(*key) for key in RELEASED]
        days = teaching_days(school_year_of(today) - 1)
        script = write_year(
            roster,
            town.extras,
            processes,
            seed=options["seed"],
            days=days,
            until=now + AFTERWARDS,
            scale=options["scale"],
        )
        self._say(f"{days[0]} – {days[1]}: {len(script.happenings)} things happen")
        year = play_year(script, self._tell)
        with working(roster.organiser.id, JOB) as actor:
            told = {
                "school_year": list(map(str, days)),
                **asdict(year),
                "processes": [asdict(one) for one in figures.processes(actor)],
                "tasks": figures.tasks_by_role(actor),
                "longest_day": figures.longest_day(actor, "principal"),
            }
        if options["json"]:
            options["json"].write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
        self._print(told)
        if year.broken or year.stuck:
            raise CommandError(f"{len(year.broken)} did not hold, {len(year.stuck)} are stuck.")

    def _tell(self, day: dt.date, year: Year) -> None:
        if year.days % TELL_EACH == 0:
            self._say(f"  {day}: {year.cases} cases, {year.acts} acts, {len(year.broken)} broken")

    def _print(self, told: dict[str, Any]) -> None:
        self._say(f"\n{'process':26}{'cases':>7}{'acts':>7}{'required':>10}{'minutes':>9}  by role")
        for one in told["processes"]:
            roles = ", ".join(f"{role} {minutes:.0f}" for role, minutes in one["by_role"].items())
            self._say(
                f"{one['process']:26}{one['cases']:>7}{one['acts']:>7}"
                f"{one['required']:>10.1f}{one['minutes']:>9.1f}  {roles}"
            )
        self._say(f"\n{'role':26}{'tasks':>7}{'a week':>8}{'most':>7}")
        first, last = map(dt.date.fromisoformat, told["school_year"])
        weeks = (last - first).days / 7
        for role, tasks, most in told["tasks"]:
            self._say(f"{role:26}{tasks:>7}{tasks / weeks:>8.1f}{most:>7}")
        day, tasks = told["longest_day"]
        self._say(f"\nThe longest day of a principal: {tasks} tasks done, {day}")
        self._say(f"At most {told['most_waiting']} waited for the principal of one unit")
        for what in ("broken", "stuck"):
            self._say(f"{what}: {len(told[what])}")
            for line in told[what][:SHOWN]:
                self._say(f"  {line}")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

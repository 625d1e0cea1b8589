"""``elevakt demo`` fills Norrviks kommun by this command, once."""

import time
from argparse import ArgumentParser
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections

from elevakt.doors.demo.actions.filling import fill, let_in, settle, town_moment, write_folder
from elevakt.doors.demo.actions.playing import Played, play
from elevakt.doors.demo.rules.play_script import write_script
from elevakt.doors.demo.rules.play_story import JOB, RELEASED, Script
from elevakt.doors.demo.rules.town import build_town
from elevakt.engines.cases.queries.definitions import definition
from elevakt.foundation.kernel import clock
from elevakt.foundation.ui.places import PERSONAS
from elevakt.trust.access.actions.working import organisers, working
from elevakt.trust.people.rules.preview import NAMES
from elevakt.trust.people.rules.ss12000.reading import read_roster
from elevakt.trust.standing.queries import has_standings

SEED = 1
FOLDER = "norrvik"
TELL_EACH = 50


class Command(BaseCommand):
    """Fill the demo municipality unless it is there, and say who one may be."""

    help = "Fyll Norrviks kommun, en påhittad kommun, och säg vem man kan logga in som."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for another town, or for fewer cases."""
        parser.add_argument(
            "--seed", type=int, default=SEED, help="ett annat tal ger en annan kommun"
        )
        parser.add_argument(
            "--scale", type=float, default=1.0, help="andel av ärendena att spela upp"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Build the town, take it in, play two school years, and open the door."""
        began = time.monotonic()
        begun = organisers()
        if not any(map(has_standings, begun)):
            self._fill(options["seed"], options["scale"], is_begun=bool(begun))
            self._say(f"Klart efter {time.monotonic() - began:.0f} s.")
        self._introduce()

    def _fill(self, seed: int, scale: float, *, is_begun: bool) -> None:
        folder = Path(settings.HOME) / FOLDER
        until = town_moment(folder, clock.now(), is_begun=is_begun)
        town = build_town(seed, until.astimezone(clock.STOCKHOLM).date())
        files = town.files()
        write_folder(folder, files)
        roster = read_roster(files)
        self._say(f"Läser in Norrviks kommun från {folder}")
        with working(roster.organiser.id, JOB) as actor:
            fill(actor, roster, town.extras, progress=self._tell)
        processes = [definition(*key) for key in RELEASED]
        script = write_script(roster, town.extras, processes, seed=seed, until=until, scale=scale)
        self._play(script)
        settle(script)
        with working(roster.organiser.id, JOB) as actor:
            let_in(actor, town.extras)

    def _play(self, script: Script) -> None:
        """Play both parts of the script at the same time, each in a process of its own."""
        self._say(f"Spelar upp två läsår: {len(script.everything)} ärenden")
        began = time.monotonic()
        connections.close_all()
        with ProcessPoolExecutor(
            len(script.parts), mp_context=get_context("spawn"), initializer=django.setup
        ) as pool:
            parts = list(
                pool.map(play_part, [script] * len(script.parts), range(len(script.parts)))
            )
        cases, acts = sum(one.cases for one in parts), sum(one.acts for one in parts)
        seconds = time.monotonic() - began
        self._say(f"  {cases} ärenden, {acts} handlingar, {acts / seconds:.0f} i sekunden")

    def _introduce(self) -> None:
        self._say("Välj vem du vill vara på inloggningssidan:")
        width = max(len(one.username) for one in PERSONAS.contributions())
        for one in PERSONAS.contributions():
            self._say(f"  {one.username:{width}}  {one.name}, {one.title}")

    def _tell(self, resource: str, rows: int) -> None:
        self._say(f"  {NAMES[resource]}: {rows}")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def play_part(script: Script, number: int) -> Played:
    """Play one part, and say how far it has come."""

    def told(cases: int) -> None:
        if cases % TELL_EACH == 0:
            print(f"  del {number + 1}: {cases} av {len(stories)}", flush=True)  # noqa: T201

    stories = script.parts[number]
    return play(script, stories, told)

"""Puts Norrviks kommun together."""

from dataclasses import dataclass
from datetime import date

from elevakt.doors.demo.rules import cast
from elevakt.doors.demo.rules.census import Census
from elevakt.doors.demo.rules.extras import Extras
from elevakt.doors.demo.rules.gathering import gather
from elevakt.doors.demo.rules.homes import homes
from elevakt.doors.demo.rules.marks import marks
from elevakt.doors.demo.rules.posts import tenures
from elevakt.doors.demo.rules.pupils import pupils, stays
from elevakt.doors.demo.rules.resources import Resource, Writer, as_json
from elevakt.doors.demo.rules.teaching import timetable
from elevakt.doors.demo.rules.years import HISTORY, school_year_of


@dataclass(frozen=True, slots=True)
class Town:
    """The town as SS 12000 carries it, and what that cannot carry."""

    organisations: list[Resource]
    persons: list[Resource]
    groups: list[Resource]
    duties: list[Resource]
    activities: list[Resource]
    extras: Extras

    def files(self) -> dict[str, str]:
        """Return the roster as the files of a folder: name and text."""
        return {
            "organisations.json": as_json(self.organisations),
            "persons.json": as_json(self.persons),
            "groups.json": as_json(self.groups),
            "duties.json": as_json(self.duties),
            "activities.json": as_json(self.activities),
        }


def build_town(seed: int, today: date) -> Town:
    """Return the town as it is on a day, with two school years of history.

    The same seed and day always give the same town, to the last letter of its files.
    """
    year = school_year_of(today)
    census = Census(seed)
    posts = tenures(year, census=census, seed=seed)
    everybody = pupils(seed, year)
    households = homes(
        everybody,
        year,
        census=census,
        lo=posts[cast.LO][-1].resident,
        staff=[post[-1].resident for key, post in posts.items() if key not in cast.STAFF],
        seed=seed,
    )
    children = {child.pupil.key: child for home in households for child in home.children}
    history = [
        stay
        for pupil in everybody
        for stay in stays(pupil, year)
        if stay.school_class.year >= year - HISTORY
    ]
    plan = timetable(history, year, seed=seed)
    identities = {key: child.resident.id for key, child in children.items()}
    today_in = {
        identities[stay.pupil.key]: stay.school_class
        for stay in history
        if stay.starts_on <= today <= stay.last_on
    }
    care = marks(households, today_in, posts, year=year, seed=seed)
    writer = Writer(census, year, today)
    return Town(
        organisations=writer.organisations(),
        persons=writer.persons(households, posts.values(), care.markings),
        groups=writer.groups(plan, identities),
        duties=writer.duties(posts, plan),
        activities=writer.activities(posts, plan),
        extras=gather(households, posts, plan, care, writer=writer, year=year),
    )

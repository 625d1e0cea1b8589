"""What happens in a year at each school besides what is told in words of its own: any process."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from elevakt.doors.demo.rules.dice import Dice
from elevakt.doors.demo.rules.extras import Extras
from elevakt.doors.demo.rules.play_casting import Casting, NobodyThere
from elevakt.doors.demo.rules.play_stage import Stage
from elevakt.doors.demo.rules.play_story import Happening, Script
from elevakt.doors.demo.rules.schools import SCHOOLS
from elevakt.engines.cases.rules.definition import Definition
from elevakt.trust.people.rules.roster import Roster

OFTEN: Mapping[str, int] = {
    "degrading_treatment": 40,
    "extra_adaptations": 18,
    "absence": 12,
    "accident": 12,
    "discipline": 12,
    "leave_of_absence": 12,
    "report_of_concern": 10,
    "special_support": 10,
    "health_referral": 10,
}
"""How many cases of a process are opened in a year in a town of 2 000 pupils; of others USUALLY."""
USUALLY = 5


@dataclass(frozen=True, slots=True)
class School:
    """A school of the play: the share of the town that it is, and whether it numbers alone.

    :param is_for_organiser: whether what the organiser leads may begin here
    """

    key: str
    unit: UUID
    share: float
    days: Sequence[date]
    is_for_organiser: bool


def is_reported(process: Definition) -> bool:
    """Say whether there are everyday words to report it by; else it is opened out of another."""
    return process.report_as is not None


def happenings(
    stage: Stage,
    school: School,
    processes: Sequence[Definition],
    *,
    seed: int,
    years: float,
    until: datetime,
) -> Iterator[Happening]:
    """Give what happens at a school on its days, process by process."""
    found = [
        one
        for process in processes
        if is_reported(process) and (school.is_for_organiser or process.lead_unit.enrolment_of)
        for one in _of(stage, school, process, seed, years)
        if one.opens_at <= until
    ]
    by_key = {one.key: one for one in found}
    of = {(one.id, one.version): one for one in processes}
    for process in processes:
        if is_reported(process) or not (school.is_for_organiser or process.lead_unit.enrolment_of):
            continue
        dice = Dice(seed, f"play/{school.key}/onward/{process.id}")
        mothers = [one.key for one in found if process.id in offers(of[one.process, one.version])]
        for key in dice.shuffled(mothers)[: _count(process, school, years, dice)]:
            by_key[key] = replace(by_key[key], onward=by_key[key].onward | {process.id})
    yield from by_key.values()


def offers(process: Definition) -> frozenset[str]:
    """Return the processes of which cases may be opened out of one of this."""
    return frozenset(other for step in process.steps for other in step.may_open)


def _of(
    stage: Stage, school: School, process: Definition, seed: int, years: float
) -> Iterator[Happening]:
    """Give what happens of one process. What cannot happen on its day does not."""
    dice = Dice(seed, f"play/{school.key}/{process.id}")
    casting = Casting(stage, school.unit, dice)
    for number in range(_count(process, school, years, dice)):
        try:
            key = f"{school.key}/{process.id}/{number}"
            yield casting.happening(key, dice.pick(school.days), process)
        except NobodyThere:
            continue


def _count(process: Definition, school: School, years: float, dice: Dice) -> int:
    """Return how many of the town's cases are this school's; a part of one falls by chance."""
    wanted = OFTEN.get(process.id, USUALLY) * years * school.share
    return int(wanted) + dice.chance(wanted % 1)


def write_year(
    roster: Roster,
    extras: Extras,
    processes: Sequence[Definition],
    *,
    seed: int,
    days: tuple[date, date],
    until: datetime,
    scale: float = 1.0,
) -> Script:
    """Return the script of what happens between two days, in one part and in order.

    Every process happens as its definition says; what it comes to is played on until a moment.

    :param scale: how many times as often as usual something happens
    """
    stage = Stage(roster, extras)
    here = {
        school: unit
        for school in SCHOOLS
        if (unit := extras.people[f"unit_{school.key}"]) in stage.unit_names
    }
    found = [
        one
        for school, unit in here.items()
        for one in happenings(
            stage,
            School(school.key, unit, 1 / len(here), stage.school_days(unit, *days), True),
            processes,
            seed=seed,
            years=scale,
            until=until,
        )
    ]
    return Script(
        seed=seed,
        organiser=roster.organiser.id,
        until=until,
        calendars=stage.calendars,
        parts=(tuple(sorted(found, key=lambda one: (one.opens_at, one.key))),),
    )

"""Writes the script of the play: two years at every school, and today's cases of the cast."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import cycle, islice
from uuid import UUID

from elevakt.doors.demo.rules.dice import Dice
from elevakt.doors.demo.rules.extras import Extras
from elevakt.doors.demo.rules.play_casting import Casting, NobodyThere, Wish
from elevakt.doors.demo.rules.play_days import STOCKHOLM, at
from elevakt.doors.demo.rules.play_stage import Stage
from elevakt.doors.demo.rules.play_story import (
    PROCESS,
    Care,
    Happening,
    Pace,
    Script,
    Story,
)
from elevakt.doors.demo.rules.play_year import School, happenings
from elevakt.doors.demo.rules.schools import SCHOOLS
from elevakt.engines.cases.enums import OpenedBy
from elevakt.engines.cases.rules.definition import Definition
from elevakt.trust.people.rules.roster import Roster

CASES = {"norra": 46, "björk": 42, "södra": 38, "västra": 33, "sjö": 12, "gymnasiet": 26}
FIRST_PART = ("norra", "södra", "sjö")
YEARS, DAYS = 2, 730
NOON = 12
FRESH = ((8, 0), (11, 30))

# Every so many cases ask for care of their own, in turn.
SPECIAL = 5
CARES = (
    Care.TWO_EXPOSED,
    Care.BLOCKED,
    Care.NOT_FOUND,
    Care.ACCUSED_STAFF,
    Care.OTHER_UNIT,
    Care.CIRCUMSTANCES,
    Care.CONCERNED_INVESTIGATOR,
    Care.PROTECTED,
    Care.OWN_PEOPLE,
    Care.STAFF_AT_HOME,
    Care.ACCUSED_PRINCIPAL,
    Care.CONCERNED_PRINCIPAL,
)
NEEDS_DEPUTY = (Care.OWN_PEOPLE, Care.CONCERNED_PRINCIPAL)

AFTER_RECEIVING = frozenset({"talk", "assess", "measures", "follow_up", "close"})
AFTER_TALKING = frozenset({"assess", "measures", "follow_up", "close"})
EVERYTHING = AFTER_RECEIVING | {"receive", "inform_homes"}
CLOSING = frozenset({"close"})
YES_TWICE = ("yes", "yes")


def write_script(
    roster: Roster,
    extras: Extras,
    processes: Sequence[Definition],
    *,
    seed: int,
    until: datetime,
    scale: float = 1.0,
) -> Script:
    """Return the script of the play that leads up to a moment.

    :param processes: the processes that the organiser uses
    :param scale: what share of the cases of the years to play; the cast's own are always there
    """
    stage = Stage(roster, extras)
    others = [one for one in processes if one.id != PROCESS]
    parts: tuple[list[Story | Happening], list[Story | Happening]] = ([], [])
    for school in SCHOOLS:
        unit = extras.people[f"unit_{school.key}"]
        if unit not in stage.unit_names:
            continue
        writer = _Writer(stage, school.key, unit, seed, until)
        stories = [*writer.years(round(CASES[school.key] * scale))]
        if school.key == "norra":
            stories += writer.casts_own()
        for story in stories:
            is_in_first = school.key in FIRST_PART and not writer.casting.is_led_past(story)
            parts[0 if is_in_first else 1].append(story)
        parts[0 if school.key in FIRST_PART else 1].extend(
            happenings(stage, writer.school, others, seed=seed, years=YEARS * scale, until=until)
        )
    told = [[one for one in part if one.opens_at <= until] for part in parts]
    for part in told:
        part.sort(key=lambda one: (one.opens_at, one.key))
    return Script(
        seed=seed,
        organiser=roster.organiser.id,
        until=until,
        calendars=stage.calendars,
        parts=(tuple(told[0]), tuple(told[1])),
    )


class _Writer:
    """Writes what happens at one school."""

    def __init__(self, stage: Stage, school: str, unit: UUID, seed: int, until: datetime) -> None:
        self._stage, self._school, self._unit = stage, school, unit
        self._dice = Dice(seed, f"play/{school}")
        self.casting = Casting(stage, unit, self._dice)
        self._people: Mapping[str, UUID] = stage.extras.people
        now = until.astimezone(STOCKHOLM)
        # A day counts when its morning is over, so that what is new today has come today.
        last = now.date() if now.hour >= NOON else now.date() - timedelta(days=1)
        self._days = stage.school_days(unit, last - timedelta(days=DAYS), last)
        self.school = School(
            school,
            unit,
            share=CASES[school] / sum(CASES.values()),
            days=self._days,
            is_for_organiser=school not in FIRST_PART,
        )

    def years(self, count: int) -> Iterator[Story]:
        """Give so many stories, spread over the two years. What cannot be played is ordinary."""
        first = list(CASES).index(self.school.key) * SPECIAL
        cares = islice(cycle(CARES), first, None)
        for number in range(count):
            care = next(cares) if number % SPECIAL == SPECIAL - 1 else Care.NONE
            day = self._dice.pick(self._days)
            if care in NEEDS_DEPUTY and not self._stage.deputies(self._unit, day):
                care = Care.NONE
            key = f"{self._school}/{number}"
            for wish in (Wish(care), Wish()):
                try:
                    yield self.casting.story(key, day, wish)
                except NobodyThere:
                    continue
                break

    def casts_own(self) -> Iterator[Story]:
        """Give the cases that the cast has before it today."""
        for number, wish in enumerate(self._wishes()):
            day = self._days[-1 - wish.days_back]
            wish = replace(wish, is_plain=True)
            if not wish.days_back:
                wish = replace(wish, at=at(day, FRESH, self._dice))
            yield self.casting.story(f"cast/{number}", day, wish)

    def _wishes(self) -> Iterator[Wish]:
        people = self._people
        classmate, other = self._classmates(people["elis"], 2)
        # A talk half written, and one parent who has not been reached.
        yield Wish(
            days_back=4,
            pupil=people["elis"],
            against=classmate,
            reporter=people["tom"],
            pace=Pace.PROMPT,
            rests=AFTER_RECEIVING | {_call(people["henrik"])},
            draft_by=people["kim"],
        )
        # A call that waits for the mentor.
        last_call = _call(self._stage.guardians(other)[-1])
        yield Wish(days_back=1, pupil=other, pace=Pace.PROMPT, rests=AFTER_RECEIVING | {last_call})
        # What the principal is to receive: three of today, and one that is late.
        yield Wish(Care.TWO_EXPOSED, rests=EVERYTHING)
        yield Wish(opened_by=OpenedBy.GUARDIAN, rests=EVERYTHING)
        yield Wish(reporter=people["tom"], rests=EVERYTHING)
        yield Wish(days_back=2, rests=EVERYTHING)
        # What she is to assess, and what is ready to be closed.
        yield Wish(days_back=12, pace=Pace.PROMPT, rests=AFTER_TALKING)
        yield Wish(Care.BLOCKED, days_back=14, pace=Pace.PROMPT, rests=AFTER_TALKING)
        yield Wish(
            days_back=31, pace=Pace.PROMPT, rests=CLOSING, finding="degrading", stopped=YES_TWICE
        )
        # Those who ask for care.
        for days_back, care, pupil in (
            (19, Care.PROTECTED, "protected_pupil"),
            (8, Care.CIRCUMSTANCES, "honour_pupil"),
            (16, Care.STAFF_AT_HOME, "disa"),
        ):
            yield Wish(
                care,
                days_back=days_back,
                pupil=people[pupil],
                opened_by=OpenedBy.STAFF,
                pace=Pace.PROMPT,
                finding="degrading",
                stopped=YES_TWICE,
            )
        yield Wish(Care.ACCUSED_PRINCIPAL, days_back=7, pace=Pace.PROMPT, rests=AFTER_TALKING)
        yield Wish(Care.NOT_FOUND, days_back=5, rests=AFTER_RECEIVING)
        # What the home has told.
        yield Wish(
            days_back=3,
            pupil=people["elis"],
            against=other,
            opened_by=OpenedBy.PUPIL,
            rests=AFTER_RECEIVING,
        )
        yield Wish(
            days_back=60,
            pupil=people["tuva"],
            opened_by=OpenedBy.GUARDIAN,
            reporter=people["vera"],
            pace=Pace.PROMPT,
        )

    def _classmates(self, pupil: UUID, count: int) -> Sequence[UUID]:
        day: date = self._days[-1]
        group = self._stage.class_of(pupil, day)
        assert group is not None
        there = [one.id for one in self._stage.pupils(group, day)]
        ordinary = [one for one in there if self._stage.is_ordinary(one) and one != pupil]
        return self._dice.shuffled(ordinary)[:count]


def _call(guardian: UUID) -> str:
    """Return how a story names the call to a guardian, among what rests."""
    return f"inform_homes/{guardian}"

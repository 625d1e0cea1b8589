"""Writes the script of the play: two years at every school, and today's cases of the cast."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import cycle
from uuid import UUID

from elevakt.doors.demo.rules.dice import Dice
from elevakt.doors.demo.rules.extras import Extras
from elevakt.doors.demo.rules.play_casting import Casting, NobodyThere, Wish
from elevakt.doors.demo.rules.play_days import STOCKHOLM, at
from elevakt.doors.demo.rules.play_stage import Stage
from elevakt.doors.demo.rules.play_story import Care, Pace, Script, Story
from elevakt.doors.demo.rules.schools import SCHOOLS
from elevakt.engines.cases.enums import OpenedBy
from elevakt.trust.people.rules.roster import Roster

CASES = {"norra": 92, "björk": 85, "södra": 76, "västra": 66, "sjö": 24, "gymnasiet": 52}
FIRST_PART = ("norra", "södra", "sjö")
DAYS = 730
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
CALLS_LEFT = AFTER_RECEIVING | {"inform_homes"}


def write_script(
    roster: Roster, extras: Extras, *, seed: int, until: datetime, scale: float = 1.0
) -> Script:
    """Return the script of the play that leads up to a moment.

    :param scale: what share of the cases of the years to play; the cast's own are always there
    """
    stage = Stage(roster, extras)
    parts: tuple[list[Story], list[Story]] = ([], [])
    for school in SCHOOLS:
        unit = extras.people[f"unit_{school.key}"]
        if unit not in stage.unit_names:
            continue
        writer = _Writer(stage, school.key, unit, seed, until)
        stories = [*writer.years(round(CASES[school.key] * scale))]
        if school.key == "norra":
            stories += writer.casts_own()
        told = [story for story in stories if story.opens_at <= until]
        for story in sorted(told, key=lambda one: one.opens_at):
            is_in_first = school.key in FIRST_PART and not writer.casting.is_led_past(story)
            parts[0 if is_in_first else 1].append(story)
    parts[1].sort(key=lambda one: one.opens_at)
    return Script(
        seed=seed,
        organiser=roster.organiser.id,
        until=until,
        calendars=stage.calendars,
        parts=(tuple(parts[0]), tuple(parts[1])),
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

    def years(self, count: int) -> Iterator[Story]:
        """Give so many stories, spread over the two years. What cannot be played is ordinary."""
        cares = cycle(CARES)
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
        for number, (days_back, wish) in enumerate(self._wishes()):
            day = self._days[-1 - days_back]
            if days_back == 0:
                wish = replace(wish, at=at(day, FRESH, self._dice))
            yield self.casting.story(f"cast/{number}", day, wish)

    def _wishes(self) -> Iterator[tuple[int, Wish]]:
        people = self._people
        classmate, other = self._classmates(people["elis"], 2)
        yield (
            4,
            Wish(
                pupil=people["elis"],
                against=classmate,
                reporter=people["tom"],
                pace=Pace.PROMPT,
                rests=AFTER_RECEIVING | {f"inform_homes/{people['henrik']}"},
                draft_by=people["kim"],
                is_plain=True,
            ),
        )
        yield 1, Wish(pupil=other, pace=Pace.PROMPT, rests=CALLS_LEFT, is_plain=True)
        yield 0, Wish(Care.TWO_EXPOSED, rests=EVERYTHING, is_plain=True)
        yield 0, Wish(opened_by=OpenedBy.GUARDIAN, rests=EVERYTHING, is_plain=True)
        yield 0, Wish(reporter=people["tom"], rests=EVERYTHING, is_plain=True)
        yield 2, Wish(rests=EVERYTHING, is_plain=True)
        yield 12, Wish(pace=Pace.PROMPT, rests=AFTER_TALKING, is_plain=True)
        yield 14, Wish(Care.BLOCKED, pace=Pace.PROMPT, rests=AFTER_TALKING, is_plain=True)
        yield (
            19,
            Wish(Care.PROTECTED, pupil=people["protected_pupil"], pace=Pace.PROMPT, is_plain=True),
        )
        yield 8, Wish(Care.CIRCUMSTANCES, pupil=people["honour_pupil"], pace=Pace.PROMPT)
        yield 16, Wish(Care.STAFF_AT_HOME, pupil=people["disa"], opened_by=OpenedBy.STAFF)
        yield 7, Wish(Care.ACCUSED_PRINCIPAL, pace=Pace.PROMPT, rests=AFTER_TALKING, is_plain=True)
        yield 5, Wish(Care.NOT_FOUND, rests=AFTER_RECEIVING, is_plain=True)
        yield (
            41,
            Wish(
                pace=Pace.PROMPT,
                stopped=("yes", "yes"),
                finding="degrading",
                rests=frozenset({"close"}),
            ),
        )
        yield (
            3,
            Wish(
                pupil=people["elis"],
                against=other,
                opened_by=OpenedBy.PUPIL,
                rests=AFTER_RECEIVING,
                is_plain=True,
            ),
        )
        yield (
            60,
            Wish(
                pupil=people["tuva"],
                opened_by=OpenedBy.GUARDIAN,
                reporter=people["vera"],
                pace=Pace.PROMPT,
            ),
        )

    def _classmates(self, pupil: UUID, count: int) -> Sequence[UUID]:
        day: date = self._days[-1]
        group = self._stage.class_of(pupil, day)
        assert group is not None
        there = [one.id for one in self._stage.pupils(group, day)]
        ordinary = [one for one in there if self._stage.is_ordinary(one) and one != pupil]
        return self._dice.shuffled(ordinary)[:count]

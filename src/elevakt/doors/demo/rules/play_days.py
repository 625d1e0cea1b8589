"""When things are done: on school days, in working hours, soon or late."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from elevakt.doors.demo.rules.dice import Dice
from elevakt.doors.demo.rules.play_story import Pace, Story
from elevakt.engines.cases.rules.calendar import WorkingCalendar
from elevakt.engines.cases.rules.definition import Step

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MORNING, AFTERNOON, EVENING = (8, 0), (16, 30), (20, 30)
LAST_HOUR = 17

# School days after a step has opened, lowest and highest, by how fast whoever does it is.
DELAYS = {
    "receive": {Pace.PROMPT: (0, 0), Pace.USUAL: (1, 1), Pace.SLOW: (2, 4)},
    "inform_homes": {Pace.PROMPT: (0, 0), Pace.USUAL: (0, 1), Pace.SLOW: (1, 4)},
    "talk": {Pace.PROMPT: (1, 2), Pace.USUAL: (2, 5), Pace.SLOW: (6, 9)},
    "assess": {Pace.PROMPT: (1, 3), Pace.USUAL: (2, 7), Pace.SLOW: (8, 14)},
    "measures": {Pace.PROMPT: (0, 2), Pace.USUAL: (2, 6), Pace.SLOW: (7, 12)},
    "follow_up": {Pace.PROMPT: (0, 0), Pace.USUAL: (0, 1), Pace.SLOW: (3, 6)},
    "close": {Pace.PROMPT: (0, 1), Pace.USUAL: (1, 4), Pace.SLOW: (5, 9)},
}
BEFORE_THREE = (14, 30)
WITHOUT_DEADLINE, DAYS_LATE = (1, 5), (1, 4)


def at(day: date, hours: tuple[tuple[int, int], tuple[int, int]], dice: Dice) -> datetime:
    """Return a moment of a day between two times."""
    (first, first_minute), (last, last_minute) = hours
    minutes = dice.between(first * 60 + first_minute, last * 60 + last_minute)
    return datetime.combine(day, time(minutes // 60, minutes % 60, dice.between(0, 59)), STOCKHOLM)


def moment_of(
    story: Story,
    step: str,
    *,
    calendar: WorkingCalendar,
    opened_at: datetime,
    due_on: date | None,
    not_before: datetime,
    dice: Dice,
) -> datetime:
    """Return when a step is done that is open: counted from its opening, or when it falls due."""
    lowest, highest = DELAYS[step][story.pace]
    start = due_on if step == "follow_up" and due_on else opened_at.astimezone(STOCKHOLM).date()
    day = at_work(calendar, start, dice.between(lowest, highest))
    last = BEFORE_THREE if step == "receive" and story.pace is not Pace.SLOW else AFTERNOON
    return after(not_before, at(day, (MORNING, last), dice), calendar=calendar, dice=dice)


def when_done(
    step: Step,
    pace: Pace,
    *,
    calendar: WorkingCalendar,
    opened_at: datetime,
    due_at: datetime | None,
    not_before: datetime,
    dice: Dice,
) -> datetime:
    """Return when a step of any process is done: in its time, soon or late by the pace.

    What asks how it went is done when its day has come.
    """
    first = opened_at.astimezone(STOCKHOLM).date()
    last = due_at.astimezone(STOCKHOLM) - timedelta(minutes=1) if due_at else None
    if last is None:
        day = at_work(calendar, first, dice.between(*WITHOUT_DEADLINE))
    elif pace is Pace.SLOW:
        day = at_work(calendar, last.date(), dice.between(*DAYS_LATE))
    elif waits_for_its_day(step):
        day = at_work(calendar, last.date(), 0)
    else:
        room = (last.date() - first).days // (4 if pace is Pace.PROMPT else 2)
        day = min(at_work(calendar, first, dice.between(0, room)), max(first, last.date()))
    is_short = last is not None and last.hour < LAST_HOUR and pace is not Pace.SLOW
    moment = at(day, (MORNING, BEFORE_THREE if is_short else AFTERNOON), dice)
    return after(not_before, moment, calendar=calendar, dice=dice)


def waits_for_its_day(step: Step) -> bool:
    """Say whether a step asks how it went since, or counts from a day that is answered."""
    return bool(step.repeat or (step.within and step.within.origin_answer))


def after(
    not_before: datetime, moment: datetime, *, calendar: WorkingCalendar, dice: Dice
) -> datetime:
    """Return a moment, or one soon after another if it is not after that one; never at night."""
    if moment > not_before:
        return moment
    soon = not_before.astimezone(STOCKHOLM) + timedelta(minutes=dice.between(6, 50))
    if soon.hour < LAST_HOUR and calendar.is_school_day(soon.date()):
        return soon
    return at(at_work(calendar, soon.date(), 1), (MORNING, (9, 30)), dice)


def at_work(calendar: WorkingCalendar, day: date, count: int) -> date:
    """Return a school day so many after a day. In the middle of the summer nobody is there."""
    found = calendar.school_days_after(day, count)
    if (7, 1) <= (found.month, found.day) <= (8, 10):
        return calendar.school_days_after(date(found.year, 8, 11), 0)
    return found

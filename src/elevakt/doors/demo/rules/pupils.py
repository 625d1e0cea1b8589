"""The pupils: which stream each belongs to, who moved, came and left, and the classes it gives."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from elevakt.doors.demo.rules import cast
from elevakt.doors.demo.rules.dice import Dice
from elevakt.doors.demo.rules.schools import (
    LAST_COMPULSORY_GRADE,
    PROGRAMMES,
    STREAMS,
    UPPER_SECONDARY_GRADES,
    SchoolClass,
    class_of,
    cohort_of,
    grade_of,
)
from elevakt.doors.demo.rules.years import HISTORY, first_day, last_day

SMALLEST_CLASS, LARGEST_CLASS = 21, 27
CHANGES_STREAM, COMES_TO_TOWN, LEAVES_TOWN = 0.02, 0.02, 0.015
LAST_GRADE = UPPER_SECONDARY_GRADES[1]
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pupil:
    """A child on its way through school, without a name yet: names come with the home.

    ``programme`` is empty for those who leave the town's schools after grade nine. Before
    ``changed_on`` the child was in ``earlier_stream``. ``left_on`` is the last day.
    """

    key: str
    cohort: int
    stream: str
    programme: str = ""
    earlier_stream: str = ""
    changed_on: date = date.min
    came_on: date = date.min
    left_on: date = date.max


@dataclass(frozen=True, slots=True)
class Stay:
    """A pupil's time in a class; the last day is included."""

    pupil: Pupil
    school_class: SchoolClass
    starts_on: date
    last_on: date


def pupils(seed: int, year: int) -> list[Pupil]:
    """Return everybody who is a pupil in a school year, or has been one in the years of history."""
    dice = Dice(seed, "pupils")
    found: list[Pupil] = []
    for cohort in range(cohort_of(year - HISTORY, LAST_GRADE), cohort_of(year, 0) + 1):
        born = [
            _with_changes(Pupil(f"pupil/{cohort}/{stream}/{seat}", cohort, stream), year, dice)
            for stream in STREAMS
            for seat in range(dice.between(SMALLEST_CLASS, LARGEST_CLASS))
        ]
        found += [
            pupil
            for pupil in _with_programmes(born, dice)
            if any(stay.school_class.year >= year - HISTORY for stay in stays(pupil, year))
        ]
    return found


def seat_of_cast(pupil: Pupil, year: int) -> tuple[int, str] | None:
    """Return the seat of the cast that a pupil sits in: the first of some classes is kept."""
    seat = (grade_of(pupil.cohort, year), pupil.stream)
    return seat if seat in cast.PUPILS and pupil.key.endswith("/0") else None


def stays(pupil: Pupil, year: int) -> Iterator[Stay]:
    """Give the classes that a pupil has been in, from the first until a school year."""
    for each in range(pupil.cohort + 6, year + 1):
        for school_class, starts_on, last_on in _classes(pupil, each):
            begins = max(starts_on, first_day(each), pupil.came_on)
            ends = min(last_on, last_day(each), pupil.left_on)
            if begins <= ends:
                yield Stay(pupil, school_class, begins, ends)


def _classes(pupil: Pupil, year: int) -> Iterator[tuple[SchoolClass, date, date]]:
    grade = grade_of(pupil.cohort, year)
    if grade <= LAST_COMPULSORY_GRADE:
        if pupil.earlier_stream:
            earlier = class_of(pupil.earlier_stream, pupil.cohort, year)
            yield earlier, date.min, pupil.changed_on - ONE_DAY
        yield class_of(pupil.stream, pupil.cohort, year), pupil.changed_on, date.max
    elif pupil.programme and grade <= LAST_GRADE:
        yield SchoolClass("gymnasiet", year, grade, pupil.programme), date.min, date.max


def _with_changes(pupil: Pupil, year: int, dice: Dice) -> Pupil:
    """Let some change class or school, come to the town or leave it, in summer or at New Year."""
    day = dice.pick([date(year - 1, 1, 1), first_day(year - 1), date(year, 1, 1), first_day(year)])
    throw = dice.between(0, 999) / 1000
    if seat_of_cast(pupil, year) or day <= first_day(pupil.cohort + 6):
        return pupil
    if throw < CHANGES_STREAM:
        others = [stream for stream in STREAMS if stream != pupil.stream]
        return replace(pupil, earlier_stream=dice.pick(others), changed_on=day)
    if throw < CHANGES_STREAM + COMES_TO_TOWN:
        return replace(pupil, came_on=day)
    if throw < CHANGES_STREAM + COMES_TO_TOWN + LEAVES_TOWN:
        return replace(pupil, left_on=day - ONE_DAY)
    return pupil


def _with_programmes(cohort: Sequence[Pupil], dice: Dice) -> Iterator[Pupil]:
    """Give everybody of a cohort, most of them with a programme after grade nine."""
    sizes = [dice.between(SMALLEST_CLASS, LARGEST_CLASS) for _ in PROGRAMMES]
    seats = [
        programme for programme, size in zip(PROGRAMMES, sizes, strict=True) for _ in range(size)
    ]
    nowhere = [""] * (len(cohort) - len(seats))
    for pupil, programme in zip(cohort, dice.shuffled(seats + nowhere), strict=True):
        yield replace(pupil, programme=programme)

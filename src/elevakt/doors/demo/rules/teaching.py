"""Who teaches whom: classes, teaching groups, lessons, and what staff are assigned for classes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from elevakt.doors.demo.rules.dice import Dice
from elevakt.doors.demo.rules.posts import STAGES, SUBJECT_POSTS, posts
from elevakt.doors.demo.rules.pupils import Stay
from elevakt.doors.demo.rules.schools import (
    LAST_COMPULSORY_GRADE,
    PROGRAMMES,
    UPPER_SECONDARY_GRADES,
    SchoolClass,
    cohort_of,
)
from elevakt.doors.demo.rules.years import first_day, last_day, teaching_days

FIRST_GRADE_WITH_SUBJECT_TEACHERS = 7
# From which grade a class with a class teacher meets a subject teacher, where there is one.
PRACTICAL_SUBJECTS = {"Idrott och hälsa": 1, "Musik och bild": 1, "Slöjd": 3}
TOGETHER_7_9 = (
    "Svenska", "SO", "NO", "Idrott och hälsa", "Musik och bild", "Hem- och konsumentkunskap",
)  # fmt: skip
TOGETHER_UPPER = ("Svenska", "Historia", "Naturkunskap", "Idrott och hälsa")
IN_GROUPS = ("Matematik", "Engelska")
LANGUAGES = ("Spanska", "Tyska")
NO_LANGUAGE = 0.2
MENTORS_7_9 = ("SO", "Svenska", "NO")
MENTORS_UPPER = ("Svenska", "Historia", "Matematik", "Engelska", "Naturkunskap")
LETTERS = {"norra": "AB", "björk": "AB", "västra": "ABC"}
POSTS_OF_A_KIND = Counter(post.key.rsplit("/", 1)[0] for post in posts())


@dataclass(frozen=True, slots=True)
class TeachingGroup:
    """A class, or a group made for a subject; the last day is included."""

    key: str
    name: str
    group_type: str
    school: str
    school_type: str
    starts_on: date
    last_on: date
    stays: tuple[Stay, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A subject taught by a post to a group; the last day is included."""

    key: str
    name: str
    school: str
    group: str
    post: str
    starts_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class Assignment:
    """What the holder of a post is assigned for a class, such as being its mentor."""

    post: str
    group: TeachingGroup
    role_type: str


@dataclass(slots=True)
class Timetable:
    """All groups, lessons and assignments of the town."""

    groups: list[TeachingGroup]
    lessons: list[Lesson]
    assignments: list[Assignment]


def timetable(stays: Iterable[Stay], year: int, *, seed: int) -> Timetable:
    """Return who teaches whom up to a school year, for the classes that somebody has been in.

    Teachers of older pupils keep a class until it leaves, and class teachers until their stage
    ends, so last year's timetable follows from this year's.
    """
    rolls: dict[SchoolClass, list[Stay]] = defaultdict(list)
    for stay in stays:
        rolls[stay.school_class].append(stay)
    planner = _Planner(year, Dice(seed, "teaching"))
    for school_class in sorted(rolls):
        planner.plan(school_class, rolls[school_class])
    planner.plan_languages(rolls)
    planner.assign_support()
    return planner.timetable


def class_key(school_class: SchoolClass) -> str:
    """Return the key of the group that is a class."""
    return f"group/{school_class.key}"


class _Planner:
    """Plans one class after the other."""

    def __init__(self, year: int, dice: Dice) -> None:
        self.timetable = Timetable([], [], [])
        self._year = year
        self._dice = dice

    def plan(self, each: SchoolClass, stays: Sequence[Stay]) -> None:
        """Plan the group, the lessons and the mentor of a class."""
        group = TeachingGroup(
            class_key(each),
            each.name,
            "Klass",
            each.school,
            each.school_type,
            first_day(each.year),
            last_day(each.year),
            tuple(stays),
        )
        self.timetable.groups.append(group)
        if each.grade < FIRST_GRADE_WITH_SUBJECT_TEACHERS:
            self._plan_with_class_teacher(each, group)
        elif each.grade <= LAST_COMPULSORY_GRADE:
            self._plan_with_subject_teachers(each, group, TOGETHER_7_9, MENTORS_7_9)
            half = len(stays) // 2
            self._in_group(each, "Slöjd", stays[:half], f"{each.school}/Slöjd/1", part=" 1")
            self._in_group(each, "Slöjd", stays[half:], f"{each.school}/Slöjd/2", part=" 2")
        else:
            self._plan_with_subject_teachers(each, group, TOGETHER_UPPER, MENTORS_UPPER)
            subject = f"Programämnen {each.letter}"
            number = 1 + self._row(each) % SUBJECT_POSTS[each.school][subject]
            self._in_group(each, subject, stays, f"{each.school}/{subject}/{number}")

    def plan_languages(self, rolls: Mapping[SchoolClass, Sequence[Stay]]) -> None:
        """Plan the modern languages, where pupils of all classes in a grade choose one."""
        grades: dict[tuple[str, int, int], list[Stay]] = defaultdict(list)
        for each in sorted(rolls):
            if each.grade >= FIRST_GRADE_WITH_SUBJECT_TEACHERS:
                grades[each.school, each.year, each.grade] += rolls[each]
        for (school, year, grade), stays in grades.items():
            chosen: dict[str, list[Stay]] = {language: [] for language in LANGUAGES}
            for stay in stays:
                if not self._dice.chance(NO_LANGUAGE):
                    chosen[self._dice.pick(LANGUAGES)].append(stay)
            for number, (language, those) in enumerate(chosen.items(), 1):
                together = SchoolClass(school, year, grade, "")
                post = f"{school}/Moderna språk/{number}"
                self._in_group(together, language, those, post)

    def assign_support(self) -> None:
        """Assign this year's classes to special educators, assistants and recreation teachers."""
        by_school: dict[str, list[TeachingGroup]] = defaultdict(list)
        for group in self.timetable.groups:
            if group.group_type == "Klass" and group.starts_on == first_day(self._year):
                by_school[group.school].append(group)
        for school, classes in by_school.items():
            young = [each for each in classes if each.name[0] in "F123"]
            self._share(f"{school}/Speciallärare/specialpedagog", "Specialpedagog", classes)
            self._share(f"{school}/Lärarassistent", "Lärarassistent", classes[:4])
            if school != "gymnasiet":
                self._share(f"{school}/Fritidspedagog", "Fritidspedagog", young)

    def _plan_with_class_teacher(self, each: SchoolClass, group: TeachingGroup) -> None:
        first, last, classes = next(
            stage for stage in STAGES[each.school] if stage[0] <= each.grade <= stage[1]
        )
        letter = "ABC".index(each.letter)
        slot = each.cohort % (last - first + 1) * classes + letter
        post = f"{each.school}/{first}/{slot}"
        self._lesson(each, "Klassundervisning", group, post)
        self._assign(post, group, "Mentor")
        for subject, from_grade in PRACTICAL_SUBJECTS.items():
            number = SUBJECT_POSTS[each.school].get(subject)
            if number and each.grade >= from_grade:
                taught_by = f"{each.school}/{subject}/{1 + letter % number}"
                self._lesson(each, subject, group, taught_by)

    def _plan_with_subject_teachers(
        self,
        each: SchoolClass,
        group: TeachingGroup,
        together: Sequence[str],
        mentors: Sequence[str],
    ) -> None:
        for subject in together:
            self._lesson(each, subject, group, self._post(each, subject))
        for subject in IN_GROUPS:
            self._in_group(each, subject, group.stays, self._post(each, subject))
        mentor = mentors[self._slot(each)[0] % len(mentors)]
        self._assign(self._post(each, mentor), group, "Mentor")

    def _in_group(
        self, each: SchoolClass, subject: str, stays: Sequence[Stay], post: str, part: str = ""
    ) -> None:
        """Plan a subject for a group of its own."""
        starts_on, last_on = teaching_days(each.year)
        name = f"{each.name} {subject}{part}"
        there = [stay for stay in stays if stay.starts_on <= last_on and stay.last_on >= starts_on]
        group = TeachingGroup(
            f"{class_key(each)}/{subject}{part}",
            name,
            "Undervisning",
            each.school,
            each.school_type,
            starts_on,
            last_on,
            tuple(there),
        )
        self.timetable.groups.append(group)
        self._lesson(each, f"{subject}{part}", group, post)

    def _lesson(self, each: SchoolClass, subject: str, group: TeachingGroup, post: str) -> None:
        key = f"lesson/{each.key}/{subject}"
        name = f"{subject} {each.name}"
        days = teaching_days(each.year)
        self.timetable.lessons.append(Lesson(key, name, each.school, group.key, post, *days))

    def _assign(self, post: str, group: TeachingGroup, role_type: str) -> None:
        self.timetable.assignments.append(Assignment(post, group, role_type))

    def _share(self, post: str, role_type: str, classes: Sequence[TeachingGroup]) -> None:
        """Share classes out among the posts of a kind at a school."""
        number = POSTS_OF_A_KIND[post]
        for at, group in enumerate(classes[: len(classes) if number else 0]):
            self._assign(f"{post}/{1 + at % number}", group, role_type)

    def _row(self, each: SchoolClass) -> int:
        """Return how many years a class is ahead of the youngest of its stage, counted today.

        It stays the same for as long as the class is at the school, and so do its teachers.
        """
        youngest = UPPER_SECONDARY_GRADES[0] if each.letter in PROGRAMMES else 7
        return (cohort_of(self._year, youngest) - each.cohort) % 3

    def _slot(self, each: SchoolClass) -> tuple[int, int]:
        """Return the place of a class among those that share teachers, and how many they are."""
        letters: Sequence[str] = LETTERS.get(each.school, PROGRAMMES)
        return self._row(each) * len(letters) + letters.index(each.letter), 3 * len(letters)

    def _post(self, each: SchoolClass, subject: str) -> str:
        """Return the post that teaches a class a subject: neighbouring classes share one.

        English is shifted by one class, so that not all classes of a teacher are another's too.
        """
        slot, slots = self._slot(each)
        shifted = (slot + 1) % slots if subject == "Engelska" else slot
        number = SUBJECT_POSTS[each.school][subject]
        return f"{each.school}/{subject}/{1 + shifted * number // slots}"

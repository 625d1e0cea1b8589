"""The posts of the town's schools, and who has held each of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from elevakt.doors.demo.rules import cast
from elevakt.doors.demo.rules.census import Census, Resident
from elevakt.doors.demo.rules.dice import Dice
from elevakt.doors.demo.rules.years import first_day

OFFICE = "förvaltningen"

# Number of posts by what is taught, for each school with subject teachers.
_SUBJECTS_7_9 = {
    "Svenska": 3, "Matematik": 2, "Engelska": 3, "SO": 2, "NO": 2, "Idrott och hälsa": 1,
    "Musik och bild": 1, "Slöjd": 2, "Hem- och konsumentkunskap": 1, "Moderna språk": 2,
}  # fmt: skip
SUBJECT_POSTS = {
    "norra": _SUBJECTS_7_9,
    "björk": _SUBJECTS_7_9,
    "västra": {**_SUBJECTS_7_9, "Matematik": 3, "SO": 3, "NO": 3},
    "södra": {"Idrott och hälsa": 1, "Musik och bild": 1, "Slöjd": 1},
    "sjö": {"Idrott och hälsa": 1},
    "gymnasiet": {
        "Svenska": 3, "Matematik": 3, "Engelska": 3, "Historia": 3, "Naturkunskap": 3,
        "Idrott och hälsa": 2, "Moderna språk": 2, "Programämnen NA": 2, "Programämnen SA": 2,
        "Programämnen EK": 3, "Programämnen TE": 2, "Programämnen VO": 3,
    },
}  # fmt: skip

# Stages with class teachers: first and last grade, and how many classes there are in each grade.
STAGES = {
    "norra": ((0, 3, 2), (4, 6, 2)),
    "björk": ((0, 3, 2), (4, 6, 2)),
    "södra": ((0, 3, 2), (4, 6, 3)),
    "sjö": ((0, 3, 1),),
}

# Other posts by duty role of SS 12000, at norra, södra, björk, sjö, västra and gymnasiet.
_OTHER_POSTS = {
    "Rektor": (1, 1, 1, 1, 1, 1),
    "Övrig arbetsledning": (1, 1, 1, 0, 1, 2),
    "Kurator": (1, 1, 1, 0, 1, 2),
    "Skolsköterska": (1, 1, 1, 0, 1, 1),
    "Speciallärare/specialpedagog": (3, 2, 3, 1, 2, 2),
    "Studie- och yrkesvägledare": (1, 0, 1, 0, 1, 2),
    "Bibliotekarie": (1, 1, 1, 0, 1, 1),
    "Skoladministratör": (2, 1, 2, 1, 1, 2),
    "Fritidspedagog": (6, 6, 6, 2, 0, 0),
    "Barnskötare": (3, 3, 3, 1, 0, 0),
    "Lärarassistent": (4, 4, 4, 1, 3, 1),
    "Annan personal": (1, 1, 1, 1, 1, 1),
}
_SCHOOLS = ("norra", "södra", "björk", "sjö", "västra", "gymnasiet")
_DESCRIPTIONS = {"Övrig arbetsledning": "Biträdande rektor", "Annan personal": "Vaktmästare"}
_OFFICE_POSTS = (
    ("Övrig arbetsledning", "Skolchef", 1),
    ("Annan personal", "Handläggare", 2),
    ("Annan personal", "Registrator", 1),
    ("Annan personal", "Systemadministratör", 1),
    ("Skolpsykolog", "", 2),
    ("Skolläkare", "", 1),
)

# Posts that also serve other schools.
SERVES_ALSO = {
    "södra/Skolsköterska/1": ("sjö",),
    "södra/Kurator/1": ("sjö",),
    "förvaltningen/Skolpsykolog/1": ("norra", "björk", "sjö"),
    "förvaltningen/Skolpsykolog/2": ("södra", "västra", "gymnasiet"),
}
TURNOVER = 0.09


@dataclass(frozen=True, slots=True)
class Post:
    """A post at a school or the office; ``key`` says where, what and which in order."""

    key: str
    at: str
    duty_role: str
    description: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody's time in a post; the last day is included, and most have none."""

    post: Post
    resident: Resident
    starts_on: date
    last_on: date | None


def posts() -> Iterator[Post]:
    """Give every post of the town."""
    for school, subjects in SUBJECT_POSTS.items():
        for subject, number in subjects.items():
            for at in range(1, number + 1):
                role = "Förstelärare" if (subject, at) == ("Matematik", 2) else "Lärare"
                yield Post(f"{school}/{subject}/{at}", school, role, subject)
    for school, stages in STAGES.items():
        for first, last, classes in stages:
            for slot in range((last - first + 1) * classes):
                what = f"Klasslärare {first or 'F'}–{last}"
                yield Post(f"{school}/{first}/{slot}", school, "Lärare", what)
    for role, numbers in _OTHER_POSTS.items():
        for school, number in zip(_SCHOOLS, numbers, strict=True):
            for at in range(1, number + 1):
                yield Post(f"{school}/{role}/{at}", school, role, _DESCRIPTIONS.get(role, ""))
    for role, description, number in _OFFICE_POSTS:
        for at in range(1, number + 1):
            yield Post(f"{OFFICE}/{description or role}/{at}", OFFICE, role, description)


def tenures(year: int, *, census: Census, seed: int) -> dict[str, tuple[Tenure, ...]]:
    """Return who has held each post, by its key, in order; the last of them holds it today.

    Some left in the years of history, in the summer or at New Year, and others came.
    """
    dice = Dice(seed, "posts")
    days = (date(year - 1, 1, 1), first_day(year - 1), date(year, 1, 1), first_day(year))
    found: dict[str, tuple[Tenure, ...]] = {}
    for post in posts():
        named = cast.STAFF.get(post.key)
        if named is None:
            named = census.somebody(census.sex(), census.family_name())
        born = year - dice.between(26, 63)
        resident = census.register(f"staff/{post.key}/now", named, born)
        hired_on = date(year - dice.between(3, 20), 8, 1)
        changed_on = dice.pick(days)
        if post.key in cast.STAFF or not dice.chance(TURNOVER):
            found[post.key] = (Tenure(post, resident, hired_on, None),)
            continue
        left = census.somebody(census.sex(), census.family_name())
        before = census.register(f"staff/{post.key}/before", left, year - dice.between(30, 66))
        found[post.key] = (
            Tenure(post, before, hired_on, changed_on - timedelta(days=1)),
            Tenure(post, resident, changed_on, None),
        )
    return found

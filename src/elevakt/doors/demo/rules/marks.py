"""Who needs care: protected persons, special circumstances, guardians who must not be told."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from elevakt.doors.demo.rules import cast
from elevakt.doors.demo.rules.census import Resident
from elevakt.doors.demo.rules.dice import Dice
from elevakt.doors.demo.rules.extras import BlockedGuardian, DisplayName, SpecialCircumstance
from elevakt.doors.demo.rules.homes import Child, Home
from elevakt.doors.demo.rules.posts import Tenure
from elevakt.doors.demo.rules.pupils import seat_of_cast
from elevakt.doors.demo.rules.schools import SchoolClass
from elevakt.doors.demo.rules.years import first_day

SECRECY, REGISTRATION = "Sekretessmarkering", "Skyddad folkbokföring"
# A value that the standard does not know: it protects all the same.
UNKNOWN = "Fingerade personuppgifter"

# One pupil in each of these grades, beside the one of the cast.
MARKED = (
    ("norra", 2, REGISTRATION),
    ("björk", 5, REGISTRATION),
    ("södra", 2, UNKNOWN),
    ("sjö", 1, SECRECY),
    ("västra", 8, SECRECY),
    ("gymnasiet", 11, REGISTRATION),
)
MARKED_GUARDIAN = ("norra", 6)
MARKED_TEACHER = "västra/Svenska/2"
ALIASES = (
    "Alex", "Aiden", "Ariel", "Billie", "Bobbi", "Charlie", "Chris", "Dani", "Dominique", "Eden",
    "Elia", "Francis", "Jamie", "Jojo", "Juno", "Kaj", "Kay", "Love", "Lou", "Mika", "Misha",
    "Nico", "Noa", "Robin", "Sasha", "Sam", "Storm", "Toni",
)  # fmt: skip

# Above this grade some are of age, and no guardian is told anything anyhow.
LAST_GRADE_UNDER_AGE = 10
CIRCUMSTANCES = {"norra": 14, "björk": 10, "södra": 6, "sjö": 2, "västra": 5, "gymnasiet": 5}
REASONS = {
    "honour_related_violence": "Risk för hedersrelaterat våld och förtryck.",
    "violence_at_home": "Eleven har berättat om våld hemma.",
    "contact_ban": "Kontaktförbud enligt beslut som skolan har tagit del av.",
    "sheltered_housing": "Eleven bor i skyddat boende.",
    "custody_dispute": "Pågående vårdnadstvist; kontakten prövas varje gång.",
}
BLOCKS = ("violence_at_home", "contact_ban", "sheltered_housing")


@dataclass(frozen=True, slots=True)
class Marks:
    """Everybody who needs care."""

    markings: Mapping[UUID, str]
    display_names: tuple[DisplayName, ...]
    circumstances: tuple[SpecialCircumstance, ...]
    blocked_guardians: tuple[BlockedGuardian, ...]


def marks(
    homes: Sequence[Home],
    today_in: Mapping[UUID, SchoolClass],
    posts: Mapping[str, Sequence[Tenure]],
    *,
    year: int,
    seed: int,
) -> Marks:
    """Return who needs care.

    :param today_in: the class of each pupil of today
    :param posts: who has held each post, by its key
    """
    care = _Care(homes, today_in, posts, year, Dice(seed, "marks"))
    care.protect()
    care.take_care()
    return Marks(
        care.markings,
        tuple(care.display_names),
        tuple(care.circumstances),
        tuple(care.blocked_guardians),
    )


class _Care:
    """Chooses homes, each at most once."""

    def __init__(
        self,
        homes: Sequence[Home],
        today_in: Mapping[UUID, SchoolClass],
        posts: Mapping[str, Sequence[Tenure]],
        year: int,
        dice: Dice,
    ) -> None:
        self.markings: dict[UUID, str] = {}
        self.display_names: list[DisplayName] = []
        self.circumstances: list[SpecialCircumstance] = []
        self.blocked_guardians: list[BlockedGuardian] = []
        self._today_in = today_in
        self._posts = posts
        self._year = year
        self._dice = dice
        self._aliases = iter(dice.shuffled(ALIASES))
        seated = {
            seat: (home, child)
            for home in homes
            for child in home.children
            if (seat := seat_of_cast(child.pupil, year))
        }
        self._protected, self._honour = seated[cast.PROTECTED], seated[cast.HONOUR]
        kept = {home for home, _ in seated.values()}
        self._homes = [
            home
            for home in dice.shuffled(homes)
            if home not in kept and not any(each.is_staff for each in home.guardians)
        ]

    def protect(self) -> None:
        """Mark the protected, and give those who are at school a name to go by."""
        home, child = self._protected
        self._mark(child.resident, SECRECY)
        self._mark(home.guardians[0].resident, SECRECY)
        for school, grade, marking in MARKED:
            home, child = self._take(school, (grade,))
            # Whoever lives with a person of protected registration is registered elsewhere too.
            marked = home.household() if marking == REGISTRATION else [child.resident]
            for resident in marked:
                self._mark(resident, marking)
        school, grade = MARKED_GUARDIAN
        home, _ = self._take(school, (grade,))
        self._mark(home.guardians[0].resident, SECRECY)
        self._mark(self._posts[MARKED_TEACHER][-1].resident, SECRECY)

    def take_care(self) -> None:
        """Note special circumstances, and which guardian they are about where that is known."""
        self._circumstance(*self._honour, "honour_related_violence", "norra")
        for school, number in CIRCUMSTANCES.items():
            for _ in range(number):
                kind = self._dice.pick(tuple(REASONS))
                grades = range(LAST_GRADE_UNDER_AGE + 1)
                self._circumstance(*self._take(school, grades), kind, school)

    def _circumstance(self, home: Home, child: Child, kind: str, school: str) -> None:
        pupil, principal = child.resident.id, self._posts[f"{school}/Rektor/1"][-1]
        since = first_day(self._year)
        self.circumstances.append(
            SpecialCircumstance(pupil, kind, REASONS[kind], principal.resident.id, since)
        )
        if kind in BLOCKS and len(home.guardians) > 1:
            blocked = home.guardians[-1].resident.id
            self.blocked_guardians.append(
                BlockedGuardian(pupil, blocked, REASONS[kind], principal.resident.id)
            )

    def _take(self, school: str, grades: Container[int]) -> tuple[Home, Child]:
        """Return a home with a pupil in some grades of a school; each home only once."""
        home, child = next(
            (home, child)
            for home in self._homes
            for child in home.children
            if (school_class := self._today_in.get(child.resident.id))
            and school_class.school == school
            and school_class.grade in grades
        )
        self._homes.remove(home)
        return home, child

    def _mark(self, resident: Resident, marking: str) -> None:
        self.markings[resident.id] = marking
        alias = f"{next(self._aliases)} {resident.family_name[0].upper()}."
        self.display_names.append(DisplayName(resident.id, alias))

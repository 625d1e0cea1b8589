"""The homes: children with the same guardians, together or apart, and where they live."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from elevakt.doors.demo.rules import cast
from elevakt.doors.demo.rules.census import Census, Named, Resident
from elevakt.doors.demo.rules.dice import Dice
from elevakt.doors.demo.rules.pupils import Pupil, seat_of_cast
from elevakt.doors.demo.rules.schools import SCHOOL, STREAMS

GUARDIAN, OTHER_RESPONSIBLE, APPOINTED = "Vårdnadshavare", "Annan ansvarig", "God man"
POSTAL_CODES = {
    "Norrvik": "009 11",
    "Söderängen": "009 12",
    "Björkängen": "009 13",
    "Sjöby": "009 14",
}

# Shares of the homes; the rest have an appointed representative (god man).
TOGETHER, SEPARATED, SOLE, FOSTER = 0.67, 0.22, 0.09, 0.015
STAFF_PARENTS, STAFF_PARENT = 30, 0.05
SIBLINGS = (0, 0, 0, 0, 1, 1, 1, 1, 2)
YEARS_BETWEEN = (1, 2, 2, 2, 3, 3, 4)
SIBLING_ELSEWHERE = 0.1


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody is registered."""

    street_address: str
    locality: str

    @property
    def postal_code(self) -> str:
        """The postal code; no real one begins with two zeros."""
        return POSTAL_CODES[self.locality]


@dataclass(frozen=True, slots=True)
class Guardian:
    """Somebody responsible for the children of a home, in the words of SS 12000."""

    resident: Resident
    relation_type: str
    address: Address
    is_staff: bool = False


@dataclass(frozen=True, slots=True)
class Child:
    """A pupil with a name."""

    pupil: Pupil
    resident: Resident


@dataclass(frozen=True, slots=True)
class Home:
    """Children with the same guardians; they are registered with the first of them."""

    children: tuple[Child, ...]
    guardians: tuple[Guardian, ...]

    def household(self) -> list[Resident]:
        """Return those who live where the children are registered."""
        address = self.guardians[0].address
        return [
            *(child.resident for child in self.children),
            *(each.resident for each in self.guardians if each.address == address),
        ]


def homes(
    pupils: Sequence[Pupil],
    year: int,
    *,
    census: Census,
    lo: Resident,
    staff: Sequence[Resident],
    seed: int,
) -> list[Home]:
    """Return a home for every pupil. Some of the staff, and Lo of the cast, are guardians too."""
    builder = _Builder(census, Dice(seed, "homes"), year, staff)
    seated = {seat: pupil for pupil in pupils if (seat := seat_of_cast(pupil, year))}
    family = [seated.pop(cast.ELIS), seated.pop(cast.TUVA)]
    los = [cast.STAFF[cast.LO], census.somebody("Man", "Dahlin")]
    found = [
        builder.home(family, [cast.VERA, cast.HENRIK], apart=True),
        builder.home([seated.pop(cast.DISA)], los, first=lo),
    ]
    found += [builder.any_home([pupil], cast.PUPILS[seat]) for seat, pupil in seated.items()]
    others = [pupil for pupil in pupils if not seat_of_cast(pupil, year)]
    found += [builder.any_home(children) for children in builder.siblings(others)]
    return found


class _Builder:
    """Builds one home after the other."""

    def __init__(self, census: Census, dice: Dice, year: int, staff: Sequence[Resident]) -> None:
        self._census = census
        self._dice = dice
        self._year = year
        self._staff = dice.shuffled(staff)[:STAFF_PARENTS]

    def siblings(self, pupils: Sequence[Pupil]) -> Iterator[list[Pupil]]:
        """Give the pupils in sibling groups, oldest first; most live in one area."""
        order = self._dice.shuffled(pupils)
        waiting: dict[tuple[str, int], list[Pupil]] = defaultdict(list)
        for pupil in order:
            waiting[_area(pupil.stream), pupil.cohort].append(pupil)
        housed: set[str] = set()
        for eldest in sorted(order, key=lambda pupil: pupil.cohort):
            if eldest.key in housed:
                continue
            waiting[_area(eldest.stream), eldest.cohort].remove(eldest)
            children = [eldest]
            for _ in range(self._dice.pick(SIBLINGS)):
                stream = eldest.stream
                if self._dice.chance(SIBLING_ELSEWHERE):
                    stream = self._dice.pick(tuple(STREAMS))
                born = children[-1].cohort + self._dice.pick(YEARS_BETWEEN)
                queue = waiting[_area(stream), born]
                if queue:
                    children.append(queue.pop())
            housed.update(child.key for child in children)
            yield children

    def any_home(self, children: Sequence[Pupil], named: Named | None = None) -> Home:
        """Return a home of some kind; a name decided beforehand gives the family its name."""
        family_name = named.family_name if named else self._census.family_name()
        throw = self._dice.between(0, 999) / 1000
        two = self._two_adults(family_name)
        first = None if named else self._member_of_staff(children)
        if throw < TOGETHER:
            return self.home(children, two, first=first)
        throw -= TOGETHER
        if throw < SEPARATED:
            return self.home(children, two, first=first, apart=True)
        throw -= SEPARATED
        if throw < SOLE:
            return self.home(children, two[:1], first=first)
        throw -= SOLE
        if throw < FOSTER:
            relations = (OTHER_RESPONSIBLE, GUARDIAN)
            return self.home(children, two, first=first, apart=True, relations=relations)
        return self.home(children, two[:1], first=first, relations=(APPOINTED,))

    def home(
        self,
        children: Sequence[Pupil],
        adults: Sequence[Named],
        *,
        first: Resident | None = None,
        apart: bool = False,
        relations: tuple[str, ...] = (GUARDIAN, GUARDIAN),
    ) -> Home:
        """Return a home where the adults are new residents.

        :param first: a resident who is there before the adults and takes the first one's place
        :param apart: whether each adult lives at an address of their own
        """
        area = _area(children[0].stream)
        shared = self._address(area)
        guardians: list[Guardian] = []
        if first is not None:
            guardians.append(Guardian(first, relations[0], shared, is_staff=True))
            adults = adults[1:]
        for adult in adults:
            place = len(guardians)
            born = children[0].cohort - self._dice.between(22, 42)
            resident = self._census.register(f"guardian/{children[0].key}/{place}", adult, born)
            away = apart and place > 0
            address = self._address(self._dice.pick(tuple(POSTAL_CODES))) if away else shared
            guardians.append(Guardian(resident, relations[place], address))
        names = [guardian.resident.family_name for guardian in guardians]
        return Home(tuple(self._child(pupil, names) for pupil in children), tuple(guardians))

    def _child(self, pupil: Pupil, names: Sequence[str]) -> Child:
        seat = seat_of_cast(pupil, self._year)
        middle_name = ""
        if seat:
            named = cast.PUPILS[seat]
        else:
            throw = self._dice.between(0, 99)
            family_name = names[0]
            if throw < 20:
                family_name = names[-1]
            elif throw < 25 and names[0] != names[-1]:
                family_name = f"{names[0]} {names[-1]}"
            elif throw < 33 and names[0] != names[-1]:
                middle_name = names[-1]
            named = self._census.somebody(self._census.sex(), family_name)
        return Child(pupil, self._census.register(pupil.key, named, pupil.cohort, middle_name))

    def _two_adults(self, family_name: str) -> list[Named]:
        """Return two adults; half of them share a name, and a few are of one sex."""
        other = family_name if self._dice.chance(0.5) else self._census.family_name()
        first = self._census.sex()
        second = first if self._dice.chance(0.04) else {"Man": "Kvinna", "Kvinna": "Man"}[first]
        return [
            self._census.somebody(first, family_name),
            self._census.somebody(second, other),
        ]

    def _member_of_staff(self, children: Sequence[Pupil]) -> Resident | None:
        """Return somebody of the staff, now and then, who is of an age to have the children."""
        if not self._dice.chance(STAFF_PARENT):
            return None
        for resident in self._staff:
            if 22 <= children[0].cohort - resident.birth_date.year <= 44:
                self._staff.remove(resident)
                return resident
        return None

    def _address(self, area: str) -> Address:
        return Address(self._census.street_address(), area)


def _area(stream: str) -> str:
    """Return where the children of a stream live: around their first school."""
    return SCHOOL[STREAMS[stream][0][1]].area

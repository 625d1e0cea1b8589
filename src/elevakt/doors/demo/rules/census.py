"""Registers the people of the town: each gets a name, a birth date and numbers of their own."""

import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from elevakt.doors.demo.rules.dice import Dice
from elevakt.doors.demo.rules.names import FAMILIES, MEN, STREETS, WOMEN

_TOWNS = UUID("1d6f2f8e-0d5e-5b7c-8c39-5a0c9b1f7e42")

# Numbers that the Swedish telecom authority keeps free for books and films.
FIRST_PHONE, PHONES = 701740605, 95


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody who lives or works in the town. The number is temporary: it can be nobody's."""

    id: UUID
    given_name: str
    middle_name: str
    family_name: str
    sex: str
    birth_date: date
    civic_no: str
    email: str
    phone: str

    def age_on(self, day: date) -> int:
        """Return the age in whole years."""
        born = self.birth_date
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@dataclass(frozen=True, slots=True)
class Named:
    """What is decided about somebody beforehand."""

    given_name: str
    family_name: str
    sex: str


class Census:
    """Hands out identities, names, numbers and addresses, none of them twice."""

    def __init__(self, seed: int) -> None:
        self._town = uuid5(_TOWNS, str(seed))
        self._dice = Dice(seed, "census")
        self._numbers: Counter[str] = Counter()
        self._emails: Counter[str] = Counter()

    def key(self, natural: str) -> UUID:
        """Return the identity of something by what makes it itself."""
        return uuid5(self._town, natural)

    def family_name(self) -> str:
        """Return a family name."""
        return self._dice.pick(FAMILIES)

    def street_address(self) -> str:
        """Return a street and a number."""
        return f"{self._dice.pick(STREETS)} {self._dice.between(1, 60)}"

    def somebody(self, sex: str, family_name: str) -> Named:
        """Return somebody new of a family."""
        return Named(self._dice.pick(WOMEN if sex == "Kvinna" else MEN), family_name, sex)

    def sex(self) -> str:
        """Return a sex as SS 12000 writes it."""
        return self._dice.pick(("Kvinna", "Man"))

    def register(
        self, natural: str, named: Named, birth_year: int, middle_name: str = ""
    ) -> Resident:
        """Return a new resident, born on some day of a year."""
        born = date(birth_year, 1, 1) + timedelta(days=self._dice.between(0, 364))
        number = f"{born:%Y%m%d}TF"
        self._numbers[number] += 1
        return Resident(
            id=self.key(natural),
            given_name=named.given_name,
            middle_name=middle_name,
            family_name=named.family_name,
            sex=named.sex,
            birth_date=born,
            civic_no=f"{number}{self._numbers[number]:02}",
            email=self._email(named),
            phone=f"0{FIRST_PHONE + self._dice.between(0, PHONES - 1)}",
        )

    def _email(self, named: Named) -> str:
        name = f"{_plain(named.given_name)}.{_plain(named.family_name)}"
        self._emails[name] += 1
        number = self._emails[name]
        return f"{name}{number if number > 1 else ''}@example.se"


def _plain(name: str) -> str:
    """Return a name in the letters of an address."""
    letters = unicodedata.normalize("NFD", name.lower().replace(" ", "-"))
    return "".join(letter for letter in letters if letter.isascii())

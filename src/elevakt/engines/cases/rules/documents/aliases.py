"""What somebody is called where her name may not be read: "elev B"."""

from collections.abc import Iterable
from uuid import UUID

from elevakt.engines.cases.enums import PersonKind
from elevakt.engines.cases.rules.people import Named

_WORDS = {
    PersonKind.PUPIL: "elev",
    PersonKind.NOT_FOUND: "elev",
    PersonKind.STAFF: "personal",
    PersonKind.OUTSIDER: "utomstående",
    PersonKind.UNKNOWN: "okänd",
}


def aliases(people: Iterable[Named]) -> dict[UUID, str]:
    """Return an alias for each person of a case, by key: the kind and a letter, in named order.

    A person keeps her letter in every document of the case.
    """
    found: dict[UUID, str] = {}
    for one in people:
        if one.key not in found:
            found[one.key] = f"{_WORDS[one.kind]} {_letter(len(found))}"
    return found


def numbered(homes: Iterable[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], int]:
    """Return a number for each guardian of each pupil, counted for each pupil from 1."""
    found: dict[tuple[UUID, UUID], int] = {}
    for pupil, guardian in sorted(set(homes)):
        found[pupil, guardian] = 1 + sum(one == pupil for one, _ in found)
    return found


def _letter(number: int) -> str:
    """Return A to Z, and then AA, AB and on."""
    round_, place = divmod(number, 26)
    return (_letter(round_ - 1) if round_ else "") + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place]

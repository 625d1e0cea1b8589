"""Who a case is about, as the ledger names them: each in an entry of her own."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from elevakt.engines.cases.enums import EntryKind, PersonKind
from elevakt.engines.cases.rules.ledger import Entry, in_force
from elevakt.engines.cases.rules.moving import moved_to
from elevakt.engines.cases.rules.values import Json


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who is named in a case, in one role.

    :param key: the person's key; for one who was not found, a key of the case's own
    :param words: who it is in words, for one who was not found
    :param replaces: the key of one who was not found and now is
    """

    key: UUID
    role: str
    kind: PersonKind
    unit: UUID | None = None
    words: str = ""
    replaces: UUID | None = None
    at: dt.datetime | None = None

    @property
    def person(self) -> UUID | None:
        """The person in the roster, if there is one."""
        return self.key if self.kind in (PersonKind.PUPIL, PersonKind.STAFF) else None

    @property
    def answers(self) -> dict[str, Json]:
        """The naming as it is stored."""
        return {
            "key": str(self.key),
            "role": self.role,
            "kind": self.kind.value,
            "unit": str(self.unit) if self.unit else None,
            "words": self.words,
            "replaces": str(self.replaces) if self.replaces else None,
        }


def named(entries: Iterable[Entry]) -> tuple[Named, ...]:
    """Return those who are named now, in the order they were named.

    One who was not found and later was is the person from then on.
    """
    entries = tuple(entries)
    found = [
        _named(kept.answers, kept.entry.at)
        for kept in in_force(entries)
        if kept.entry.kind is EntryKind.PERSON_ADDED
    ]
    moved = moved_to(entries)
    found = [replace(one, unit=moved.get(one.key, one.unit)) for one in found]
    replaced = {(one.replaces, one.role) for one in found if one.replaces}
    return tuple(one for one in found if (one.key, one.role) not in replaced)


def _named(answers: Mapping[str, Json], at: dt.datetime) -> Named:
    unit, replaces = answers.get("unit"), answers.get("replaces")
    return Named(
        key=UUID(str(answers["key"])),
        role=str(answers["role"]),
        kind=PersonKind(str(answers["kind"])),
        unit=UUID(str(unit)) if unit else None,
        words=str(answers.get("words") or ""),
        replaces=UUID(str(replaces)) if replaces else None,
        at=at,
    )

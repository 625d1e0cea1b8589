"""A case that goes on at another school, because the pupil has moved there."""

from collections.abc import Iterable
from uuid import UUID

from elevakt.engines.cases.enums import EntryKind
from elevakt.engines.cases.rules.ledger import Entry, in_force


def handed_over(entries: Iterable[Entry]) -> int:
    """Return the number of the entry by which a case was last handed over, or 0."""
    numbers = [one.entry.no for one in in_force(entries) if one.entry.kind is EntryKind.HANDED_OVER]
    return max(numbers, default=0)


def moved_to(entries: Iterable[Entry]) -> dict[UUID, UUID]:
    """Return the unit of each pupil with whom a case has been handed over."""
    return {
        UUID(str(pupil)): UUID(str(kept.answers["unit"]))
        for kept in in_force(entries)
        if kept.entry.kind is EntryKind.HANDED_OVER
        for pupil in _listed(kept.answers.get("pupils"))
    }


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []

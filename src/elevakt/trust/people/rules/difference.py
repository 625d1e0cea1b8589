"""What an import would change: from the roster as it stands to the one that comes in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from fractions import Fraction
from uuid import UUID

from elevakt.trust.people.rules.roster import (
    Activity,
    ActivityGroup,
    ActivityTeacher,
    AssignmentRole,
    Duty,
    Group,
    Organisation,
    Period,
    Person,
    Responsible,
    Roster,
    Row,
    SchoolUnit,
)

LARGEST_SHARE_MISSING = Fraction(5, 100)
ENDED = "Avslutad"
"""The status of a person of whom somebody has said that she is gone: like what has ended."""

DatedGain = Duty | AssignmentRole | ActivityTeacher
Gain = DatedGain | ActivityGroup | Responsible


@dataclass(frozen=True, slots=True)
class Change:
    """A row that both rosters have, and that says something else in the incoming one."""

    before: Row
    after: Row


@dataclass(frozen=True, slots=True)
class ResourceDifference:
    """What happens to one kind of row; ``resource`` is its name in ``Roster``.

    ``removed`` rows have no identity in the standard: the source ends them by no longer sending
    them. ``held`` rows have one; they stay as they are until somebody has looked.
    ``share_missing`` is the share of the current rows that is held.
    """

    resource: str
    added: tuple[Row, ...]
    changed: tuple[Change, ...]
    removed: tuple[Row, ...]
    held: tuple[Row, ...]
    share_missing: Fraction


@dataclass(frozen=True, slots=True)
class Difference:
    """What an import would change, in an order where a row comes after those it points at.

    ``gains`` are the rows, new or wider than before, by which somebody may come to read more; they
    are among the added and changed rows too. ``stops`` are the resources of which so much is
    missing that the files are probably not whole: nothing is taken in until a person confirms.
    """

    resources: tuple[ResourceDifference, ...]
    gains: tuple[Gain, ...]
    newly_protected: tuple[Person, ...]
    no_longer_protected: tuple[Person, ...]
    stops: tuple[ResourceDifference, ...]

    @property
    def is_empty(self) -> bool:
        """Whether an import would change nothing. Rows that are held change nothing."""
        return not any(each.added or each.changed or each.removed for each in self.resources)

    @property
    def says_nothing(self) -> bool:
        """Whether nothing would change, and nothing is held either."""
        return self.is_empty and not any(each.held for each in self.resources)


def difference(
    current: Roster,
    incoming: Roster,
    *,
    today: date,
    largest_share_missing: Fraction = LARGEST_SHARE_MISSING,
) -> Difference:
    """Return what taking in a roster would change.

    Whatever has an identity in the standard (persons, duties, groups and the like) is never
    deleted: when it is missing it is held for review, and all that points at it stays with it.
    What had ended before ``today`` is history: a source may stop sending it, and nothing happens.
    """
    stays: set[UUID] = set()
    found = tuple(
        _resource(
            each.name, getattr(current, each.name), getattr(incoming, each.name), stays, today
        )
        for each in fields(Roster)
    )
    protected = {person.id for person in current.persons if person.is_protected}
    return Difference(
        resources=found,
        gains=tuple(gain for one in found for gain in _gains(one)),
        newly_protected=tuple(
            each for each in incoming.persons if each.is_protected and each.id not in protected
        ),
        no_longer_protected=tuple(
            each for each in incoming.persons if not each.is_protected and each.id in protected
        ),
        stops=tuple(one for one in found if one.share_missing > largest_share_missing),
    )


def _resource(
    resource: str,
    current: Iterable[Row],
    incoming: Iterable[Row],
    stays: set[UUID],
    today: date,
) -> ResourceDifference:
    """Return the difference of one kind of row, and add to ``stays`` what is missing but stays."""
    before = {row.id: row for row in current}
    after = {row.id: row for row in incoming}
    missing = [row for row in before.values() if row.id not in after]
    stays.update(
        [
            row.id
            for row in missing
            if _has_identity(row) or _has_ended(row, today) or not stays.isdisjoint(_targets(row))
        ]
    )
    held = tuple(row for row in missing if _has_identity(row) and not _has_ended(row, today))
    return ResourceDifference(
        resource=resource,
        added=tuple(row for row in after.values() if row.id not in before),
        changed=tuple(
            Change(before[row.id], row) for row in after.values() if before.get(row.id, row) != row
        ),
        removed=tuple(row for row in missing if row.id not in stays),
        held=held,
        share_missing=Fraction(len(held), max(len(before), 1)),
    )


def _has_identity(row: Row) -> bool:
    return isinstance(row, Organisation | SchoolUnit | Person | Duty | Group | Activity)


def _has_ended(row: Row, today: date) -> bool:
    if isinstance(row, Person):
        return row.person_status == ENDED
    ends_on = getattr(row, "ends_on", None)
    return ends_on is not None and ends_on <= today


def _targets(row: Row) -> Iterator[UUID]:
    values = (getattr(row, each.name) for each in fields(row) if each.name != "id")
    return (value for value in values if isinstance(value, UUID))


def _gains(one: ResourceDifference) -> Iterator[Gain]:
    for row in one.added:
        if isinstance(row, Gain):
            yield row
    for change in one.changed:
        if isinstance(change.after, Gain) and not _is_shortened(change):
            yield change.after


def _is_shortened(change: Change) -> bool:
    """Return whether nothing has happened to a row but that days were taken from it."""
    before, after = change.before, change.after
    if not (isinstance(before, DatedGain) and isinstance(after, DatedGain)):
        return False
    lasted, lasts = Period(before.starts_on, before.ends_on), Period(after.starts_on, after.ends_on)
    longer = replace(after, starts_on=before.starts_on, ends_on=before.ends_on)
    return longer == before and lasts.inside(lasted) == lasts

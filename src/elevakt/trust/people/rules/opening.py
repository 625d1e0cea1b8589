"""What of a difference would give certain persons more to read, or lay bare a protected one.

Broader than the gains of a difference: a pupil who is moved into somebody's group or school is as
good to her as a duty.
"""

from collections.abc import Iterable, Iterator, Set
from dataclasses import fields
from uuid import UUID

from elevakt.trust.people.enums import DutyRole, HealthRole
from elevakt.trust.people.rules.difference import Difference
from elevakt.trust.people.rules.roster import (
    Activity,
    ActivityGroup,
    ActivityTeacher,
    AssignmentRole,
    Duty,
    Enrolment,
    Group,
    GroupMembership,
    Person,
    Responsible,
    Roster,
    Row,
)

_A_UNIT = frozenset((*DutyRole, *HealthRole))
"""The duties that reach a unit as a whole, and so whoever is enrolled there."""


def together(*rosters: Roster) -> Roster:
    """Return all rows of several rosters; of a row that more than one has, the last."""
    return Roster(
        **{
            one.name: tuple(
                {row.id: row for roster in rosters for row in getattr(roster, one.name)}.values()
            )
            for one in fields(Roster)
        }
    )


def kin_of(person_id: UUID, responsibles: Iterable[tuple[UUID, UUID]]) -> frozenset[UUID]:
    """Return somebody and her kin: guardian and child, and those who have a child together.

    :param responsibles: each guardian with each pupil, also those that have ended
    """
    pairs = tuple(responsibles)
    children = {pupil for guardian, pupil in pairs if guardian == person_id}
    beside = {guardian for guardian, pupil in pairs if pupil in children or pupil == person_id}
    return frozenset({person_id, *children, *beside})


def opened_for(found: Difference, everything: Roster, persons: Set[UUID]) -> tuple[Row, ...]:
    """Return the rows of a difference by which one of these may come to read more.

    Whoever is no longer protected is among them whoever reaches her: to lift that is never for one
    person alone. A row that only loses days is told all the same: better one question too many.

    :param everything: the roster as it stands together with the one that comes in
    """
    return (*_opened(found, _Reach(everything, persons)), *found.no_longer_protected)


class _Reach:
    """By what these persons reach pupils: duties, groups, units and children."""

    def __init__(self, roster: Roster, persons: Set[UUID]) -> None:
        self.persons = persons
        duties = {one.id: one for one in roster.duties if one.person_id in persons}
        self.duties = duties.keys()
        self.units = {one.school_unit_id for one in duties.values() if one.duty_role in _A_UNIT}
        self.activities = {
            one.activity_id for one in roster.activity_teachers if one.duty_id in duties
        }
        self.groups = {one.group_id for one in roster.assignment_roles if one.duty_id in duties} | {
            one.group_id for one in roster.activity_groups if one.activity_id in self.activities
        }
        self.pupils = {one.pupil_id for one in roster.responsibles if one.guardian_id in persons}

    def concerns(self, row: Row) -> bool:
        """Say whether a row that is new or changed may give one of them more to read."""
        match row:
            case Duty(person_id=person):
                return person in self.persons
            case AssignmentRole(duty_id=duty) | ActivityTeacher(duty_id=duty):
                return duty in self.duties
            case ActivityGroup(activity_id=activity) | Activity(id=activity):
                return activity in self.activities
            case GroupMembership(group_id=group) | Group(id=group):
                return group in self.groups
            case Enrolment(school_unit_id=unit):
                return unit in self.units
            case Responsible(guardian_id=guardian):
                return guardian in self.persons
        return False


def _opened(found: Difference, reach: _Reach) -> Iterator[Row]:
    for one in found.resources:
        yield from (row for row in one.added if reach.concerns(row))
        for change in one.changed:
            before, after = change.before, change.after
            if isinstance(before, Person) and isinstance(after, Person):
                # How long somebody has custody hangs on when the child was born.
                if after.id in reach.pupils and before.birth_date != after.birth_date:
                    yield after
            elif reach.concerns(after):
                yield after

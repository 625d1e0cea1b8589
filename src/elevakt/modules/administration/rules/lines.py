"""What an import would change, line by line, for whoever decides whether to take it in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from elevakt.trust.people.rules.difference import Difference
from elevakt.trust.people.rules.roster import (
    Activity,
    ActivityGroup,
    ActivityTeacher,
    AssignmentRole,
    Contact,
    Duty,
    Enrolment,
    Group,
    GroupMembership,
    Organisation,
    Person,
    Responsible,
    Roster,
    Row,
    SchoolUnit,
)

ADDED, CHANGED, ENDED, HELD = "added", "changed", "ended", "held"


@dataclass(frozen=True, slots=True)
class Line:
    """One row, in words.

    :param resource: what kind of row it is
    :param what: what happens to it, or nothing where that is not the question
    :param persons: whom it is about
    :param name: who, or what; empty for somebody protected, of whom nothing else is told either
    :param detail: the rest of what it says
    """

    resource: str
    what: str
    persons: tuple[UUID, ...]
    name: str
    detail: str


def all_lines(found: Difference, everything: Roster) -> Iterator[Line]:
    """Give everything that would change, in the order of the roster."""
    words = Words(everything)
    for one in found.resources:
        for what, rows in (
            (ADDED, one.added),
            (CHANGED, tuple(change.after for change in one.changed)),
            (ENDED, one.removed),
            (HELD, one.held),
        ):
            yield from (words.line(row, what) for row in rows)


def lines(rows: Iterable[Row], everything: Roster) -> Iterator[Line]:
    """Give rows in words."""
    words = Words(everything)
    return (words.line(row, "") for row in rows)


class Words:
    """Finds what the rows of a roster point at, and says it."""

    def __init__(self, roster: Roster) -> None:
        self.people = {one.id: one for one in roster.persons}
        self.names = {one.id: one.name for one in roster.organisations}
        self.names |= {one.id: one.name for one in roster.school_units}
        self.names |= {one.id: one.name for one in roster.groups}
        self.names |= {one.id: one.name for one in roster.activities}
        self.holders = {one.id: one.person_id for one in roster.duties}

    def line(self, row: Row, what: str) -> Line:
        """Return one row in words."""
        resource, persons, name, detail = self._said(row)
        if any(self.people[one].is_protected for one in persons if one in self.people):
            name = detail = ""
        return Line(resource, what, persons, name, detail)

    def _said(self, row: Row) -> tuple[str, tuple[UUID, ...], str, str]:
        match row:
            case Organisation():
                return "organisations", (), row.name, ""
            case SchoolUnit():
                return "school_units", (), row.name, row.school_unit_code
            case Person():
                return "persons", (row.id,), row.name, ""
            case Contact():
                return "contacts", (row.person_id,), self._name(row.person_id), ""
            case Enrolment():
                where = f"{self.names.get(row.school_unit_id, '')}, {row.school_type}"
                year = "" if row.school_year is None else f" {row.school_year}"
                return "enrolments", (row.person_id,), self._name(row.person_id), where + year
            case Responsible():
                child = f"{row.relation_type}: {self._name(row.pupil_id)}".removeprefix(": ")
                both = (row.guardian_id, row.pupil_id)
                return "responsibles", both, self._name(row.guardian_id), child
            case Duty():
                parts = (row.duty_role, row.description, self.names.get(row.duty_at_id, ""))
                said = ", ".join(filter(None, parts))
                return "duties", (row.person_id,), self._name(row.person_id), said
            case Group():
                return "groups", (), row.name, self.names.get(row.school_unit_id, "")
            case GroupMembership():
                group = self.names.get(row.group_id, "")
                return "memberships", (row.person_id,), self._name(row.person_id), group
            case AssignmentRole():
                holder = self.holders[row.duty_id]
                said = f"{row.role_type}, {self.names.get(row.group_id, '')}"
                return "assignment_roles", (holder,), self._name(holder), said
            case Activity():
                return "activities", (), row.name, self.names.get(row.school_unit_id, "")
            case ActivityGroup():
                group = self.names.get(row.group_id, "")
                return "activity_groups", (), group, self.names.get(row.activity_id, "")
            case ActivityTeacher():
                holder = self.holders[row.duty_id]
                subject = self.names.get(row.activity_id, "")
                return "activity_teachers", (holder,), self._name(holder), subject

    def _name(self, person_id: UUID) -> str:
        return self.people[person_id].name if person_id in self.people else ""

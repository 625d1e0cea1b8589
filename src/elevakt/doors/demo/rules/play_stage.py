"""Who is where on a day: what whoever writes the play must know of the town."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol, TypeVar
from uuid import UUID

from elevakt.doors.demo.rules.extras import Extras
from elevakt.engines.cases.rules.calendar import Stretch, WorkingCalendar
from elevakt.trust.people.enums import AssignmentRoleType, CalendarKind, DutyRole, GroupType
from elevakt.trust.people.rules.roster import Duty, Group, Person, Roster

CUSTODY = "Vårdnadshavare"
ADULT_YEARS = 18


class Lasting(Protocol):
    """What holds from a day until, and not including, another."""

    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date | None: ...


Row = TypeVar("Row")
LastingRow = TypeVar("LastingRow", bound=Lasting)


class Stage:
    """The town on any day of its history."""

    def __init__(self, roster: Roster, extras: Extras) -> None:
        """Arrange the roster for the questions below."""
        self.extras = extras
        self.people: Mapping[UUID, Person] = {person.id: person for person in roster.persons}
        self.unit_names = {unit.id: unit.name for unit in roster.school_units}
        self._groups = {group.id: group for group in roster.groups}
        self._duties = {duty.id: duty for duty in roster.duties}
        self._classes: dict[UUID, list[Group]] = defaultdict(list)
        for group in roster.groups:
            if group.group_type == GroupType.CLASS:
                self._classes[group.school_unit_id].append(group)
        self._members = _by(roster.memberships, "group_id")
        self._memberships = _by(roster.memberships, "person_id")
        self._at_unit = _by(
            [duty for duty in roster.duties if duty.school_unit_id], "school_unit_id"
        )
        self._mentors = _by(
            [one for one in roster.assignment_roles if one.role_type == AssignmentRoleType.MENTOR],
            "group_id",
        )
        self._taught_in = _by(roster.activity_groups, "group_id")
        self._teachers = _by(roster.activity_teachers, "activity_id")
        self._guardians: dict[UUID, list[UUID]] = defaultdict(list)
        self._kin: dict[UUID, set[UUID]] = defaultdict(set)
        for row in roster.responsibles:
            self._kin[row.pupil_id].add(row.guardian_id)
            if row.relation_type == CUSTODY:
                self._guardians[row.pupil_id].append(row.guardian_id)
        self.calendars = {unit: _calendar(extras, unit) for unit in self.unit_names}
        self._called = {one.person_id: one.display_name for one in extras.display_names}
        self._employed = {duty.person_id for duty in roster.duties}
        self._with_care = {
            *(one.pupil_id for one in extras.circumstances),
            *(one.pupil_id for one in extras.blocked_guardians),
            *(person.id for person in roster.persons if person.is_protected),
            *extras.people.values(),
        }

    def classes(self, unit: UUID, day: date) -> list[Group]:
        """Return the classes of a unit on a day, by name."""
        return sorted(_on(self._classes[unit], day), key=lambda group: group.name)

    def pupils(self, group: Group, day: date) -> list[Person]:
        """Return the pupils of a group on a day."""
        return [self.people[row.person_id] for row in _on(self._members[group.id], day)]

    def class_of(self, pupil: UUID, day: date) -> Group | None:
        """Return the class that a pupil is in on a day."""
        groups = (self._groups[row.group_id] for row in _on(self._memberships[pupil], day))
        return next((group for group in groups if group.group_type == GroupType.CLASS), None)

    def mentors(self, group: Group, day: date) -> list[UUID]:
        """Return the mentors of a class on a day."""
        return [
            self._duties[row.duty_id].person_id
            for row in _on(self._mentors[group.id], day)
            if self._holds(row.duty_id, day)
        ]

    def teachers(self, pupil: UUID, day: date) -> list[UUID]:
        """Return those who teach a pupil on a day, each once; out of term those of the class."""
        found = [
            self._duties[row.duty_id].person_id
            for member in _on(self._memberships[pupil], day)
            for taught in self._taught_in[member.group_id]
            for row in _on(self._teachers[taught.activity_id], day)
            if self._holds(row.duty_id, day)
        ]
        return list(dict.fromkeys(found))

    def staff(self, unit: UUID, day: date, *roles: str) -> list[UUID]:
        """Return who has one of these duties at a unit on a day; without roles, any of them."""
        duties: Sequence[Duty] = list(_on(self._at_unit[unit], day))
        return [duty.person_id for duty in duties if not roles or duty.duty_role in roles]

    def principals(self, unit: UUID, day: date) -> list[UUID]:
        """Return who leads a unit on a day."""
        return self.staff(unit, day, DutyRole.PRINCIPAL)

    def deputies(self, unit: UUID, day: date) -> list[UUID]:
        """Return the deputies of whoever leads a unit on a day."""
        return self.staff(unit, day, DutyRole.DEPUTY_PRINCIPAL)

    def team(self, unit: UUID, team: str) -> list[UUID]:
        """Return the members of a team of a unit."""
        return [
            one.person_id
            for one in self.extras.team_members
            if (one.school_unit_id, one.team) == (unit, team)
        ]

    def guardians(self, pupil: UUID) -> list[UUID]:
        """Return who has custody of a pupil."""
        return self._guardians[pupil]

    def kin(self, pupils: Iterable[UUID]) -> set[UUID]:
        """Return everybody who is responsible for one of these pupils, in whatever relation."""
        return {person for pupil in pupils for person in self._kin[pupil]}

    def ever(self, unit: UUID, role: str) -> set[UUID]:
        """Return everybody who has had a duty at a unit, whenever it was."""
        return {duty.person_id for duty in self._at_unit[unit] if duty.duty_role == role}

    def given_name(self, person: UUID) -> str:
        """Return what a person is called at school: the protected by the name agreed on."""
        return self._called.get(person) or self.people[person].given_name

    def children_of_staff(self) -> set[UUID]:
        """Return the pupils whose guardian has a duty in the town."""
        return {pupil for pupil, kin in self._kin.items() if kin & self._employed}

    def is_ordinary(self, pupil: UUID) -> bool:
        """Say whether nothing about a pupil asks for care, and nobody at home works in a school."""
        return pupil not in self._with_care and not self._kin[pupil] & self._employed

    def is_adult(self, pupil: UUID, day: date) -> bool:
        """Say whether a pupil has come of age."""
        born = self.people[pupil].birth_date
        if born is None:
            return False
        years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        return years >= ADULT_YEARS

    def school_days(self, unit: UUID, first: date, last: date) -> list[date]:
        """Return the days in term on which a unit has school, both ends included."""
        calendar = self.calendars[unit]
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        return [
            day
            for day in days
            if any(day in term for term in calendar.terms) and calendar.is_school_day(day)
        ]

    def _holds(self, duty: UUID, day: date) -> bool:
        return _holds(self._duties[duty], day)


def _calendar(extras: Extras, unit: UUID) -> WorkingCalendar:
    stretches = [
        (one.kind, Stretch(one.starts_on, one.ends_on + timedelta(days=1)))
        for one in extras.calendar
        if one.school_unit_id == unit
    ]
    return WorkingCalendar(
        terms=tuple(stretch for kind, stretch in stretches if kind is CalendarKind.TERM),
        breaks=tuple(stretch for kind, stretch in stretches if kind is CalendarKind.BREAK),
    )


def _by(rows: Iterable[Row], name: str) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _on(rows: Iterable[LastingRow], day: date) -> Iterator[LastingRow]:
    return (row for row in rows if _holds(row, day))


def _holds(row: Lasting, day: date) -> bool:
    return row.starts_on <= day and (row.ends_on is None or day < row.ends_on)

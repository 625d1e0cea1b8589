"""Who reaches whom, in plain Python over the rows of the tables: what the scope tables must say.

It knows no SQL and no trigger. The tests hold the database to it, whatever happens to the roster.
"""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Self

from elevakt.foundation.kernel import clock
from elevakt.trust.access.enums import Basis
from elevakt.trust.access.models import Grant, StandIn
from elevakt.trust.access.testing.rows import Rows
from elevakt.trust.people.enums import AssignmentRoleType, DutyRole, SchoolType, Side
from elevakt.trust.people.models import Duty, Responsible

CUSTODY = "Vårdnadshavare"
PREPARATION = dt.timedelta(days=14)
"""Teachers and mentors may prepare ten working days before a group starts."""

_CARES = {
    AssignmentRoleType.PRESCHOOL_TEACHER,
    AssignmentRoleType.CHILDMINDER,
    AssignmentRoleType.EDUCARE,
}

HOLIDAY = dt.timedelta(days=100)
"""So long a mentor stays at most, when no next term is known."""

_FIRST = dt.datetime.min.replace(tzinfo=dt.UTC)
_LAST = dt.datetime.max.replace(tzinfo=dt.UTC)
_DEPUTY = "biträdande rektor"


class Edge(NamedTuple):
    """Somebody reaches a pupil now."""

    person: uuid.UUID
    pupil: uuid.UUID
    basis: Basis
    side: Side


class Span(NamedTuple):
    """From a moment and to another, which is not in it."""

    starts: dt.datetime
    ends: dt.datetime

    @classmethod
    def of(cls, period: Any) -> Self:
        """Return a stored period with both its ends."""
        return cls(period.lower or _FIRST, period.upper or _LAST)


def _meeting(*spans: Span) -> Span | None:
    met = Span(max(one.starts for one in spans), min(one.ends for one in spans))
    return met if met.starts < met.ends else None


@dataclass(frozen=True)
class Reach:
    """Who reaches whom at one moment."""

    rows: Rows
    now: dt.datetime

    # ---- the roster: who reaches a pupil ---------------------------------------------------------

    @cached_property
    def edges(self) -> frozenset[Edge]:
        """Everybody who reaches a pupil now, and why; nobody reaches herself by a duty."""
        return frozenset(
            edge
            for edge in (
                *self._taught(),
                *self._cared_for(),
                *self._administered(),
                *self._mentored(),
                *self._stayed(),
                *self._enrolled(),
                *self._guarded(),
                *self._opened(),
                *self._covered(),
                *self._assisted(),
            )
            if edge.side is Side.FAMILY or edge.person != edge.pupil
        )

    def _taught(self) -> Iterator[Edge]:
        for member in self.rows.memberships:
            for taught in self.rows.activity_groups:
                for teacher in self.rows.activity_teachers:
                    group = self.rows.groups[member.group_id]
                    activity = self.rows.activities[taught.activity_id]
                    duty = self.rows.duties[teacher.duty_id]
                    if (
                        taught.group_id == group.id
                        and teacher.activity_id == activity.id
                        and self._opens(
                            member.period, group.period, activity.period, teacher.period
                        )
                        and self.now in duty.period
                    ):
                        yield Edge(duty.person_id, member.person_id, Basis.TEACHES, Side.STAFF)

    def _cared_for(self) -> Iterator[Edge]:
        for member in self.rows.memberships:
            for role in self.rows.assignment_roles:
                group = self.rows.groups[member.group_id]
                duty = self.rows.duties[role.duty_id]
                if (
                    role.group_id == group.id
                    and role.role_type in _CARES
                    and self._opens(member.period, group.period, role.period)
                    and self.now in duty.period
                ):
                    yield Edge(duty.person_id, member.person_id, Basis.CARES, Side.STAFF)
        for enrolment in self.rows.enrolments:
            for duty in self.rows.duties.values():
                if (
                    enrolment.school_type in set(SchoolType)
                    and duty.duty_role == DutyRole.EDUCARE
                    and duty.school_unit_id == enrolment.school_unit_id
                    and self.now in enrolment.period
                    and self.now in duty.period
                ):
                    yield Edge(duty.person_id, enrolment.person_id, Basis.CARES, Side.STAFF)

    def _administered(self) -> Iterator[Edge]:
        for enrolment in self.rows.enrolments:
            for duty in self.rows.duties.values():
                pupil = enrolment.person_id
                if (
                    duty.duty_role == DutyRole.ADMINISTRATOR
                    and duty.school_unit_id == enrolment.school_unit_id
                    and self.now in enrolment.period
                    and self.now in duty.period
                    and not self.is_kin(duty.person_id, pupil)
                ):
                    yield Edge(duty.person_id, pupil, Basis.ADMINISTERS, Side.STAFF)

    def _mentored(self) -> Iterator[Edge]:
        for member in self.rows.memberships:
            for role in self.rows.assignment_roles:
                group = self.rows.groups[member.group_id]
                duty = self.rows.duties[role.duty_id]
                if (
                    role.group_id == group.id
                    and role.role_type == AssignmentRoleType.MENTOR
                    and self._opens(member.period, group.period, role.period)
                    and self.now in duty.period
                ):
                    basis = self._beside_kin(Basis.MENTORS, duty.person_id, member.person_id)
                    yield Edge(duty.person_id, member.person_id, basis, Side.STAFF)

    def _stayed(self) -> Iterator[Edge]:
        """Between terms the last mentor stays until the next begins."""
        for pupil, unit, duty, span in self._mentorships():
            following = [
                met
                for other, _unit, theirs, when in self._mentorships()
                if other == pupil and (met := _meeting(Span.of(theirs.period), when))
            ]
            if not any(one.starts <= span.ends < one.ends for one in following):
                nexts = [one.starts for one in following if one.starts >= span.ends]
                goes_until = min([self._holiday_ends(unit, span.ends), *nexts])
                is_here = any(
                    row.person_id == pupil and row.school_unit_id == unit and self.now in row.period
                    for row in self.rows.enrolments
                )
                if is_here and self.now in duty.period and span.ends <= self.now < goes_until:
                    basis = self._beside_kin(Basis.MENTORS, duty.person_id, pupil)
                    yield Edge(duty.person_id, pupil, basis, Side.STAFF)

    def _mentorships(self) -> Iterator[tuple[uuid.UUID, uuid.UUID, Duty, Span]]:
        """Yield whose mentor a duty is at which unit, and when."""
        for member in self.rows.memberships:
            for role in self.rows.assignment_roles:
                group = self.rows.groups[member.group_id]
                if role.group_id == group.id and role.role_type == AssignmentRoleType.MENTOR:
                    periods = (member.period, group.period, role.period)
                    if span := _meeting(*map(Span.of, periods)):
                        duty = self.rows.duties[role.duty_id]
                        yield member.person_id, group.school_unit_id, duty, span

    def _holiday_ends(self, unit: uuid.UUID, since: dt.datetime) -> dt.datetime:
        """Return when the stretch between two terms that a moment lies in ends, or the moment."""
        terms = [
            Span(clock.midnight(row.starts_on), clock.midnight(row.ends_on + dt.timedelta(days=1)))
            for row in self.rows.terms
            if row.school_unit_id == unit
        ]
        goes_on = any(term.starts < since < term.ends for term in terms)
        if goes_on or not any(term.starts < since for term in terms):
            return since
        nexts = [term.starts for term in terms if term.starts >= since]
        return min([since + HOLIDAY, *nexts]) if since < _LAST else since

    def _enrolled(self) -> Iterator[Edge]:
        for enrolment in self.rows.enrolments:
            if self.now in enrolment.period:
                yield Edge(enrolment.person_id, enrolment.person_id, Basis.SELF, Side.FAMILY)
                for person, away in self.leading(enrolment.school_unit_id):
                    basis = self._beside_kin(Basis.LEADS, person, enrolment.person_id)
                    if away:
                        basis = self._beside_kin(basis, away, enrolment.person_id)
                    if away != enrolment.person_id:
                        yield Edge(person, enrolment.person_id, basis, Side.STAFF)

    def _guarded(self) -> Iterator[Edge]:
        for home in self.rows.responsibles:
            if self.has_custody(home):
                yield Edge(home.guardian_id, home.pupil_id, Basis.GUARDIAN, Side.FAMILY)

    def _opened(self) -> Iterator[Edge]:
        for one in self.rows.put_on:
            pupil = one.pupil_id
            if (
                one.basis == Basis.BREAK_GLASS
                and pupil is not None
                and self.now in one.valid_during
                and self.works_here(one.person_id)
                and not self.is_kin(one.person_id, pupil)
            ):
                yield Edge(one.person_id, pupil, Basis.BREAK_GLASS, Side.STAFF)

    def _covered(self) -> Iterator[Edge]:
        for one in self.rows.grants:
            for member in self.rows.memberships:
                if (
                    one.basis == Basis.COVERS
                    and member.group_id == one.group_id
                    and self._is_lent(one, member.person_id)
                    and self.now in member.period
                    and self.now in self.rows.groups[member.group_id].period
                ):
                    yield Edge(one.person_id, member.person_id, Basis.COVERS, Side.STAFF)

    def _assisted(self) -> Iterator[Edge]:
        for one in self.rows.grants:
            for enrolment in self.rows.enrolments:
                pupil = enrolment.person_id
                # Whoever assists does so where the pupil was, and not at her next school.
                if (
                    one.basis == Basis.ASSISTS
                    and one.pupil_id == pupil
                    and self._is_lent(one, pupil)
                    and self.now in enrolment.period
                    and (enrolment.period.lower or _FIRST) <= (one.valid_during.lower or _FIRST)
                ):
                    yield Edge(one.person_id, pupil, Basis.ASSISTS, Side.STAFF)

    def _is_lent(self, one: Grant, pupil: uuid.UUID) -> bool:
        return (
            self.now in one.valid_during
            and self.works_here(one.person_id)
            and not self.is_kin(one.person_id, pupil)
        )

    def oversees(self, person: uuid.UUID | None) -> bool:
        """Say whether a person has put on to oversee, and is still given to."""
        put_on = any(
            one.person_id == person and one.basis == Basis.OVERSEES and self.now in one.valid_during
            for one in self.rows.put_on
        )
        return put_on and any(
            given.person_id == person
            and given.basis == Basis.OVERSEES
            and self.now in given.valid_during
            and self.works_here(person)
            for given in self.rows.grants
        )

    def has_custody(self, home: Responsible) -> bool:
        """Say whether somebody has custody of a pupil now, who then is under age."""
        is_now = self.now in home.period and not self.is_of_age(home.pupil_id)
        return is_now and home.relation_type == CUSTODY

    def is_of_age(self, person: uuid.UUID) -> bool:
        """Say whether a person has come of age."""
        born = self.rows.persons[person].birth_date
        grown = born and dt.datetime.combine(
            born.replace(year=born.year + 18), dt.time(), clock.STOCKHOLM
        )
        return bool(grown and grown <= self.now)

    def leads_of(self, unit: uuid.UUID | None) -> Iterator[Duty]:
        """Yield the duties that lead a unit now."""
        for duty in self.rows.duties.values():
            if (
                unit is not None
                and duty.school_unit_id == unit
                and is_lead(duty)
                and self.now in duty.period
            ):
                yield duty

    def leading(self, unit: uuid.UUID | None) -> Iterator[tuple[uuid.UUID, uuid.UUID | None]]:
        """Yield who leads a unit now, and for whom if she stands in for somebody."""
        own = [duty.person_id for duty in self.leads_of(unit)]
        yield from ((person, None) for person in own)
        for one in self.stand_ins():
            if one.for_person_id in own:
                yield one.person_id, one.for_person_id

    def stand_ins(self) -> Iterator[StandIn]:
        """Yield those who stand in for somebody now, and still work here."""
        for one in self.rows.stand_ins:
            if self.now in one.valid_during and self.works_here(one.person_id):
                yield one

    def works_here(self, person: uuid.UUID | None) -> bool:
        """Say whether a person has any duty now; without one nobody is staff."""
        return any(
            duty.person_id == person and self.now in duty.period
            for duty in self.rows.duties.values()
        )

    def _beside_kin(self, basis: Basis, person: uuid.UUID, pupil: uuid.UUID) -> Basis:
        # Nobody knows by duty the home, the protection or the log of her own kin.
        return Basis.TEACHES if self.is_kin(person, pupil) else basis

    def _opens(self, *periods: Any) -> bool:
        span = _meeting(*map(Span.of, periods))
        return span is not None and span.starts - PREPARATION <= self.now < span.ends

    def is_kin(self, person: uuid.UUID | None, pupil: uuid.UUID) -> bool:
        """Say whether a person is, or has ever been, responsible for a pupil; or is the pupil."""
        if person == pupil:
            return True
        return any(
            home.guardian_id == person and home.pupil_id == pupil for home in self.rows.responsibles
        )


def is_lead(duty: Duty) -> bool:
    """Say whether a duty leads its unit."""
    # Whoever else leads something at a school does not lead the school.
    is_deputy = duty.description.strip().lower() == _DEPUTY
    return duty.duty_role == DutyRole.PRINCIPAL or (
        duty.duty_role == DutyRole.DEPUTY_PRINCIPAL and is_deputy
    )

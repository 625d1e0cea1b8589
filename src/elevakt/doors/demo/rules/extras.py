"""What the town has and SS 12000 cannot carry: log-ins, grants, calendars and who needs care."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from elevakt.trust.people.enums import CalendarKind, Side


@dataclass(frozen=True, slots=True)
class Login:
    """A user name that stands for a person on one side; one user may have a standing on both."""

    user_name: str
    person_id: UUID
    side: Side
    title: str


@dataclass(frozen=True, slots=True)
class Grant:
    """A basis given to a person by an act, for a scope (a process, a registry series, or all)."""

    person_id: UUID
    basis: str
    scope: str


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody is in the ``safety`` or the ``health`` team of a school unit."""

    school_unit_id: UUID
    team: str
    person_id: UUID


@dataclass(frozen=True, slots=True)
class CalendarPeriod:
    """A term or a break of a school unit; both days are included."""

    school_unit_id: UUID
    kind: CalendarKind
    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class SpecialCircumstance:
    """Something that makes every home decision about a pupil start with a question."""

    pupil_id: UUID
    kind: str
    reason: str
    decided_by_id: UUID
    starts_on: date


@dataclass(frozen=True, slots=True)
class BlockedGuardian:
    """A guardian who must not be told anything about a pupil."""

    pupil_id: UUID
    guardian_id: UUID
    reason: str
    decided_by_id: UUID


@dataclass(frozen=True, slots=True)
class DisplayName:
    """The name that a protected person goes by at school."""

    person_id: UUID
    display_name: str


@dataclass(frozen=True, slots=True)
class CircleMember:
    """Somebody whom the principal has confirmed, by name, for a protected pupil's circle."""

    protected_person_id: UUID
    reader_id: UUID
    confirmed_by_id: UUID


@dataclass(frozen=True, slots=True)
class Extras:
    """All of it. ``people`` finds the cast and other fixed points by a short word."""

    people: Mapping[str, UUID]
    logins: tuple[Login, ...]
    grants: tuple[Grant, ...]
    team_members: tuple[TeamMember, ...]
    calendar: tuple[CalendarPeriod, ...]
    circumstances: tuple[SpecialCircumstance, ...]
    blocked_guardians: tuple[BlockedGuardian, ...]
    display_names: tuple[DisplayName, ...]
    circle: tuple[CircleMember, ...]

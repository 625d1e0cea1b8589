"""What an organiser's roster says: frozen values, named as in SS 12000:2020 (API 2.1.0).

Every row has a key that stays the same from one reading to the next: the identity that SS 12000
gives it or, where it gives none, a UUIDv5 of what makes the row itself (``key_of``).
Periods are half open, ``[starts_on, ends_on)``; no end means until further notice.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid5

from elevakt.trust.people.enums import ContactKind
from elevakt.trust.people.rules.protection import is_protected

_CHILDREN = UUID("6c1f0f6e-6f0b-5d0e-9a51-7a4f3e0d12c9")

ORGANISER = "Huvudman"
SCHOOL_UNIT = "Skolenhet"


def key_of(resource: str, *natural: object) -> UUID:
    """Return the key of a row that SS 12000 gives no identity: always the same for the same row."""
    return uuid5(_CHILDREN, "|".join((resource, *map(str, natural))))


class Period(NamedTuple):
    """Days from ``starts_on`` until, and not including, ``ends_on``."""

    starts_on: date
    ends_on: date | None

    @property
    def is_empty(self) -> bool:
        """Whether no day lies in the period."""
        return self.ends_on is not None and self.ends_on <= self.starts_on

    def inside(self, outer: "Period") -> "Period":
        """Return the part of this period that lies in another."""
        ends = [end for end in (self.ends_on, outer.ends_on) if end is not None]
        return Period(max(self.starts_on, outer.starts_on), min(ends, default=None))


ALWAYS = Period(date.min, None)


@dataclass(frozen=True, slots=True)
class Organisation:
    """The organiser, or a part of it that is not a school unit."""

    id: UUID
    parent_id: UUID | None
    name: str
    organisation_type: str
    organisation_number: str


@dataclass(frozen=True, slots=True)
class SchoolUnit:
    """A school unit, under the organiser or a part of it."""

    id: UUID
    organisation_id: UUID
    name: str
    school_unit_code: str
    school_types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """One human: a pupil, a guardian, a member of staff, or several of these.

    ``birth_date`` comes from the civic number when the source gives only that.
    """

    id: UUID
    given_name: str
    middle_name: str
    family_name: str
    civic_no: str
    birth_date: date | None
    sex: str
    security_marking: str
    person_status: str

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}"

    @property
    def is_protected(self) -> bool:
        """Whether the marking protects this person."""
        return is_protected(self.security_marking)


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach a person; ``label`` is its type in SS 12000, an address is one line."""

    id: UUID
    person_id: UUID
    kind: ContactKind
    label: str
    value: str
    is_mobile: bool


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A pupil is enrolled at a school unit."""

    id: UUID
    person_id: UUID
    school_unit_id: UUID
    school_type: str
    school_year: int | None
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Responsible:
    """A person is responsible for a pupil. Only the relation "Vårdnadshavare" is custody.

    SS 12000 gives no period: the row holds for as long as the source sends it, and says nothing
    about the pupil having come of age.
    """

    id: UUID
    pupil_id: UUID
    guardian_id: UUID
    relation_type: str


@dataclass(frozen=True, slots=True)
class Duty:
    """A person has a duty at a school unit, or at another part of the organiser: never at both."""

    id: UUID
    person_id: UUID
    school_unit_id: UUID | None
    organisation_id: UUID | None
    duty_role: str
    description: str
    starts_on: date
    ends_on: date | None

    @property
    def duty_at_id(self) -> UUID:
        """Where the duty is, whichever kind of place it is."""
        place = self.school_unit_id or self.organisation_id
        assert place is not None
        return place


@dataclass(frozen=True, slots=True)
class Group:
    """A class, a teaching group or another group at a school unit."""

    id: UUID
    school_unit_id: UUID
    name: str
    group_type: str
    school_type: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class GroupMembership:
    """A person is in a group, never longer than the group lasts."""

    id: UUID
    group_id: UUID
    person_id: UUID
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class AssignmentRole:
    """A duty has an assignment for a group, never longer than either lasts."""

    id: UUID
    duty_id: UUID
    group_id: UUID
    role_type: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Activity:
    """What is taught or done together at a school unit."""

    id: UUID
    school_unit_id: UUID
    name: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class ActivityGroup:
    """A group takes part in an activity."""

    id: UUID
    activity_id: UUID
    group_id: UUID


@dataclass(frozen=True, slots=True)
class ActivityTeacher:
    """A duty teaches an activity, never longer than either lasts."""

    id: UUID
    activity_id: UUID
    duty_id: UUID
    starts_on: date
    ends_on: date | None


Row = (
    Organisation
    | SchoolUnit
    | Person
    | Contact
    | Enrolment
    | Responsible
    | Duty
    | Group
    | GroupMembership
    | AssignmentRole
    | Activity
    | ActivityGroup
    | ActivityTeacher
)


@dataclass(frozen=True, slots=True)
class Roster:
    """All rows of one organiser, in an order where a row comes after those it points at."""

    organisations: tuple[Organisation, ...] = ()
    school_units: tuple[SchoolUnit, ...] = ()
    persons: tuple[Person, ...] = ()
    contacts: tuple[Contact, ...] = ()
    enrolments: tuple[Enrolment, ...] = ()
    responsibles: tuple[Responsible, ...] = ()
    duties: tuple[Duty, ...] = ()
    groups: tuple[Group, ...] = ()
    memberships: tuple[GroupMembership, ...] = ()
    assignment_roles: tuple[AssignmentRole, ...] = ()
    activities: tuple[Activity, ...] = ()
    activity_groups: tuple[ActivityGroup, ...] = ()
    activity_teachers: tuple[ActivityTeacher, ...] = ()

    @property
    def organiser(self) -> Organisation:
        """The organiser (huvudman) whose roster it is; one that has been read has precisely one."""
        return next(each for each in self.organisations if each.organisation_type == ORGANISER)

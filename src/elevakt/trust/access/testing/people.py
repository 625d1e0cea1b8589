"""Make people and schools for a test, in the words of the story. Call inside ``arrange()``."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from elevakt.foundation.kernel import clock, ids
from elevakt.trust.people.models import (
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
    SchoolUnit,
)
from elevakt.trust.people.rules.names import sort_key

Period = tuple[dt.datetime, dt.datetime | None]


def always() -> Period:
    """Return a period that began a year ago and has no end."""
    return clock.now() - dt.timedelta(days=365), None


def past() -> Period:
    """Return a period that ended a month ago."""
    return clock.now() - dt.timedelta(days=365), clock.now() - dt.timedelta(days=30)


@dataclass
class Organiser:
    """One organiser with its people; every method makes one thing and returns it."""

    name: str
    id: uuid.UUID = field(default_factory=ids.new)

    def __post_init__(self) -> None:
        """Make the organisation itself."""
        self.organisation = Organisation.objects.create(
            id=self.id,
            organiser_id=self.id,
            name=self.name,
            organisation_type="Huvudman",
            organisation_number="",
        )

    def school(self, name: str) -> SchoolUnit:
        """Make a school unit."""
        return SchoolUnit.objects.create(
            organiser_id=self.id,
            organisation=self.organisation,
            name=name,
            school_unit_code="",
            school_types=["GR"],
        )

    def person(self, name: str, marking: str = "Ingen", born: dt.date | None = None) -> Person:
        """Make a person called by given and family name."""
        given, family = name.split(" ", 1)
        return Person.objects.create(
            organiser_id=self.id,
            given_name=given,
            family_name=family,
            name_key=sort_key(f"{family} {given}"),
            given_key=sort_key(f"{given} {family}"),
            birth_date=born,
            sex="Okänt",
            security_marking=marking,
            is_protected=marking != "Ingen",
            person_status="Aktiv",
        )

    def group(self, school: SchoolUnit, name: str, kind: str = "Klass") -> Group:
        """Make a class, or another group."""
        return Group.objects.create(
            organiser_id=self.id,
            school_unit=school,
            name=name,
            group_type=kind,
            school_type="GR",
            period=always(),
        )

    def pupil(
        self,
        name: str,
        school: SchoolUnit,
        group: Group,
        marking: str = "Ingen",
        born: dt.date | None = None,
    ) -> Person:
        """Make a pupil, enrolled at a school and in a class."""
        person = self.person(name, marking, born)
        Enrolment.objects.create(
            organiser_id=self.id,
            person=person,
            school_unit=school,
            school_year=7,
            school_type="GR",
            period=always(),
        )
        GroupMembership.objects.create(
            organiser_id=self.id, group=group, person=person, period=always()
        )
        return person

    def attend_educare(self, pupil: Person, school: SchoolUnit) -> Enrolment:
        """Let a pupil go to school-age educare at a school too."""
        return Enrolment.objects.create(
            organiser_id=self.id,
            person=pupil,
            school_unit=school,
            school_type="FTH",
            period=always(),
        )

    def employ(
        self,
        person: Person,
        school: SchoolUnit | None,
        role: str = "Lärare",
        period: Period | None = None,
        description: str = "",
    ) -> Duty:
        """Give a person a duty at a school, or at the organiser itself."""
        return Duty.objects.create(
            organiser_id=self.id,
            person=person,
            school_unit=school,
            organisation=None if school else self.organisation,
            duty_role=role,
            description=description,
            period=period or always(),
        )

    def teach(self, duty: Duty, group: Group, period: Period | None = None) -> ActivityTeacher:
        """Let a duty teach a group."""
        activity = Activity.objects.create(
            organiser_id=self.id,
            school_unit=group.school_unit,
            name=f"{group.name} undervisning",
            period=always(),
        )
        ActivityGroup.objects.create(organiser_id=self.id, activity=activity, group=group)
        return ActivityTeacher.objects.create(
            organiser_id=self.id, activity=activity, duty=duty, period=period or always()
        )

    def mentor(self, duty: Duty, group: Group, period: Period | None = None) -> AssignmentRole:
        """Let a duty be mentor of a group."""
        return AssignmentRole.objects.create(
            organiser_id=self.id,
            duty=duty,
            group=group,
            role_type="Mentor",
            period=period or always(),
        )

    def guard(self, guardian: Person, pupil: Person, period: Period | None = None) -> Responsible:
        """Let a person be a pupil's guardian."""
        return Responsible.objects.create(
            organiser_id=self.id,
            pupil=pupil,
            guardian=guardian,
            relation_type="Vårdnadshavare",
            period=period or always(),
        )

    def phone(self, person: Person, number: str) -> Contact:
        """Give a person a telephone."""
        return Contact.objects.create(
            organiser_id=self.id,
            person=person,
            kind="phone",
            label="Hem",
            value=number,
            is_mobile=True,
        )

"""People and organisation after SS 12000:2020 (version 2.1), as far as Elevakt uses it.

Periods are half open (``[starts, ends)``); the last day of SS 12000 is therefore one day before the
end that is stored here. Nothing is deleted when it ends: a period closes.
"""

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models

from elevakt.foundation.kernel.tables import Row, table


class OrganiserRow(Row):
    """A row that belongs to one organiser. Organisers never see each other."""

    organiser_id = models.UUIDField()

    class Meta:
        abstract = True


class Organisation(OrganiserRow):
    """An organiser (huvudman) or a part of one that is not a school unit."""

    parent_id = models.UUIDField(null=True)
    name = models.CharField(max_length=200)
    organisation_type = models.CharField(max_length=40)
    organisation_number = models.CharField(max_length=20)

    class Meta:
        db_table = table("people", "organisation")


class SchoolUnit(OrganiserRow):
    """A school unit (skolenhet), led by one principal."""

    organisation = models.ForeignKey(Organisation, models.DO_NOTHING, related_name="+")
    name = models.CharField(max_length=200)
    school_unit_code = models.CharField(max_length=20)
    school_types = ArrayField(models.CharField(max_length=10))

    class Meta:
        db_table = table("people", "school_unit")


class CalendarPeriod(OrganiserRow):
    """A term or a break of one school unit; both days are included.

    SS 12000 has no terms, so the organiser enters them.
    """

    school_unit = models.ForeignKey(SchoolUnit, models.DO_NOTHING, related_name="+")
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        db_table = table("people", "calendar_period")
        indexes = [models.Index(fields=["school_unit", "starts_on"], name="calendar_unit")]


class Person(OrganiserRow):
    """One human in one organiser: a pupil, a guardian, a member of staff, or several of these.

    ``display_name`` is the name agreed with the family of a protected person. ``name_key`` and
    ``given_key`` order Swedish names (family name first, given name first).
    """

    given_name = models.CharField(max_length=100)
    middle_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    display_name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=300)
    given_key = models.CharField(max_length=300)
    civic_no = models.CharField(max_length=20)
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=20)
    security_marking = models.CharField(max_length=60)
    is_protected = models.BooleanField()
    person_status = models.CharField(max_length=20)

    class Meta:
        db_table = table("people", "person")
        indexes = [models.Index(fields=["organiser_id", "name_key"], name="person_name")]

    @property
    def name(self) -> str:
        """The name to show: what the family has agreed to, else given and family name."""
        return self.display_name or f"{self.given_name} {self.family_name}"


class Contact(OrganiserRow):
    """One way to reach a person."""

    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    kind = models.CharField(max_length=10)
    label = models.CharField(max_length=40)
    value = models.CharField(max_length=300)
    is_mobile = models.BooleanField()

    class Meta:
        db_table = table("people", "contact")


class Enrolment(OrganiserRow):
    """A pupil is enrolled at a school unit."""

    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    school_unit = models.ForeignKey(SchoolUnit, models.DO_NOTHING, related_name="+")
    school_year = models.SmallIntegerField(null=True)
    school_type = models.CharField(max_length=10)
    period = DateTimeRangeField()

    class Meta:
        db_table = table("people", "enrolment")
        indexes = [models.Index(fields=["school_unit"], name="enrolment_unit")]


class Responsible(OrganiserRow):
    """A person is responsible for a pupil: guardian, or one of the other relations of SS 12000."""

    pupil = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    guardian = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    relation_type = models.CharField(max_length=40)
    period = DateTimeRangeField()

    class Meta:
        db_table = table("people", "responsible")


class Duty(OrganiserRow):
    """A person has a duty at a school unit, or at another part of the organiser."""

    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    school_unit = models.ForeignKey(SchoolUnit, models.DO_NOTHING, related_name="+", null=True)
    organisation = models.ForeignKey(Organisation, models.DO_NOTHING, related_name="+", null=True)
    duty_role = models.CharField(max_length=60)
    description = models.CharField(max_length=200)
    period = DateTimeRangeField()

    class Meta:
        db_table = table("people", "duty")


class Group(OrganiserRow):
    """A class, a teaching group or another group of pupils."""

    school_unit = models.ForeignKey(SchoolUnit, models.DO_NOTHING, related_name="+")
    name = models.CharField(max_length=100)
    group_type = models.CharField(max_length=40)
    school_type = models.CharField(max_length=10)
    period = DateTimeRangeField()

    class Meta:
        db_table = table("people", "group")


class GroupMembership(OrganiserRow):
    """A pupil is in a group."""

    group = models.ForeignKey(Group, models.DO_NOTHING, related_name="+")
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    period = DateTimeRangeField()

    class Meta:
        db_table = table("people", "group_membership")


class AssignmentRole(OrganiserRow):
    """A duty carries an assignment for a group, such as mentor of a class."""

    duty = models.ForeignKey(Duty, models.DO_NOTHING, related_name="+")
    group = models.ForeignKey(Group, models.DO_NOTHING, related_name="+")
    role_type = models.CharField(max_length=40)
    period = DateTimeRangeField()

    class Meta:
        db_table = table("people", "assignment_role")


class Activity(OrganiserRow):
    """What is taught: it ties groups to those who teach them."""

    school_unit = models.ForeignKey(SchoolUnit, models.DO_NOTHING, related_name="+")
    name = models.CharField(max_length=200)
    period = DateTimeRangeField()

    class Meta:
        db_table = table("people", "activity")


class ActivityGroup(OrganiserRow):
    """A group takes part in an activity."""

    activity = models.ForeignKey(Activity, models.DO_NOTHING, related_name="+")
    group = models.ForeignKey(Group, models.DO_NOTHING, related_name="+")

    class Meta:
        db_table = table("people", "activity_group")


class ActivityTeacher(OrganiserRow):
    """A duty teaches an activity."""

    activity = models.ForeignKey(Activity, models.DO_NOTHING, related_name="+")
    duty = models.ForeignKey(Duty, models.DO_NOTHING, related_name="+")
    period = DateTimeRangeField()

    class Meta:
        db_table = table("people", "activity_teacher")


class RosterImport(OrganiserRow):
    """A roster was taken in: when, from what, by whom, and how many rows of each kind it changed.

    ``by_person_id`` is None where it was done on the machine itself. ``counts`` has for each kind
    of row how many were added, changed, ended and held.
    """

    at = models.DateTimeField()
    by_person_id = models.UUIDField(null=True)
    second_person_id = models.UUIDField(null=True)
    source = models.CharField(max_length=10)
    counts = models.JSONField()
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.UUIDField(null=True)

    class Meta:
        db_table = table("people", "roster_import")
        indexes = [models.Index(fields=["organiser_id", "at"], name="roster_import_at")]


class RosterBefore(OrganiserRow):
    """How a row was before the latest import, so that it can be taken back; None for a new row.

    Only the latest import has any.
    """

    roster_import = models.ForeignKey(RosterImport, models.DO_NOTHING, related_name="+")
    resource = models.CharField(max_length=30)
    row_id = models.UUIDField()
    before = models.JSONField(null=True)

    class Meta:
        db_table = table("people", "roster_before")
        indexes = [
            models.Index(fields=["roster_import", "resource"], name="roster_before_of"),
            models.Index(fields=["row_id"], name="roster_before_row"),
        ]


class HeldRow(OrganiserRow):
    """A row that the latest files no longer have. It stays as it is until somebody has answered.

    ``is_ended`` is what she said: that it has ended, or that it stays.
    """

    resource = models.CharField(max_length=30)
    row_id = models.UUIDField()
    since = models.DateTimeField()
    is_ended = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.UUIDField(null=True)

    class Meta:
        db_table = table("people", "held_row")
        constraints = [
            models.UniqueConstraint(fields=["organiser_id", "row_id"], name="held_row_once")
        ]


class Appearance(OrganiserRow):
    """How an organiser looks: what it is called in short, its two colours, and its logo as PNG."""

    name = models.CharField(max_length=60)
    accent = models.CharField(max_length=6)
    neutral = models.CharField(max_length=6)
    logo = models.BinaryField()
    logo_digest = models.CharField(max_length=64)
    changed_at = models.DateTimeField()
    changed_by_id = models.UUIDField()

    class Meta:
        db_table = table("people", "appearance")
        constraints = [models.UniqueConstraint(fields=["organiser_id"], name="appearance_once")]

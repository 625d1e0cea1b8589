"""Who reaches whom, and the least of each that others may see."""

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models

from elevakt.foundation.kernel.tables import table
from elevakt.trust.people.models import OrganiserRow, Person


class Edge(OrganiserRow):
    """Somebody reaches a pupil, on a basis, from a source row, for a period."""

    person_id = models.UUIDField()
    pupil_id = models.UUIDField()
    basis = models.CharField(max_length=20)
    side = models.CharField(max_length=6)
    source_id = models.UUIDField()
    valid_during = DateTimeRangeField()

    class Meta:
        db_table = table("access", "edge")
        indexes = [
            models.Index(fields=["person_id", "pupil_id"], name="edge_person_pupil"),
            models.Index(fields=["pupil_id"], name="edge_pupil"),
        ]


class UnitReach(OrganiserRow):
    """Somebody leads a school unit."""

    person_id = models.UUIDField()
    unit_id = models.UUIDField()
    basis = models.CharField(max_length=20)
    source_id = models.UUIDField()
    valid_during = DateTimeRangeField()

    class Meta:
        db_table = table("access", "unit_reach")
        indexes = [
            models.Index(fields=["person_id", "unit_id"], name="reach_person_unit"),
            models.Index(fields=["unit_id"], name="reach_unit"),
        ]


class PupilCard(models.Model):
    """The least that a reporter needs to point out a pupil. Read only by ``access.find_pupils``.

    Protected pupils are never here. ``ends_at`` is when the enrolment ends, if that is known.
    """

    person = models.OneToOneField(Person, models.DO_NOTHING, primary_key=True, related_name="+")
    organiser_id = models.UUIDField()
    unit_id = models.UUIDField()
    name = models.CharField(max_length=200)
    class_name = models.CharField(max_length=100)
    name_key = models.CharField(max_length=300)
    given_key = models.CharField(max_length=300)
    ends_at = models.DateTimeField(null=True)

    class Meta:
        db_table = table("access", "pupil_card")
        indexes = [models.Index(fields=["unit_id"], name="pupil_unit")]


class StaffCard(models.Model):
    """The name and title of a colleague, for everybody employed. Protected staff are never here."""

    person = models.OneToOneField(Person, models.DO_NOTHING, primary_key=True, related_name="+")
    organiser_id = models.UUIDField()
    unit_id = models.UUIDField(null=True)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=60)
    name_key = models.CharField(max_length=300)

    class Meta:
        db_table = table("access", "staff_card")
        indexes = [models.Index(fields=["unit_id", "name_key"], name="staff_unit_name")]


class ProtectedCircle(OrganiserRow):
    """Somebody belongs to the circle around a protected person, confirmed by name.

    Whoever leads the protected pupil's unit is inside without a row: the circle is theirs to set.
    """

    protected_person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    reader = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    valid_during = DateTimeRangeField()
    confirmed_by_id = models.UUIDField()

    class Meta:
        db_table = table("access", "protected_circle")
        indexes = [
            models.Index(fields=["reader", "protected_person"], name="circle_reader"),
        ]


class SpecialCircumstance(OrganiserRow):
    """Something that makes every home decision of this pupil start as ``ask``."""

    pupil = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    kind = models.CharField(max_length=40)
    reason = models.TextField()
    decided_by_id = models.UUIDField()
    valid_during = DateTimeRangeField()
    review_on = models.DateField(null=True)

    class Meta:
        db_table = table("access", "special_circumstance")
        indexes = [models.Index(fields=["pupil"], name="circumstance_pupil")]


class CircumstanceAct(OrganiserRow):
    """Special circumstances were looked at again, or lifted, and why. It is never changed."""

    circumstance = models.ForeignKey(SpecialCircumstance, models.DO_NOTHING, related_name="+")
    deed = models.CharField(max_length=20)
    words = models.CharField(max_length=1000)
    review_on = models.DateField(null=True)
    by_person_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        db_table = table("access", "circumstance_act")
        indexes = [models.Index(fields=["circumstance"], name="circumstance_act_of")]

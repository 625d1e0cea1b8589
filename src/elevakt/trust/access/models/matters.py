"""Opaque matters, who reads them, who is shut out, and who may be told at home."""

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models

from elevakt.foundation.kernel.tables import table
from elevakt.trust.people.models import OrganiserRow, Person


class Matter(OrganiserRow):
    """An opaque thing with a unit, readers and the persons it is about. Trust knows no more of it.

    ``led_by_unit_id`` is empty when the matter is kept from the unit's lead and goes past them.
    ``part_circles`` is what the lead of another unit reads about a pupil of her own. ``scope``
    says what an officer's grant must name to read it; an officer who holds a role also writes.
    Whoever may decide for the lead, by a grant for the scope and the unit, holds the
    ``delegate_role``; empty where nobody may.
    """

    led_by_unit_id = models.UUIDField(null=True)
    lead_circles = ArrayField(models.CharField(max_length=30))
    lead_role = models.CharField(max_length=30)
    part_circles = ArrayField(models.CharField(max_length=30))
    scope = models.CharField(max_length=60)
    officer_circles = ArrayField(models.CharField(max_length=30))
    officer_role = models.CharField(max_length=30)
    delegate_role = models.CharField(max_length=30, default="")

    class Meta:
        db_table = table("access", "matter")
        indexes = [models.Index(fields=["led_by_unit_id"], name="matter_unit")]


class MatterPerson(OrganiserRow):
    """A person whom the matter is about. It gives her nothing to read on the staff side.

    ``unit_id`` is the unit whose lead may read the parts about the person, if it is another's than
    the matter's.
    """

    matter = models.ForeignKey(Matter, models.DO_NOTHING, related_name="+")
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    unit_id = models.UUIDField(null=True)

    class Meta:
        db_table = table("access", "matter_person")
        indexes = [models.Index(fields=["person"], name="matter_person_person")]
        constraints = [
            models.UniqueConstraint(fields=["matter", "person"], name="matter_person_once")
        ]


class MatterReader(OrganiserRow):
    """Somebody reads some circles of a matter, on a basis, and holds a role in it.

    ``about_person_id`` narrows the reading to the parts about one person. ``role`` is opaque to
    trust; whoever holds it does the work that waits for it. ``source_id`` is the duty, grant or
    ``RosterReader`` that it comes from, or the matter itself where somebody was named.
    ``stands_in_for_id`` is whose reading it is, where she stands in for somebody.
    """

    matter = models.ForeignKey(Matter, models.DO_NOTHING, related_name="+")
    person_id = models.UUIDField()
    basis = models.CharField(max_length=20)
    side = models.CharField(max_length=6)
    circles = ArrayField(models.CharField(max_length=30))
    role = models.CharField(max_length=30)
    about_person_id = models.UUIDField(null=True)
    may_write = models.BooleanField()
    source_id = models.UUIDField()
    valid_during = DateTimeRangeField()
    stands_in_for_id = models.UUIDField(null=True)

    class Meta:
        db_table = table("access", "matter_reader")
        indexes = [
            models.Index(fields=["person_id", "matter"], name="reader_person_matter"),
            models.Index(fields=["matter"], name="reader_matter"),
        ]


class RosterReader(OrganiserRow):
    """Whoever has a basis to a pupil reads some circles of a matter, about that pupil, in a role.

    Triggers make a ``MatterReader`` of it for each of them, which comes and goes with the roster.
    """

    matter = models.ForeignKey(Matter, models.DO_NOTHING, related_name="+")
    about_person_id = models.UUIDField()
    by_basis = models.CharField(max_length=20)
    circles = ArrayField(models.CharField(max_length=30))
    role = models.CharField(max_length=30)

    class Meta:
        db_table = table("access", "roster_reader")
        indexes = [
            models.Index(fields=["matter"], name="roster_reader_matter"),
            models.Index(fields=["about_person_id"], name="roster_reader_person"),
        ]


class MatterBar(OrganiserRow):
    """Somebody is shut out of a matter; no duty, grant or delegation lifts it."""

    matter = models.ForeignKey(Matter, models.DO_NOTHING, related_name="+")
    person_id = models.UUIDField()
    reason = models.CharField(max_length=20)

    class Meta:
        db_table = table("access", "matter_bar")
        indexes = [models.Index(fields=["person_id", "matter"], name="bar_person_matter")]


class HomeDecision(OrganiserRow):
    """May this guardian be told of this matter? The latest decision counts; none is changed."""

    matter = models.ForeignKey(Matter, models.DO_NOTHING, related_name="+")
    pupil = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    guardian = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    answer = models.CharField(max_length=20)
    reason = models.TextField()
    decided_by_id = models.UUIDField(null=True)
    decided_at = models.DateTimeField()

    class Meta:
        db_table = table("access", "home_decision")
        indexes = [
            models.Index(fields=["matter", "pupil", "guardian", "decided_at"], name="home_latest"),
            models.Index(fields=["pupil"], name="home_pupil"),
        ]

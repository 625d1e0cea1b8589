"""The scope tables: small, without text, and granted to no person.

Policies reach them through owner-rights views (``sql/scope.sql``) that show only one's own rows.
They are kept by triggers and by the engine, never by a page.
"""

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
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


class Grant(OrganiserRow):
    """A basis that somebody has been given by an act, for a scope of the organiser.

    ``scope`` is opaque to trust: a process, a registry series. A grant that gives its giver more
    to read takes a second person.
    """

    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    basis = models.CharField(max_length=20)
    scope = models.CharField(max_length=60)
    valid_during = DateTimeRangeField()
    given_by_id = models.UUIDField()
    second_person_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=300)

    class Meta:
        db_table = table("access", "grant")
        indexes = [models.Index(fields=["person", "basis"], name="grant_person")]
        constraints = [
            models.CheckConstraint(
                name="grant_not_by_oneself",
                condition=~models.Q(given_by_id=models.F("person_id"))
                | models.Q(second_person_id__isnull=False)
                & ~models.Q(second_person_id=models.F("person_id")),
            )
        ]


class GrantProposal(OrganiserRow):
    """A grant that waits for a second person: it would give its giver, or her kin, more to read.

    The answer has the same key, and so has the grant that a yes becomes.
    """

    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    basis = models.CharField(max_length=20)
    scope = models.CharField(max_length=60)
    valid_during = DateTimeRangeField()
    reason = models.CharField(max_length=300)
    proposed_by_id = models.UUIDField()
    proposed_at = models.DateTimeField()

    class Meta:
        db_table = table("access", "grant_proposal")


class GrantAnswer(OrganiserRow):
    """What a second person has answered to a proposed grant. It is not changed."""

    is_confirmed = models.BooleanField()
    answered_by_id = models.UUIDField()
    answered_at = models.DateTimeField()

    class Meta:
        db_table = table("access", "grant_answer")


class StandIn(OrganiserRow):
    """A colleague stands in for somebody while she is away: until a day, and it ends by itself.

    She leads what the other leads, and is officer where the other is, and no more than that: what
    the other is shut out of, she is too. It is given by the one who is away, never by the one who
    stands in.
    """

    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    for_person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    valid_during = DateTimeRangeField()
    given_by_id = models.UUIDField()
    given_at = models.DateTimeField()

    class Meta:
        db_table = table("access", "stand_in")
        indexes = [
            models.Index(fields=["person"], name="stand_in_person"),
            models.Index(fields=["for_person"], name="stand_in_for"),
        ]
        constraints = [
            models.CheckConstraint(
                name="stand_in_not_by_oneself",
                condition=~models.Q(person_id=models.F("for_person_id"))
                & ~models.Q(given_by_id=models.F("person_id")),
            ),
            models.CheckConstraint(
                name="stand_in_ends", condition=models.Q(valid_during__upper_inf=False)
            ),
        ]


class PutOn(OrganiserRow):
    """A basis that somebody has put on for a while, by an act of her own and with a reason.

    ``break_glass`` opens one pupil in an emergency; ``oversees`` the logs, for whoever has been
    given to oversee. It ends by itself, or when she takes it off, and is never changed otherwise.
    """

    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    basis = models.CharField(max_length=20)
    pupil = models.ForeignKey(Person, models.DO_NOTHING, null=True, related_name="+")
    reason = models.CharField(max_length=300)
    valid_during = DateTimeRangeField()

    class Meta:
        db_table = table("access", "put_on")
        indexes = [
            models.Index(fields=["person"], name="put_on_person"),
            models.Index(fields=["pupil"], name="put_on_pupil"),
        ]
        constraints = [
            models.CheckConstraint(
                name="put_on_ends", condition=models.Q(valid_during__upper_inf=False)
            ),
            models.CheckConstraint(
                name="put_on_for_one",
                condition=models.Q(basis="break_glass", pupil__isnull=False)
                | models.Q(basis="oversees", pupil__isnull=True),
            ),
        ]


class Review(OrganiserRow):
    """Somebody has looked at an emergency opening, and signed for it. Never the one who opened."""

    put_on = models.ForeignKey(PutOn, models.DO_NOTHING, related_name="+")
    signed_by_id = models.UUIDField()
    signed_at = models.DateTimeField()
    words = models.CharField(max_length=300)

    class Meta:
        db_table = table("access", "review")
        indexes = [models.Index(fields=["put_on"], name="review_put_on")]


class Hit(OrganiserRow):
    """Something worth a look in what somebody opened on a day. Found by the machinery at night.

    What was opened about a matter is never in it, nor in its number. ``opening_id`` is set where
    one opening was picked at random.
    """

    pattern = models.CharField(max_length=20)
    person_id = models.UUIDField()
    day = models.DateField()
    number = models.IntegerField()
    opening_id = models.UUIDField(null=True)

    class Meta:
        db_table = table("access", "hit")
        indexes = [models.Index(fields=["person_id", "day"], name="hit_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["organiser_id", "pattern", "person_id", "day", "opening_id"],
                name="hit_once",
                nulls_distinct=False,
            )
        ]


class Look(OrganiserRow):
    """Somebody has looked at a hit, and says what it was. Never the one whom it is about."""

    hit = models.ForeignKey(Hit, models.DO_NOTHING, related_name="+")
    signed_by_id = models.UUIDField()
    signed_at = models.DateTimeField()
    words = models.CharField(max_length=300)

    class Meta:
        db_table = table("access", "look")
        indexes = [models.Index(fields=["hit"], name="look_hit")]


class OwnLimit(OrganiserRow):
    """A number that an organiser has set for itself; where there is none ours holds."""

    limit = models.CharField(max_length=40)
    value = models.IntegerField()

    class Meta:
        db_table = table("access", "own_limit")
        constraints = [
            models.UniqueConstraint(fields=["organiser_id", "limit"], name="own_limit_once")
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

    class Meta:
        db_table = table("access", "special_circumstance")
        indexes = [models.Index(fields=["pupil"], name="circumstance_pupil")]


class Matter(OrganiserRow):
    """An opaque thing with a unit, readers and the persons it is about. Trust knows no more of it.

    ``led_by_unit_id`` is empty when the matter is kept from the unit's lead and goes past them.
    ``part_circles`` is what the lead of another unit reads about a pupil of her own. ``scope``
    says what an officer's grant must name to read it; an officer who holds a role also writes.
    """

    led_by_unit_id = models.UUIDField(null=True)
    lead_circles = ArrayField(models.CharField(max_length=30))
    lead_role = models.CharField(max_length=30)
    part_circles = ArrayField(models.CharField(max_length=30))
    scope = models.CharField(max_length=60)
    officer_circles = ArrayField(models.CharField(max_length=30))
    officer_role = models.CharField(max_length=30)

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

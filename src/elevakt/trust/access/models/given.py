"""What is given, put on, stood in for and looked at afterwards: acts of persons, in rows."""

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models

from elevakt.foundation.kernel.tables import table
from elevakt.trust.people.models import Group, OrganiserRow, Person, SchoolUnit

LENT = ("covers", "assists", "decides")
"""What whoever leads a unit gives, to an end."""

_GROUP, _PUPIL, _UNIT = (
    models.Q(**{f"{name}__isnull": False}) for name in ("group", "pupil", "unit")
)
_FOR_A_GROUP = models.Q(basis="covers") & _GROUP & ~_PUPIL & ~_UNIT
_FOR_A_PUPIL = models.Q(basis="assists") & ~_GROUP & _PUPIL & ~_UNIT
_FOR_A_UNIT = models.Q(basis="decides") & ~_GROUP & ~_PUPIL & _UNIT
_FOR_A_SCOPE = ~_GROUP & ~_PUPIL & ~_UNIT
_ENDS = models.Q(valid_during__upper_inf=False)


class Grant(OrganiserRow):
    """A basis that somebody has been given by an act, for a scope of the organiser.

    ``scope`` is opaque to trust: a process, a registry series. Whoever covers has a ``group``
    instead, whoever assists a ``pupil``, and whoever decides also a ``unit``; they end by
    themselves. A grant that gives its giver more to read takes a second person.
    """

    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    basis = models.CharField(max_length=20)
    scope = models.CharField(max_length=60)
    group = models.ForeignKey(Group, models.DO_NOTHING, null=True, related_name="+")
    pupil = models.ForeignKey(Person, models.DO_NOTHING, null=True, related_name="+")
    unit = models.ForeignKey(SchoolUnit, models.DO_NOTHING, null=True, related_name="+")
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
            ),
            models.CheckConstraint(
                name="grant_for_what",
                condition=(_FOR_A_GROUP | _FOR_A_PUPIL | _FOR_A_UNIT) & _ENDS
                | ~models.Q(basis__in=LENT) & _FOR_A_SCOPE,
            ),
        ]


class GrantProposal(OrganiserRow):
    """A grant that waits for a second person: it would give its giver, or her kin, more to read.

    The answer has the same key, and so has the grant that a yes becomes.
    """

    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    basis = models.CharField(max_length=20)
    scope = models.CharField(max_length=60)
    group = models.ForeignKey(Group, models.DO_NOTHING, null=True, related_name="+")
    pupil = models.ForeignKey(Person, models.DO_NOTHING, null=True, related_name="+")
    unit = models.ForeignKey(SchoolUnit, models.DO_NOTHING, null=True, related_name="+")
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


class StepReset(OrganiserRow):
    """An administrator asks that a colleague's second steps be taken away: she has lost them.

    Nothing happens by it. ``reason`` says how the colleague was recognised; the answer of the
    second person has the same key.
    """

    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    reason = models.CharField(max_length=300)
    asked_by_id = models.UUIDField()
    asked_at = models.DateTimeField()

    class Meta:
        db_table = table("access", "step_reset")


class StepResetAnswer(OrganiserRow):
    """What whoever leads the colleague has answered. It is not changed."""

    is_confirmed = models.BooleanField()
    answered_by_id = models.UUIDField()
    answered_at = models.DateTimeField()

    class Meta:
        db_table = table("access", "step_reset_answer")


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

"""What has been opened, refused and searched, and the seals on it. Only added to."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from elevakt.foundation.kernel.tables import table
from elevakt.trust.people.models import OrganiserRow


class Opening(OrganiserRow):
    """One row per opening: who, on which side, whom, on what basis, which page and when.

    ``subjects``, ``bases`` and ``matters`` go side by side. ``kind`` (``Seen``) tells *opened* from
    *seen in a list*. A page about a matter names it, and so does each line of a list that somebody
    stands in for a matter: so a pupil's log can follow the circles.
    """

    at = models.DateTimeField()
    person_id = models.UUIDField(null=True)
    standing_id = models.UUIDField(null=True)
    side = models.CharField(max_length=6)
    page = models.CharField(max_length=100)
    kind = models.CharField(max_length=10)
    matter_id = models.UUIDField(null=True)
    subjects = ArrayField(models.UUIDField())
    bases = ArrayField(models.CharField(max_length=20))
    matters = ArrayField(models.UUIDField(null=True), default=list)
    reason = models.CharField(max_length=300)
    address = models.CharField(max_length=45)

    class Meta:
        db_table = table("audit", "opening")


class Refusal(OrganiserRow):
    """Something was refused. Written in a transaction of its own, since the request failed."""

    at = models.DateTimeField()
    person_id = models.UUIDField(null=True)
    page = models.CharField(max_length=100)
    what = models.CharField(max_length=100)

    class Meta:
        db_table = table("audit", "refusal")
        indexes = [BrinIndex(fields=["at"], name="refusal_at")]


class Search(OrganiserRow):
    """A search for a pupil at another school than one's own. How many hits, never the words."""

    at = models.DateTimeField()
    person_id = models.UUIDField()
    unit_id = models.UUIDField()
    hits = models.SmallIntegerField()

    class Meta:
        db_table = table("audit", "search")
        indexes = [
            models.Index(fields=["person_id", "at"], name="search_person_at"),
            BrinIndex(fields=["at"], name="search_at"),
        ]


class Seal(OrganiserRow):
    """The rows of a table from a moment to another have not changed: a hash of them says so.

    Each holds the hash of the one before, so that whoever has kept the last, outside the database,
    can tell if any has been made anew (``rules.links``). ``since`` is empty for the first.
    """

    chain = models.CharField(max_length=60)
    no = models.IntegerField()
    since = models.DateTimeField(null=True)
    until = models.DateTimeField()
    rows = models.IntegerField()
    columns = ArrayField(models.CharField(max_length=60))
    root = models.BinaryField()
    prior = models.BinaryField()
    link = models.BinaryField()

    class Meta:
        db_table = table("audit", "seal")
        constraints = [
            models.UniqueConstraint(fields=["organiser_id", "chain", "no"], name="seal_no")
        ]


class Mark(OrganiserRow):
    """The hash of one row that may be disposed of. It stays, and is what the chain seals."""

    chain = models.CharField(max_length=60)
    row_id = models.UUIDField()
    at = models.DateTimeField()
    hash = models.BinaryField()

    class Meta:
        db_table = table("audit", "mark")
        indexes = [BrinIndex(fields=["at"], name="mark_at")]
        constraints = [models.UniqueConstraint(fields=["chain", "row_id"], name="mark_once")]


class Disposal(OrganiserRow):
    """A row was taken away by a decision. What it said is gone; that it was there is not."""

    at = models.DateTimeField()
    chain = models.CharField(max_length=60)
    row_id = models.UUIDField()
    decision_id = models.UUIDField()

    class Meta:
        db_table = table("audit", "disposal")
        indexes = [models.Index(fields=["row_id"], name="disposal_row")]

"""What has been opened, refused and searched. Only added to; partitioned by month."""

from django.contrib.postgres.fields import ArrayField
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


class Search(OrganiserRow):
    """A search for a pupil at another school than one's own. How many hits, never the words."""

    at = models.DateTimeField()
    person_id = models.UUIDField()
    unit_id = models.UUIDField()
    hits = models.SmallIntegerField()

    class Meta:
        db_table = table("audit", "search")
        indexes = [models.Index(fields=["person_id", "at"], name="search_person_at")]

"""What a principal has signed about who reaches the pupils of her unit."""

from django.db import models

from elevakt.foundation.kernel.tables import table
from elevakt.trust.people.models import OrganiserRow


class AccessReview(OrganiserRow):
    """Whoever leads a unit has gone through who reaches its pupils, once a term. Not changed.

    ``seen`` is the list as it was then: a person's key, a basis, and how many pupils or cases.
    """

    unit_id = models.UUIDField()
    term_starts_on = models.DateField()
    signed_by_id = models.UUIDField()
    signed_at = models.DateTimeField()
    words = models.CharField(max_length=500)
    seen = models.JSONField()

    class Meta:
        db_table = table("administration", "access_review")
        indexes = [models.Index(fields=["unit_id", "term_starts_on"], name="access_review_unit")]


class RosterUpload(OrganiserRow):
    """Files of a roster that an administrator has sent in, until they are taken in or thrown away.

    ``files`` is a zip archive of our own making. Once she has accepted it, ``accepted_at`` is set
    where a second person must answer before anything happens.
    """

    by_person_id = models.UUIDField()
    at = models.DateTimeField()
    source = models.CharField(max_length=10)
    files = models.BinaryField()
    accepted_at = models.DateTimeField(null=True)
    is_missing_right = models.BooleanField(default=False)

    class Meta:
        db_table = table("administration", "roster_upload")


class RosterAnswer(OrganiserRow):
    """What a second person has answered to an import that opens something for whoever sent it."""

    by_person_id = models.UUIDField()
    is_confirmed = models.BooleanField()
    answered_by_id = models.UUIDField()
    answered_at = models.DateTimeField()

    class Meta:
        db_table = table("administration", "roster_answer")

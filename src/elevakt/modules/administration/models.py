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

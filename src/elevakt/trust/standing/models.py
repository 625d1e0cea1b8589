"""Who may log in as whom."""

from django.conf import settings
from django.db import models

from elevakt.foundation.kernel.tables import Row, table


class Standing(Row):
    """A user stands as a person, on one side of one organiser. The session holds one of them.

    Outside row security, and therefore without a name: it is read before anybody acts.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    organiser_id = models.UUIDField()
    side = models.CharField(max_length=6)

    class Meta:
        db_table = table("login", "standing")
        constraints = [
            models.UniqueConstraint(fields=["user", "person_id", "side"], name="standing_once")
        ]

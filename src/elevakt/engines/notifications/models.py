"""What somebody is told."""

from django.db import models

from elevakt.engines.notifications.enums import Rhythm
from elevakt.foundation.kernel.tables import table
from elevakt.trust.people.models import OrganiserRow


class Notice(OrganiserRow):
    """Something for one person to read, kept exactly once and delivered at least once.

    ``once`` is its natural key. The title is quiet: it never says whom or what it is about. It is
    delivered at ``not_before``, the next working morning, unless a step was marked acute. What may
    no longer be told when that time comes is dropped, for good.
    """

    person_id = models.UUIDField()
    side = models.CharField(max_length=6)
    matter_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=120)
    once = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    is_acute = models.BooleanField()
    delivered_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        db_table = table("notifications", "notice")
        indexes = [
            models.Index(fields=["person_id", "side", "created_at"], name="notice_person"),
            models.Index(
                fields=["person_id", "side"],
                name="notice_unread",
                condition=models.Q(read_at__isnull=True),
            ),
            models.Index(
                fields=["organiser_id", "not_before"],
                name="notice_waiting",
                condition=models.Q(delivered_at__isnull=True, dropped_at__isnull=True),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person_id", "side", "once"], name="notice_once")
        ]


class MailWish(OrganiserRow):
    """When one who works wants mail, and how often of how much waits for her.

    ``chosen_at`` is when she chose the rhythm: a digest of before then is not made up for.
    """

    person_id = models.UUIDField()
    begin = models.TimeField()
    end = models.TimeField()
    rhythm = models.CharField(max_length=6, default=Rhythm.NONE)
    chosen_at = models.DateTimeField()

    class Meta:
        db_table = table("notifications", "mail_wish")
        constraints = [models.UniqueConstraint(fields=["person_id"], name="mail_wish_once")]


class Digest(OrganiserRow):
    """That somebody is to have, or has had, her digest of a day or a week. It holds no figures.

    They are counted at the moment of sending. It is dropped when there is nothing to say then, or
    nowhere to say it.
    """

    person_id = models.UUIDField()
    rhythm = models.CharField(max_length=6)
    day = models.DateField()
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        db_table = table("notifications", "digest")
        indexes = [
            models.Index(
                fields=["organiser_id"],
                name="digest_waiting",
                condition=models.Q(sent_at__isnull=True, dropped_at__isnull=True),
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["person_id", "rhythm", "day"], name="digest_once")
        ]

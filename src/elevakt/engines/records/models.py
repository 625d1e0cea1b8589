"""Series of numbers, and documents as they were made."""

from django.db import models

from elevakt.foundation.kernel.tables import table
from elevakt.trust.people.models import OrganiserRow


class Series(OrganiserRow):
    """The last number given in one series of one year. No gaps: a failed act gives no number."""

    code = models.CharField(max_length=20)
    year = models.SmallIntegerField()
    last = models.IntegerField()

    class Meta:
        db_table = table("records", "series")
        constraints = [
            models.UniqueConstraint(fields=["organiser_id", "code", "year"], name="series_once")
        ]


class UnitSeries(OrganiserRow):
    """The code of a school unit's own series, such as ELEV5. The organiser's own has no unit."""

    unit_id = models.UUIDField(null=True)
    code = models.CharField(max_length=20)

    class Meta:
        db_table = table("records", "unit_series")
        constraints = [
            models.UniqueConstraint(
                fields=["organiser_id", "unit_id"],
                name="unit_series_once",
                nulls_distinct=False,
            )
        ]


class Document(OrganiserRow):
    """A document that an act produced: one per act, template and person it is about.

    The row comes first, in the act's own transaction; a job makes the file and marks it. A reader
    needs the circle, as for a part of the ledger. When a text that it may hold is withdrawn, so is
    the document: it stays, and nobody but who leads the case reads it.
    """

    matter_id = models.UUIDField()
    entry_id = models.UUIDField()
    template = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    circle = models.CharField(max_length=30)
    about_person_id = models.UUIDField(null=True)
    file_name = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    content = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64)

    class Meta:
        db_table = table("records", "document")
        indexes = [
            models.Index(fields=["matter_id"], name="document_matter"),
            models.Index(
                fields=["organiser_id", "asked_at"],
                name="document_waiting",
                condition=models.Q(made_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["entry_id", "template", "about_person_id"],
                name="document_once",
                nulls_distinct=False,
            )
        ]

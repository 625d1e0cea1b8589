"""Notes that belong to no case: one's own, and a profession's."""

from django.db import models

from elevakt.foundation.kernel.tables import table
from elevakt.trust.people.models import OrganiserRow


class MemoryNote(OrganiserRow):
    """What somebody remembers for herself. Nobody else reads it, and it is in no file.

    It is there until ``goes_on``, and no longer than its writer is employed.
    """

    person_id = models.UUIDField()
    pupil_id = models.UUIDField(null=True)
    text = models.TextField()
    written_at = models.DateTimeField()
    goes_on = models.DateField()

    class Meta:
        db_table = table("notes", "memory_note")
        indexes = [models.Index(fields=["person_id"], name="memory_person")]


class ProfessionNote(OrganiserRow):
    """What a profession at a unit keeps of a pupil. It is only ever added; no health record.

    ``profession`` is a duty role of SS 12000: whoever has that duty at the unit reads it.
    """

    unit_id = models.UUIDField()
    profession = models.CharField(max_length=60)
    pupil_id = models.UUIDField()
    by_person_id = models.UUIDField()
    happened_on = models.DateField()
    written_at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        db_table = table("notes", "profession_note")
        indexes = [models.Index(fields=["pupil_id", "written_at"], name="profession_pupil")]

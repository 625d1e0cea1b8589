"""The ledger, and the projections that are made from it.

``Entry`` and ``EntryPart`` are the truth: they are only ever added to. ``Case``, ``CasePerson``,
``Step``, ``Withdrawn``, ``InForce`` and ``Asked`` are written by the engine from the ledger, and
can be made again.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from elevakt.foundation.kernel.tables import table
from elevakt.trust.access.models import Matter
from elevakt.trust.people.models import OrganiserRow


class Case(models.Model):
    """One case, as it stands now.

    ``unit_id`` is the school unit it belongs to, also when it is kept from the unit's lead.
    ``due_on`` is the earliest deadline among its open steps.
    """

    matter = models.OneToOneField(Matter, models.DO_NOTHING, primary_key=True, related_name="+")
    organiser_id = models.UUIDField()
    unit_id = models.UUIDField(null=True)
    process = models.CharField(max_length=60)
    version = models.SmallIntegerField()
    digest = models.CharField(max_length=64)
    number = models.CharField(max_length=30)
    state = models.CharField(max_length=20)
    lead = models.CharField(max_length=20)
    opened_by = models.CharField(max_length=20)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    last_no = models.IntegerField()

    class Meta:
        db_table = table("cases", "case")
        indexes = [
            models.Index(fields=["unit_id", "state", "opened_at"], name="case_unit_state"),
            models.Index(fields=["number"], name="case_number"),
        ]


class CasePerson(OrganiserRow):
    """Somebody in a role of a case. ``person_id`` is empty for one who was not found."""

    case = models.ForeignKey(Case, models.DO_NOTHING, related_name="+")
    matter_id = models.UUIDField()
    key = models.UUIDField()
    person_id = models.UUIDField(null=True)
    role = models.CharField(max_length=30)
    kind = models.CharField(max_length=20)
    unit_id = models.UUIDField(null=True)
    added_at = models.DateTimeField()

    class Meta:
        db_table = table("cases", "case_person")
        indexes = [
            models.Index(fields=["matter_id"], name="case_person_matter"),
            models.Index(fields=["person_id"], name="case_person_person"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case", "key", "role"], name="case_person_once")
        ]


class Step(OrganiserRow):
    """One instance of a step, as the plan has it now. Overdue is a comparison, not a state.

    ``done_with`` names the step that does this one too, when it is done first. ``is_for_home`` says
    whether a home that has been told of the case sees how it stands.
    """

    case = models.ForeignKey(Case, models.DO_NOTHING, related_name="+")
    matter_id = models.UUIDField()
    step = models.CharField(max_length=40)
    instance = models.CharField(max_length=100)
    about_person_id = models.UUIDField(null=True)
    position = models.SmallIntegerField()
    state = models.CharField(max_length=20)
    roles = ArrayField(models.CharField(max_length=40))
    done_with = models.CharField(max_length=40)
    done_when_due = models.BooleanField()
    may_be_skipped = models.BooleanField()
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_no = models.IntegerField(null=True)
    is_acute = models.BooleanField()
    is_for_home = models.BooleanField()

    class Meta:
        db_table = table("cases", "step")
        indexes = [
            models.Index(fields=["matter_id", "state"], name="step_matter_state"),
            models.Index(fields=["due_at"], name="step_due", condition=models.Q(state="open")),
            models.Index(
                fields=["about_person_id"], name="step_done", condition=models.Q(state="done")
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case", "step", "instance"], name="step_once")
        ]


class Entry(OrganiserRow):
    """The head of an act on a case: who did what, and when. It stays when a text is disposed of."""

    matter_id = models.UUIDField()
    no = models.IntegerField()
    kind = models.CharField(max_length=30)
    step = models.CharField(max_length=40)
    instance = models.CharField(max_length=100)
    by_person_id = models.UUIDField(null=True)
    by_role = models.CharField(max_length=40)
    on_behalf_of_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    happened_on = models.DateField(null=True)
    corrects_id = models.UUIDField(null=True)
    definition_digest = models.CharField(max_length=64)
    request_id = models.UUIDField()

    class Meta:
        db_table = table("cases", "entry")
        indexes = [
            models.Index(fields=["request_id"], name="entry_request"),
            BrinIndex(fields=["at"], name="entry_at"),  # the seals ask for what is newest
        ]
        constraints = [models.UniqueConstraint(fields=["matter_id", "no"], name="entry_no")]


class EntryPart(OrganiserRow):
    """What an act says, for one circle and about one person.

    Row security hides rows, never keys inside JSON; so what fewer may read is a part of its own.
    """

    entry = models.ForeignKey(Entry, models.DO_NOTHING, related_name="+")
    matter_id = models.UUIDField()
    no = models.IntegerField()
    by_person_id = models.UUIDField(null=True)
    circle = models.CharField(max_length=30)
    about_person_id = models.UUIDField(null=True)
    answers = models.JSONField()
    text = models.TextField()

    class Meta:
        db_table = table("cases", "entry_part")
        indexes = [
            models.Index(fields=["matter_id", "no"], name="part_matter"),
            models.Index(fields=["entry"], name="part_entry"),
        ]


class Withdrawn(OrganiserRow):
    """The text of an act has been taken back: it is for whoever leads, and whoever wrote it."""

    matter_id = models.UUIDField()
    no = models.IntegerField()

    class Meta:
        db_table = table("cases", "withdrawn")
        constraints = [models.UniqueConstraint(fields=["matter_id", "no"], name="withdrawn_once")]


class InForce(OrganiserRow):
    """What those around a pupil shall do now: an instruction, and nothing about why.

    ``kind`` is what the definition's field creates; a module gives it a place to be read.
    """

    matter_id = models.UUIDField()
    no = models.IntegerField()
    row = models.SmallIntegerField()
    kind = models.CharField(max_length=40)
    pupil_id = models.UUIDField()
    instruction = models.TextField()
    owner_id = models.UUIDField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        db_table = table("cases", "in_force")
        indexes = [
            models.Index(fields=["pupil_id", "kind"], name="in_force_pupil"),
            models.Index(fields=["matter_id"], name="in_force_matter"),
        ]


class Moved(OrganiserRow):
    """A pupil for whom a running case is led goes to another school, or in another school form.

    Whoever leads says what becomes of it: ``choice`` is empty until then. ``unit_id`` is empty for
    one who has left the organiser's schools.
    """

    matter_id = models.UUIDField()
    pupil_id = models.UUIDField()
    unit_id = models.UUIDField(null=True)
    school_type = models.CharField(max_length=20)
    choice = models.CharField(max_length=10)

    class Meta:
        db_table = table("cases", "moved")
        indexes = [models.Index(fields=["matter_id"], name="moved_matter")]


class Asked(OrganiserRow):
    """Somebody is asked in a case: the only thing of it that she sees, as long as she may answer.

    ``step`` of ``process`` says what is asked, and ``circle`` where the answer goes, as a part of
    the pupil's. ``remind_on`` is when she is reminded by itself; empty when she has answered.
    """

    matter_id = models.UUIDField()
    step = models.CharField(max_length=40)
    instance = models.CharField(max_length=100)
    process = models.CharField(max_length=60)
    version = models.SmallIntegerField()
    person_id = models.UUIDField()
    side = models.CharField(max_length=6)
    pupil_id = models.UUIDField()
    circle = models.CharField(max_length=30)
    asked_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    remind_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = table("cases", "asked")
        indexes = [
            models.Index(fields=["matter_id"], name="asked_matter"),
            models.Index(fields=["person_id"], name="asked_person"),
        ]


class Link(OrganiserRow):
    """Two cases belong together: one was opened out of the other, or somebody who leads said so.

    It is only ever added.

    It stands in neither ledger: that the other case exists is told to those alone who see both.
    """

    matter_id = models.UUIDField()
    onward_id = models.UUIDField()
    is_opened = models.BooleanField()
    by_person_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        db_table = table("cases", "link")
        indexes = [models.Index(fields=["onward_id"], name="link_onward")]
        constraints = [models.UniqueConstraint(fields=["matter_id", "onward_id"], name="link_once")]


class Attachment(OrganiserRow):
    """A file in a case: its type checked by content, its name cleaned, its metadata taken away.

    It belongs to whoever laid it there until an entry takes it up; then it follows the circle.
    """

    matter_id = models.UUIDField(null=True)
    no = models.IntegerField(null=True)
    by_person_id = models.UUIDField()
    circle = models.CharField(max_length=30)
    about_person_id = models.UUIDField(null=True)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=60)
    size = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    added_at = models.DateTimeField()

    class Meta:
        db_table = table("cases", "attachment")
        indexes = [models.Index(fields=["matter_id"], name="attachment_matter")]


class Draft(OrganiserRow):
    """A word not yet sent: what is said in one field of one form, for its writer alone.

    It stays on the side where it was written. ``page`` is the opening of a page that wrote it; each
    has a random word of its own.
    """

    person_id = models.UUIDField()
    side = models.CharField(max_length=6)
    matter_id = models.UUIDField(null=True)
    form = models.CharField(max_length=100)
    instance = models.CharField(max_length=100)
    field = models.CharField(max_length=100)
    said = ArrayField(models.TextField())
    page = models.CharField(max_length=100)
    revision = models.IntegerField()
    saved_at = models.DateTimeField()

    class Meta:
        db_table = table("cases", "draft")
        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "side", "matter_id", "form", "instance", "field"],
                name="draft_once",
                nulls_distinct=False,
            )
        ]


class StandingAssignment(OrganiserRow):
    """Who does something at a school unit, set once by its principal."""

    unit_id = models.UUIDField()
    process = models.CharField(max_length=60)
    assignment = models.CharField(max_length=40)
    person_id = models.UUIDField()
    set_by_id = models.UUIDField()
    set_at = models.DateTimeField()

    class Meta:
        db_table = table("cases", "standing_assignment")
        indexes = [models.Index(fields=["unit_id", "process"], name="standing_unit")]


class Phrase(OrganiserRow):
    """Words that are offered where somebody writes: the organiser's, or one's own.

    ``place`` is a bank that a definition names, or the step and the question. ``person_id`` is
    whose it is; empty where it is the organiser's.
    """

    process = models.CharField(max_length=60)
    place = models.CharField(max_length=130)
    text = models.CharField(max_length=300)
    person_id = models.UUIDField(null=True)
    added_by_id = models.UUIDField()
    added_at = models.DateTimeField()

    class Meta:
        db_table = table("cases", "phrase")
        indexes = [models.Index(fields=["process", "place"], name="phrase_place")]


class ReleasedDefinition(OrganiserRow):
    """The organiser may use this version for real: released by name and date; else practice only.

    Before that its lawyer, its archivist and its head of pupil health have each gone through it.
    Where it is used, and from when, is a ``UseDecision``.
    """

    process = models.CharField(max_length=60)
    version = models.SmallIntegerField()
    digest = models.CharField(max_length=64)
    released_on = models.DateField()
    released_by = models.CharField(max_length=200)
    note = models.CharField(max_length=300)
    lawyer = models.CharField(max_length=100)
    lawyer_on = models.DateField(null=True)
    archivist = models.CharField(max_length=100)
    archivist_on = models.DateField(null=True)
    health_lead = models.CharField(max_length=100)
    health_lead_on = models.DateField(null=True)

    class Meta:
        db_table = table("cases", "released_definition")
        constraints = [
            models.UniqueConstraint(
                fields=["organiser_id", "process", "version"], name="released_once"
            )
        ]


class UseDecision(OrganiserRow):
    """From a day on, a version of a process is used for new cases at a unit, or none is.

    ``unit_id`` is empty for every unit, ``school_years`` and ``class_names`` for all of them. It is
    only ever added to: the last word counts. ``instead`` says what one does where it is not used.
    """

    process = models.CharField(max_length=60)
    version = models.SmallIntegerField(null=True)
    unit_id = models.UUIDField(null=True)
    school_years = ArrayField(models.SmallIntegerField())
    class_names = ArrayField(models.CharField(max_length=30), default=list)
    from_day = models.DateField()
    instead = models.CharField(max_length=200)
    decided_by_id = models.UUIDField(null=True)
    decided_at = models.DateTimeField()

    class Meta:
        db_table = table("cases", "use_decision")
        indexes = [models.Index(fields=["organiser_id", "process"], name="use_process")]

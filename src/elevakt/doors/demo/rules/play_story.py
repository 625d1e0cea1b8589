"""What a story of the play is: who, what, when, and how far it goes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from elevakt.doors.demo.rules.play_events import Event
from elevakt.engines.cases.enums import OpenedBy, PersonKind
from elevakt.engines.cases.rules.calendar import WorkingCalendar
from elevakt.engines.cases.rules.people import Named

PROCESS, VERSION = "degrading_treatment", 1
RELEASED = (
    (PROCESS, VERSION),
    ("report_of_concern", 1),
    ("discipline", 1),
    ("accident", 1),
    ("police_report", 1),
    ("complaint", 1),
    ("something_else", 1),
    ("extra_adaptations", 1),
    ("special_support", 1),
    ("health_referral", 1),
    ("authority_request", 1),
    ("adapted_school_form", 1),
    ("absence", 1),
    ("leave_of_absence", 1),
)
"""The processes that the demo organiser uses for real, and their versions."""
JOB = "demo"
"""As what the machinery fills the town, in the log."""


class Care(StrEnum):
    """What makes a case ask for care of its own."""

    NONE = "none"
    ACCUSED_PRINCIPAL = "accused_principal"
    ACCUSED_STAFF = "accused_staff"
    OWN_PEOPLE = "own_people"
    CONCERNED_PRINCIPAL = "concerned_principal"
    CONCERNED_INVESTIGATOR = "concerned_investigator"
    STAFF_AT_HOME = "staff_at_home"
    PROTECTED = "protected"
    CIRCUMSTANCES = "circumstances"
    BLOCKED = "blocked"
    TWO_EXPOSED = "two_exposed"
    NOT_FOUND = "not_found"
    OTHER_UNIT = "other_unit"


class Pace(StrEnum):
    """How fast those who lead a case are."""

    PROMPT = "prompt"
    USUAL = "usual"
    SLOW = "slow"


class Aside(StrEnum):
    """What is done beside the steps."""

    NOTE = "note"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    NAME_WITNESS = "name_witness"
    REOPEN_STEP = "reopen_step"
    REOPEN_CASE = "reopen_case"


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody in a story, in one role of the process.

    :param homes: the guardians who are to be decided about; none for one who is of age
    :param blocked: those of them who must not be told
    :param hidden: those of them whose personal data are protected: nobody decides that they know
    :param mentor: who is mentor of the pupil when it begins
    """

    key: UUID
    role: str
    kind: PersonKind
    given_name: str = ""
    sex: str = ""
    unit: UUID | None = None
    words: str = ""
    homes: tuple[UUID, ...] = ()
    blocked: frozenset[UUID] = frozenset()
    hidden: frozenset[UUID] = frozenset()
    mentor: UUID | None = None

    @property
    def named(self) -> Named:
        """How the report names somebody."""
        unit = self.unit if self.kind is PersonKind.NOT_FOUND else None
        return Named(self.key, self.role, self.kind, unit, self.words)


@dataclass(frozen=True, slots=True)
class Story:
    """A case of the play, from its report to where it stands today.

    :param found: who somebody who was not found turns out to be
    :param later: a witness whom somebody thinks of later
    :param investigators: whom the lead may appoint, the first first
    :param stopped: what the exposed answers, follow-up by follow-up
    :param rests: steps that nobody has done yet
    :param draft_by: whoever has begun to write a talk and not sent it
    """

    key: str
    care: Care
    unit: UUID
    event: Event
    place: str
    when: str
    opened_by: OpenedBy
    reporter: UUID
    opens_at: datetime
    characters: tuple[Character, ...]
    principals: frozenset[UUID]
    deputies: frozenset[UUID]
    investigators: tuple[UUID, ...]
    pace: Pace = Pace.USUAL
    finding: str = "degrading"
    stopped: tuple[str, ...] = ("yes", "yes")
    asides: Mapping[str, Aside] = field(default_factory=dict)
    rests: frozenset[str] = frozenset()
    found: Character | None = None
    later: Character | None = None
    draft_by: UUID | None = None

    def in_role(self, *roles: str) -> tuple[Character, ...]:
        """Return those in some roles, as it turns out that they are."""
        return tuple(
            self.found if self.found and one.kind is PersonKind.NOT_FOUND else one
            for one in self.characters
            if one.role in roles
        )

    def character(self, key: UUID) -> Character:
        """Return somebody by key."""
        return next(one for one in self.in_role("exposed", "alleged", "witness") if one.key == key)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happens, and becomes a case of whatever process it is about.

    What is answered and when stands in the definition; only who and when it begins stand here.

    :param staff: those who may be given something to do in it
    :param onward: the processes of which cases are opened out of this one, when it is offered
    """

    key: str
    process: str
    version: int
    unit: UUID
    opened_by: OpenedBy
    reporter: UUID
    opens_at: datetime
    people: tuple[Named, ...]
    staff: tuple[UUID, ...]
    pace: Pace = Pace.USUAL
    onward: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Script:
    """The whole play, in two parts that can be played at the same time.

    Each unit numbers its own cases, and the organiser those that are kept from a unit's lead; so
    what shares a series stands in the same part, in the order of the reports.

    :param until: the moment that the play leads up to
    """

    seed: int
    organiser: UUID
    until: datetime
    calendars: Mapping[UUID, WorkingCalendar]
    parts: tuple[tuple[Story | Happening, ...], ...]

    @property
    def stories(self) -> tuple[Story, ...]:
        """What is told with words of its own, part by part."""
        return tuple(one for one in self.everything if isinstance(one, Story))

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """What else happens, part by part."""
        return tuple(one for one in self.everything if isinstance(one, Happening))

    @property
    def everything(self) -> tuple[Story | Happening, ...]:
        """All of it, part by part."""
        return tuple(one for part in self.parts for one in part)

"""Closed words of the case engine: what definitions may say and what the ledger holds."""

from enum import StrEnum


class FieldType(StrEnum):
    """What a field asks for, and with it the form in which its answer is stored."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    MONEY = "money"
    PUPIL = "pupil"
    STAFF = "staff"
    GUARDIAN = "guardian"
    PERSON = "person"
    UNIT = "unit"
    FILE = "file"
    TABLE = "table"
    HOME_DECISION = "home_decision"


class Precision(StrEnum):
    """How exactly somebody knows when something happened."""

    EXACT = "exact"
    DAY = "day"
    REPEATEDLY = "repeatedly"


class Subject(StrEnum):
    """What a case is about."""

    PUPILS = "pupils"
    STAFF = "staff"
    UNIT = "unit"


class PersonKind(StrEnum):
    """What is known of a person in a case. Only a pupil of the organiser has a record here."""

    PUPIL = "pupil"
    STAFF = "staff"
    OUTSIDER = "outsider"
    UNKNOWN = "unknown"
    NOT_FOUND = "not_found"


class OpenedBy(StrEnum):
    """From where a case is opened."""

    STAFF = "staff"
    GUARDIAN = "guardian"
    PUPIL = "pupil"
    PUBLIC = "public"
    CASE = "case"
    EVENT = "event"
    CALENDAR = "calendar"


class Role(StrEnum):
    """Who does a step. A role, never a person: who holds it is asked when it is read."""

    OPENER = "opener"
    PRINCIPAL = "principal"
    DEPUTY = "deputy"
    DELEGATE = "delegate"
    ORGANISER = "organiser"
    REGISTRAR = "registrar"
    INVESTIGATOR = "investigator"
    DECIDER = "decider"
    OWNER = "owner"
    INVITED = "invited"
    WRITER = "writer"
    ASKED = "asked"


JOINED_ROLES = frozenset({Role.INVESTIGATOR, Role.DECIDER, Role.OWNER, Role.INVITED, Role.WRITER})
"""Roles of work in one case: somebody holds them only because a field of a step gave them."""

LEADING_ROLES = (Role.PRINCIPAL, Role.DEPUTY, Role.ORGANISER)
"""Who leads, and to whom it passes when the one before is concerned."""


class Team(StrEnum):
    """From whom somebody is chosen, person by person. A team never reads by being a team."""

    MENTORS = "mentors"
    SAFETY_TEAM = "safety_team"
    HEALTH_TEAM = "health_team"
    SPECIAL_EDUCATOR = "special_educator"


class From(StrEnum):
    """Among whom somebody is chosen: those who may be invited, who teach the pupil, or are told."""

    MAY_INVITE = "may_invite"
    TEACHES = "teaches"
    TOLD = "told"


class AccusedStaff(StrEnum):
    """What happens when a member of staff is accused in a case."""

    HIDE_AND_PASS_UP = "hide_and_pass_up"  # noqa: S105


class NumberedBy(StrEnum):
    """In whose series a case is numbered when it is hidden from the unit's lead."""

    ORGANISER = "organiser"
    UNIT = "unit"


class SecrecyClass(StrEnum):
    """Secrecy by kind of content. S3, the health record, is never kept here."""

    S0 = "S0"
    S1 = "S1"
    S2 = "S2"
    S4 = "S4"
    S5 = "S5"
    S6 = "S6"
    S7 = "S7"


class RetentionClass(StrEnum):
    """How long a closed case is kept; the years of each class are the organiser's own table."""

    KEEP = "K"
    TEN_YEARS = "G10"
    FIVE_YEARS = "G5"
    TWO_YEARS = "G2"
    SCHOOL_YEAR = "GLÄ"
    WHEN_IRRELEVANT = "GINAKT"


class Appeal(StrEnum):
    """To whom a decision is appealed."""

    NOT_POSSIBLE = "not_possible"
    SCHOOL_APPEALS_BOARD = "school_appeals_board"
    ADMINISTRATIVE_COURT = "administrative_court"


class Informed(StrEnum):
    """Who is told when a step is done."""

    GUARDIANS = "guardians"
    PUPIL = "pupil"
    ORGANISER = "organiser"
    REPORTER = "reporter"
    HOME_MUNICIPALITY = "home_municipality"
    AUTHORITY = "authority"


class Told(StrEnum):
    """How much those who are told get to know."""

    ALL = "all"
    OWN_PART = "own_part"
    STATE = "state"


class Shown(StrEnum):
    """What the engine shows beside a step, to the one who does it and nobody else."""

    SAME_EVENT = "same_event"
    EARLIER_FOR_PAIR = "earlier_for_pair"
    EARLIER_FOR_PLACE = "earlier_for_place"
    WHAT_IS_DONE = "what_is_done"
    WHAT_IS_MISSING = "what_is_missing"


class AtClose(StrEnum):
    """What becomes of what is in force for a pupil when the case is closed."""

    ENDS = "ends"
    STAYS = "stays"


class Barred(StrEnum):
    """Who may not be chosen in a field."""

    ACCUSED = "accused"
    OWN_PEOPLE = "own_people"


class FigureBy(StrEnum):
    """By what a figure is broken down, beside the fields that say ``figure = true``."""

    UNIT = "unit"
    GRADE = "grade"
    CLASS = "class"
    SEX = "sex"
    MONTH = "month"


class Circle(StrEnum):
    """The circles of every process; a definition may add narrower ones of its own.

    What is ``served`` is written for a child and her home, and goes to them as a document.
    """

    STATE = "state"
    REPORT = "report"
    WORK = "work"
    SENSITIVE = "sensitive"
    HOME_DECISION = "home_decision"
    INSTRUCTION = "instruction"
    SERVED = "served"


class Asked(StrEnum):
    """Where a process stands among what may be reported: when there are many, a rare one folds."""

    OFTEN = "often"
    SELDOM = "seldom"
    LAST = "last"


class EntryKind(StrEnum):
    """What an act on a case was.

    Opened, step done, skipped, reopened, corrected, withdrawn, deadline extended, paused, resumed,
    closed, annulled, ended, reclassified and handed over move the plan; the others are kept and
    shown.
    """

    OPENED = "opened"
    STEP_DONE = "step_done"
    SKIPPED = "skipped"
    REOPENED = "reopened"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    DEADLINE_EXTENDED = "deadline_extended"
    NOTE = "note"
    DECISION = "decision"
    DOCUMENT_ADDED = "document_added"
    PERSON_ADDED = "person_added"
    ASSIGNED = "assigned"
    RECLASSIFIED = "reclassified"
    PAUSED = "paused"
    RESUMED = "resumed"
    LINKED = "linked"
    HANDED_OVER = "handed_over"
    KEPT = "kept"
    CLOSED = "closed"
    ANNULLED = "annulled"
    ENDED = "ended"


class Onwards(StrEnum):
    """What becomes of a case whose pupil has changed school or school form."""

    HAND_OVER = "hand_over"
    KEEP = "keep"
    END = "end"


class StepState(StrEnum):
    """Where a step stands. Overdue is no state: whoever reads compares with today."""

    WAITING = "waiting"
    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    NOT_APPLICABLE = "not_applicable"


FINISHED = frozenset({StepState.DONE, StepState.SKIPPED, StepState.NOT_APPLICABLE})
"""Nothing is left to do in a step that stands here."""


class CaseState(StrEnum):
    """Where a case stands, computed from its steps."""

    NEW = "new"
    ONGOING = "ongoing"
    READY_TO_CLOSE = "ready_to_close"
    CLOSED = "closed"

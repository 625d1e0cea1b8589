"""The schema of a process definition: what a topic may say to the engine, and nothing else.

A definition is read by ``rules.reading`` and is frozen. Two definitions are the same when their
digests are the same.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from elevakt.engines.cases.enums import (
    AccusedStaff,
    Appeal,
    Asked,
    Informed,
    NumberedBy,
    OpenedBy,
    PersonKind,
    RetentionClass,
    Role,
    SecrecyClass,
    Shown,
    Subject,
    Team,
    Told,
)
from elevakt.engines.cases.rules.calendar import Period
from elevakt.engines.cases.rules.faults import Fault
from elevakt.engines.cases.rules.fields import AnswerIs, Call, Field, Text
from elevakt.engines.cases.rules.per import Per
from elevakt.trust.access.enums import Basis, HomeAnswer


@dataclass(frozen=True)
class PersonRole:
    """What somebody may be in a case. To be named gives nobody a right to read.

    :param kinds: what such a person may be
    :param least: how many there must be
    :param most: how many there may be
    :param part: whether the person has a part of the case; one without leaves no trace elsewhere
    :param accused: whether to be this is to be accused, and so shut out
    """

    id: str
    title: Text
    kinds: frozenset[PersonKind]
    least: int = 0
    most: int | None = None
    part: bool = True
    accused: bool = False


@dataclass(frozen=True)
class Assignment:
    """A standing task of the unit, set once by its principal and changed per case with one tap."""

    id: str
    title: Text
    among: Team


@dataclass(frozen=True)
class NarrowCircle:
    """A circle narrower than the work, such as the principal and the investigator alone."""

    id: str
    title: Text
    bases: frozenset[Basis]
    roles: frozenset[Role]


@dataclass(frozen=True)
class LeadUnit:
    """Whose principal leads: the unit of those in a role, or the organiser when there is none."""

    enrolment_of: str | None = None


@dataclass(frozen=True)
class InformationClass:
    """How much harm a loss would do, from 1 (negligible) to 4 (severe), in three respects."""

    confidentiality: int
    integrity: int
    availability: int


@dataclass(frozen=True)
class After:
    """A step that must be finished first.

    :param if_applies: wait only if that step applies; else this one would not apply either
    :param unless_skipped: when that step was skipped, this one does not apply
    """

    step: str
    if_applies: bool = False
    unless_skipped: bool = False


@dataclass(frozen=True)
class AnswerDay:
    """A day that is answered in a step: when a decision was served, when something began."""

    step: str
    field: str


@dataclass(frozen=True)
class Within:
    """A deadline. Exactly one of the amounts is set; ``at`` is the hour of the last day.

    School days are counted as ``rules.calendar`` says: outside terms each working day counts, so
    that a report in July also moves. A step that is opened again has its amount anew.

    :param origin: the step from whose doing it counts; else from when this step opens
    :param origin_answer: the step and the day answered there from which it counts: until somebody
        has answered there is no deadline
    :param with_step: due together with that step
    """

    same_day: bool = False
    school_days: int | None = None
    working_days: int | None = None
    period: Period | None = None
    with_step: str | None = None
    origin: str | None = None
    origin_answer: AnswerDay | None = None
    at: dt.time | None = None


@dataclass(frozen=True)
class Repeat:
    """A step that comes again until an answer has been given so many times in a row."""

    every: Period
    until: AnswerIs
    times_in_a_row: int = 1


@dataclass(frozen=True)
class Reopens:
    """An answer that opens an earlier step again.

    An answer that also keeps its own step open returns the matter: the step waits and is done anew.

    :param and_after: opens too what was done after that step and before this one
    """

    step: str
    when: AnswerIs
    and_after: bool = False


@dataclass(frozen=True)
class Decision:
    """A decision against or for somebody: who may make it and where it is appealed."""

    by: tuple[Role, ...]
    delegable: bool
    appeal: Appeal
    law: str


@dataclass(frozen=True)
class Inform:
    """Who is told when the step is done, and how much."""

    who: Informed
    what: Told = Told.ALL


@dataclass(frozen=True)
class Step:
    """A step of the process.

    :param by: the role or standing assignment that does it, then those who also may
    :param law: where the law asks for it; a deadline without is practice
    :param done_with: the step that does this one too, when it is done first
    :param done_when_due: done by itself at the deadline, so that nobody who is away delays it
    :param meets: the step is done at a meeting: questions answered once for all its cases
    :param may_skip_when: condition under which it may be skipped, always with a reason
    """

    id: str
    title: Text
    by: tuple[str, ...]
    after: tuple[After, ...] = ()
    starts: bool = False
    closes: bool = False
    when: str | None = None
    within: Within | None = None
    help: Text | None = None
    law: str | None = None
    circle: str | None = None
    per: Per | None = None
    repeat: Repeat | None = None
    reopens: Reopens | None = None
    decision: Decision | None = None
    done_with: str | None = None
    done_when_due: bool = False
    may_skip_when: str | None = None
    acute: bool = False
    informs: tuple[Inform, ...] = ()
    documents: tuple[str, ...] = ()
    shows: tuple[Shown, ...] = ()
    may_open: tuple[str, ...] = ()
    call: Call | None = None
    meets: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether its answers are a list: it is done for several, or several times."""
        return self.per is not None or self.repeat is not None

    @property
    def asks(self) -> bool:
        """Whether each does it who is asked by name, and sees nothing but her own form."""
        return self.per is not None and self.per.asked is not None

    def field(self, field_id: str) -> Field:
        """Return a field of the step by its id."""
        return next(one for one in self.fields if one.id == field_id)


@dataclass(frozen=True)
class Limit:
    """What the law does not allow. ``text`` is the rule in words, shown when it refuses.

    :param times: at most so many times in a calendar half-year for the same person
    :param longest: at most this long from one date field to another
    :param only: only these roles
    :param never_after: not after this day
    """

    id: str
    step: str
    text: Text
    times: int | None = None
    longest: Period | None = None
    starts: str | None = None
    ends: str | None = None
    only: tuple[Role, ...] = ()
    never_after: dt.date | None = None


@dataclass(frozen=True)
class Hours:
    """The hours from the doing of one step to that of another."""

    start: str
    end: str


@dataclass(frozen=True)
class Share:
    """The share of cases whose last answer, when a step is done, is one of these."""

    step: str
    when: AnswerIs


@dataclass(frozen=True)
class Figure:
    """A figure: the count of cases, hours between steps, or the share with an answer."""

    id: str
    title: Text
    measure: Hours | Share | None
    by: tuple[str, ...]


@dataclass(frozen=True)
class Definition:
    """A process: what is done around somebody, by whom, by when, and who may read it.

    :param place: the field of the first step that says where it happened
    :param home: the start value; nothing goes home before a home decision has been made
    :param warnings: what is allowed but worth a second look
    :param translations: the same definition in other languages, by language code
    """

    id: str
    version: int
    title: Text
    quiet_title: Text
    report_as: Text | None
    summary: Text
    legal_basis: tuple[str, ...]
    applies_from: dt.date
    applies_until: dt.date | None
    note: str | None
    reviewed_by_lawyer: bool
    about: Subject
    opened_by: tuple[OpenedBy, ...]
    asked: Asked
    place: str | None
    lead_unit: LeadUnit
    circle: tuple[Basis, ...]
    narrow_circles: Mapping[str, NarrowCircle]
    may_invite: tuple[Team, ...]
    accused_staff: AccusedStaff | None
    hidden_series: NumberedBy
    secrecy: SecrecyClass
    information: InformationClass
    series: str
    retention: RetentionClass
    home: HomeAnswer
    home_if_opened_by: Mapping[OpenedBy, HomeAnswer]
    people: Mapping[str, PersonRole]
    assignments: Mapping[str, Assignment]
    steps: tuple[Step, ...]
    limits: tuple[Limit, ...]
    figures: tuple[Figure, ...]
    digest: str
    warnings: tuple[Fault, ...] = field(default=(), compare=False)
    translations: Mapping[str, "Definition"] = field(default_factory=dict, compare=False)

    def __hash__(self) -> int:
        """Return the hash of the digest: the same content, the same definition."""
        return hash(self.digest)

    @property
    def key(self) -> str:
        """Its name with version, as in ``extends``: ``some_process.v1``."""
        return f"{self.id}.v{self.version}"

    @property
    def sole(self) -> str | None:
        """The role of the one person whom a case is about, when it is never about more.

        Then all that is written is that person's part, and no row of a table need say whom it is
        about.
        """
        having_part = [role for role in self.people.values() if role.part]
        is_one = len(having_part) == 1 and having_part[0].most == 1
        return having_part[0].id if is_one else None

    @property
    def start(self) -> Step:
        """The step that opens a case."""
        return next(step for step in self.steps if step.starts)

    @property
    def end(self) -> Step:
        """The step that closes a case."""
        return next(step for step in self.steps if step.closes)

    @property
    def leads(self) -> Role:
        """Who leads a case as long as nobody is concerned: the principal, or the organiser."""
        return Role.PRINCIPAL if self.lead_unit.enrolment_of else Role.ORGANISER

    @property
    def opener_works(self) -> bool:
        """Whether whoever opens a case works in it too: a later step is hers to do."""
        return any(Role.OPENER in step.by for step in self.steps if not step.starts)

    def step(self, step_id: str) -> Step:
        """Return a step by its id.

        :raises KeyError: if there is none
        """
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)

    def in_language(self, language: str) -> "Definition":
        """Return the definition with its texts in a language, or as it is."""
        return self.translations.get(language, self)

    def home_answer(self, opened_by: OpenedBy) -> HomeAnswer:
        """Return the start value for home, by who told us."""
        return self.home_if_opened_by.get(opened_by, self.home)

    def applies_on(self, day: dt.date) -> bool:
        """Say whether the rules that it follows are in force on a day, as far as is known."""
        last = self.applies_until
        return self.applies_from <= day and (last is None or day <= last)

    def ordered(self) -> Iterator[Step]:
        """Give the steps so that each comes after those it waits for."""
        given: set[str] = set()
        waiting = list(self.steps)
        while waiting:
            step = next(one for one in waiting if all(a.step in given for a in one.after))
            waiting.remove(step)
            given.add(step.id)
            yield step

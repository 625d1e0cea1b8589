"""A plan, and what it says of each step."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from elevakt.engines.cases.enums import FINISHED, CaseState, Role, StepState
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.rules.sentences import Sentence


@dataclass(frozen=True, slots=True)
class StepPlan:
    """Where one instance of a step stands.

    Whether it is overdue is no part of it: that is ``due_at`` against the clock of whoever reads.

    :param roles: who does it, then who else may; roles and assignments, never persons
    :param why: the state in words
    :param opened_at: since when it can be done
    :param due_on: the last day
    :param due_at: the moment from which it is overdue
    :param finished_at: when it was done or skipped
    :param no: the number of the entry that did or skipped it
    :param tries: how many times it has been logged but not finished
    :param reopened_at: when it was opened again, if it was
    :param since: when the person it is for came into the case, if later than the report
    """

    step: str
    instance: Instance
    state: StepState
    roles: tuple[str, ...]
    why: Sentence
    opened_at: dt.datetime | None = None
    due_on: dt.date | None = None
    due_at: dt.datetime | None = None
    finished_at: dt.datetime | None = None
    no: int | None = None
    tries: int = 0
    reopened_at: dt.datetime | None = None
    since: dt.datetime | None = None
    may_be_skipped: bool = False
    done_when_due: bool = False

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to do in it."""
        return self.state in FINISHED

    @property
    def key(self) -> tuple[str, str]:
        """Step and instance, as in the ledger."""
        return self.step, self.instance.key


@dataclass(frozen=True, slots=True)
class Plan:
    """Where a whole case stands.

    :param lead: the role that leads: the principal, or past her the deputy or the organiser
    :param resting_until: when the case is taken up again, if it has ever been laid to rest
    :param joined: who has been given which role of work by the answers in force
    """

    case_state: CaseState
    lead: Role
    steps: tuple[StepPlan, ...]
    joined: Mapping[Role, frozenset[UUID]]
    end: str
    resting_until: dt.date | None = None

    def of(self, step: str) -> tuple[StepPlan, ...]:
        """Return all instances of a step."""
        return tuple(one for one in self.steps if one.step == step)

    def at(self, step: str, instance: str = "") -> StepPlan | None:
        """Return one instance of a step, if it is there."""
        return next((one for one in self.steps if one.key == (step, instance)), None)

    @property
    def open(self) -> tuple[StepPlan, ...]:
        """What can be done now."""
        return tuple(one for one in self.steps if one.state is StepState.OPEN)

    @property
    def missing(self) -> tuple[StepPlan, ...]:
        """What is left before the case can be closed."""
        return tuple(one for one in self.steps if not one.is_finished and one.step != self.end)

    @property
    def by_itself(self) -> tuple[StepPlan, ...]:
        """What is done by itself when its ``due_at`` comes, unless somebody does it before."""
        return tuple(one for one in self.open if one.done_when_due)

"""One case on its way, whatever it is about: each act by whoever holds the role then."""

import uuid
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import TypeAlias

from elevakt.doors.demo.queries.scenes import OpenStep, Scene, scene
from elevakt.doors.demo.rules.dice import Dice
from elevakt.doors.demo.rules.play_story import JOB, Happening, Script, Story
from elevakt.engines.cases.actions import doing
from elevakt.engines.cases.actions.opening import open_case
from elevakt.engines.cases.actions.projecting import project
from elevakt.engines.cases.actions.sweeping import do_what_is_due
from elevakt.engines.cases.enums import OpenedBy, Role
from elevakt.engines.cases.models import Case
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.rules.people import Named
from elevakt.trust.access.actions.acting import acting_as, engine_writes
from elevakt.trust.access.rules.actor import Actor, machinery
from elevakt.trust.people.enums import Side

SKIPS = 0.85

Move: TypeAlias = tuple[datetime, OpenStep]
"""What is done next in a case, and when."""


def request_of(script: Script, key: str) -> uuid.UUID:
    """Return the key of a sent report: by it the engine knows a case that it has had before."""
    return uuid.uuid5(script.organiser, f"{script.seed}/{key}")


class Performance(ABC):
    """A case from its report to where it stands when the play is over."""

    process: Definition

    def __init__(self, script: Script, told: Story | Happening) -> None:
        self.script, self.told = script, told
        self.case_id = uuid.UUID(int=0)
        self.acts = 0
        self.onward: list[Performance] = []
        self._calendar = script.calendars[told.unit]
        self._now = told.opens_at
        self._machinery = machinery(script.organiser, JOB, now=script.until)
        self._scene = Scene(0, Role.PRINCIPAL, (), ())
        self._tries: dict[tuple[str, str], int] = {}
        self._without_holder: set[tuple[str, str]] = set()

    def perform(self) -> int:
        """Play it and what is opened out of it, and return how many acts it took."""
        self.open()
        while (move := self.next()) is not None:
            self.act(*move)
        self.end()
        return self.acts + sum(one.perform() for one in self.onward)

    def open(self) -> None:
        """Let somebody report."""
        told = self.told
        side = Side.STAFF if told.opened_by is OpenedBy.STAFF else Side.FAMILY
        with self._acting(told.reporter, self._now, side) as actor:
            self.case_id = open_case(
                actor,
                definition=self.process,
                opened_by=told.opened_by,
                people=self._people(),
                posted=self._report(),
                request_id=request_of(self.script, told.key),
            )

    def next(self) -> Move | None:
        """Return what is done next and when, or None when nothing more is done in the play."""
        self._scene = scene(self._machinery, self.case_id)
        moves = [
            (self._when(step), step)
            for step in self._scene.steps
            if (step.step, step.instance) not in self._without_holder and not self._is_left(step)
        ]
        first = min(moves, key=lambda move: move[0], default=None)
        return first if first and first[0] <= self.script.until else None

    def act(self, moment: datetime, step: OpenStep) -> None:
        """Do what is done next."""
        self._now = moment
        if step.done_when_due:
            self._by_itself(moment)
        else:
            self._do(moment, step)

    def end(self) -> None:
        """Let what has changed at the school since the last act change what is shown today."""
        with engine_writes():
            project(Case.objects.get(matter_id=self.case_id))

    @abstractmethod
    def _people(self) -> list[Named]:
        """Return whom the report names."""

    @abstractmethod
    def _report(self) -> Mapping[str, object]:
        """Return what the report says."""

    @abstractmethod
    def _moment(self, step: OpenStep, dice: Dice) -> datetime:
        """Return when somebody does a step."""

    @abstractmethod
    def _answers(self, step: OpenStep, dice: Dice) -> Mapping[str, object]:
        """Return what is answered in a step."""

    @abstractmethod
    def _why_skipped(self, dice: Dice) -> str:
        """Return why a step that need not be done is not."""

    def _is_left(self, step: OpenStep) -> bool:
        """Say whether nobody does a step, though it can be done."""
        return False

    def _prepares(self, person: uuid.UUID, moment: datetime, step: OpenStep) -> bool:
        """Let somebody do what must come before a step; say whether she did instead of it."""
        return False

    def _beside(self, person: uuid.UUID, step: OpenStep) -> None:
        """Do what is done beside a step that has just been done."""
        return

    def _prefers(self, role: str, person: uuid.UUID) -> bool:
        """Say whether somebody who holds a role is the one to act in it here."""
        return True

    def _when(self, step: OpenStep) -> datetime:
        if step.done_when_due:
            assert step.due_at is not None
            return max(step.due_at + timedelta(minutes=2), self._now)
        return self._moment(step, self._dice("moment", step.step, step.instance, self._tried(step)))

    def _by_itself(self, moment: datetime) -> None:
        with acting_as(machinery(self.script.organiser, "sweep", now=moment)) as actor:
            do_what_is_due(actor, self.case_id)
        self.acts += 1

    def _do(self, moment: datetime, step: OpenStep) -> None:
        person = self._holder(step.roles, moment, step)
        if person is None:
            self._without_holder.add((step.step, step.instance))
            return
        if self._prepares(person, moment, step):
            return
        dice = self._dice("answers", step.step, step.instance, self._tried(step))
        if step.may_be_skipped and dice.chance(SKIPS):
            with self._acting(person, moment) as actor:
                doing.skip_step(
                    actor,
                    case_id=self.case_id,
                    step=step.step,
                    instance=step.instance,
                    reason=self._why_skipped(dice),
                )
        else:
            self._does(person, moment, step, dice)
        self._tries[step.step, step.instance] = self._tried(step) + 1
        self._beside(person, step)

    def _does(self, person: uuid.UUID, moment: datetime, step: OpenStep, dice: Dice) -> None:
        with self._acting(person, moment) as actor:
            doing.do_step(
                actor,
                case_id=self.case_id,
                step=step.step,
                instance=step.instance,
                posted=self._answers(step, dice),
                based_on=self._scene.last_no,
            )

    def _holder(
        self, roles: Iterable[str], moment: datetime, step: OpenStep | None = None
    ) -> uuid.UUID | None:
        """Return who holds the first of some roles at a moment, and is not shut out of the case."""
        about = step.about if step else None
        only = Instance.of(step.instance).doer if step else None
        for first, role in enumerate(roles):
            there = [
                one.person
                for one in self._scene.holdings
                if one.holds(moment, role, about) and (first or only in (None, one.person))
            ]
            if there:
                return min(there, key=lambda person: (not self._prefers(role, person), person))
        return None

    def _acting(
        self, person: uuid.UUID, moment: datetime, side: Side = Side.STAFF
    ) -> AbstractContextManager[Actor]:
        self.acts += 1
        return acting_as(Actor(person, self.script.organiser, side, now=moment))

    def _tried(self, step: OpenStep) -> int:
        return self._tries.get((step.step, step.instance), 0)

    def _dice(self, *purpose: object) -> Dice:
        return Dice(self.script.seed, "/".join(map(str, (self.told.key, *purpose))))

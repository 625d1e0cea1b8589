"""What the ledger says has happened to each instance of each step."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from elevakt.engines.cases.enums import LEADING_ROLES, EntryKind, Role, StepState
from elevakt.engines.cases.rules.definition import Definition, Reopens, Step
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.rules.ledger import DOING, VOID, Entry, Kept, answers_in_force, kept
from elevakt.engines.cases.rules.ordering import steps_before
from elevakt.engines.cases.rules.resting import rests


@dataclass(slots=True)
class Standing:
    """How an instance stands by the ledger alone: done, skipped, or open (perhaps again).

    :param tries: how many times it has been logged without being finished, the last at ``tried_at``
    """

    state: StepState = StepState.OPEN
    at: dt.datetime | None = None
    no: int | None = None
    tries: int = 0
    tried_at: dt.datetime | None = None
    reopened_at: dt.datetime | None = None
    due_on: dt.date | None = None

    def finish(self, state: StepState, entry: Entry) -> None:
        """Let an entry finish it."""
        self.state, self.at, self.no = state, entry.at, entry.no

    def open_again(self, entry: Entry) -> None:
        """Let an entry open it again; what never was finished is not opened anew."""
        if self.state is not StepState.OPEN:
            self.state, self.at, self.no = StepState.OPEN, None, None
            self.tries, self.tried_at = 0, None
            self.reopened_at, self.due_on = entry.at, None


class History:
    """The ledger, read once from its first entry to its last."""

    def __init__(self, definition: Definition, ledger: Iterable[Entry]) -> None:
        """Read a ledger in the order of its numbers, whatever order it comes in."""
        ledger = tuple(ledger)
        self._definition = definition
        self._steps = {step.id: step for step in definition.steps}
        self._standings: dict[tuple[str, str], Standing] = {}
        self.answers = answers_in_force(ledger)
        self.rests = rests(ledger)
        self.opened_at = min((entry.at for entry in ledger), default=None)
        self.is_closed = False
        self.is_received = False
        self._passed: list[Role] = []
        for one in kept(ledger):
            if one.is_withdrawn:
                self._read_withdrawn(one)
            else:
                self._read(one)

    def standing(self, step: str, instance: Instance) -> Standing:
        """Return how an instance stands."""
        return self._standings.get((step, instance.key), Standing())

    def instances(self, step: str) -> Iterator[Instance]:
        """Give the instances of a step that have been finished, first rounds only."""
        for (name, key), standing in self._standings.items():
            if name == step and standing.state is not StepState.OPEN:
                yield Instance.of(key).first

    def lead(self, first: Role) -> Role:
        """Return who leads, when it passes on from each one who says that she is concerned."""
        return max([first, *self._passed], key=_rank)

    def answers_of(self, step: str, instance: Instance) -> Mapping[str, object]:
        """Return the answers in force of an instance."""
        return self.answers.get(step, {}).get(instance.key, {})

    def _read(self, one: Kept) -> None:
        entry = one.entry
        if entry.step is None:
            self.is_closed = _is_closed_after(entry.kind, self.is_closed)
            if entry.kind is EntryKind.REOPENED:
                self._at(self._definition.end.id, "").open_again(entry)
            return
        step = self._steps[entry.step]
        standing = self._at(step.id, entry.instance)
        if entry.kind in DOING:
            self._done(step, standing, one)
        elif entry.kind is EntryKind.SKIPPED:
            standing.finish(StepState.SKIPPED, entry)
            self._moved(entry)
        elif entry.kind is EntryKind.REOPENED:
            standing.open_again(entry)
        elif entry.kind is EntryKind.DEADLINE_EXTENDED:
            standing.due_on = dt.date.fromisoformat(str(one.answers["due_on"]))

    def _read_withdrawn(self, one: Kept) -> None:
        """Let a withdrawn act count for what it did besides: the organiser has been told."""
        step = self._steps.get(one.entry.step or "")
        if step and one.entry.kind in DOING and not _is_left_open(step, one.answers):
            self._do_with(step, one.entry)

    def _done(self, step: Step, standing: Standing, one: Kept) -> None:
        entry = one.entry
        passes_to = _passes_to(step, one.answers)
        self._passed += [role for role in passes_to if _rank(role) > _rank(entry.by_role)][:1]
        if _is_left_open(step, one.answers):
            standing.tries, standing.tried_at = standing.tries + 1, entry.at
            self._reopen(step, one)
            return
        standing.finish(StepState.DONE, entry)
        if not step.starts:
            self._moved(entry)
        self.is_closed = self.is_closed or step.closes
        self._do_with(step, entry)
        self._reopen(step, one)

    def _reopen(self, step: Step, one: Kept) -> None:
        """Let an answer open an earlier step again."""
        if step.reopens and step.reopens.when.holds(one.answers):
            for name, key in self._reopened(step, step.reopens, one.entry):
                self._at(name, key).open_again(one.entry)

    def _do_with(self, step: Step, entry: Entry) -> None:
        """Let an entry do the steps that are done with its own."""
        for other in self._definition.steps:
            if other.done_with == step.id and self._at(other.id, "").state is StepState.OPEN:
                self._at(other.id, "").finish(StepState.DONE, entry)

    def _reopened(self, step: Step, reopens: Reopens, entry: Entry) -> list[tuple[str, str]]:
        """Return the instances that an answer opens again: where it can be, the same person's.

        Of a step that comes again it is the last time only.
        """
        targets = {reopens.step}
        if reopens.and_after:
            targets |= {
                name
                for name in steps_before(self._definition, step.id)
                if reopens.step in steps_before(self._definition, name)
            }
        mine = Instance.of(entry.instance)
        return [
            (name, key)
            for name, key in self._standings
            if name in targets
            and (name, Instance.of(key).next.key) not in self._standings
            and (
                step.per is None
                or step.per != self._steps[name].per
                or Instance.of(key).has_same_whom(mine)
            )
        ]

    def _at(self, step: str, key: str) -> Standing:
        return self._standings.setdefault((step, key), Standing())

    def _moved(self, entry: Entry) -> None:
        """Note that a person has done something after the report."""
        if entry.by_person is not None:
            self.is_received = True


def _is_closed_after(kind: EntryKind, was: bool) -> bool:
    """Return whether the case is closed after an entry about the whole of it."""
    return kind in VOID or (was and kind is not EntryKind.REOPENED)


def _passes_to(step: Step, answers: Mapping[str, object]) -> tuple[Role, ...]:
    """Return to whom a step passes because somebody is concerned, or nobody."""
    for field in step.fields:
        if field.if_yes.passes_to and answers.get(field.id) is True:
            return field.if_yes.passes_to
    return ()


def _is_left_open(step: Step, answers: Mapping[str, object]) -> bool:
    """Say whether the answers are logged but leave the step to be done.

    Nobody has been told, or decided anything, before the question that may leave it open has an
    answer.
    """
    return bool(_passes_to(step, answers)) or any(
        answers[field.id] in field.keeps_open if field.id in answers else not field.shown_when
        for field in step.fields
        if field.keeps_open
    )


def _rank(role: str) -> int:
    """Return how far up a role leads; whoever acts for the principal stands where she does."""
    return next((rank for rank, one in enumerate(LEADING_ROLES) if one == role), 0)

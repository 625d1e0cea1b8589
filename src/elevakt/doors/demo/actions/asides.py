"""What is done beside the steps: notes, corrections, what is taken back and opened again."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from elevakt.doors.demo.queries.scenes import OpenStep
from elevakt.doors.demo.rules import play_words as words
from elevakt.doors.demo.rules.dice import Dice
from elevakt.doors.demo.rules.play_moves import correction
from elevakt.doors.demo.rules.play_story import Aside, Story
from elevakt.engines.cases.actions import doing
from elevakt.engines.cases.rules.people import Named
from elevakt.trust.access.rules.actor import Actor

Act = Callable[[Actor], None]


@dataclass(frozen=True, slots=True)
class Beside:
    """An act beside a step, by whoever did the step or by the lead."""

    act: Act
    is_for_lead: bool = False


@dataclass(frozen=True, slots=True)
class Occasion:
    """A step that has just been done, and the number of its entry."""

    story: Story
    case_id: uuid.UUID
    step: OpenStep
    no: int
    dice: Dice

    def acts(self, aside: Aside) -> Iterator[Beside]:
        """Give the acts of an aside, one after the other."""
        return _ACTS[aside](self)


def _note(on: Occasion) -> Iterator[Beside]:
    text = on.dice.pick(words.NOTES)
    yield Beside(
        lambda actor: doing.add_note(
            actor, case_id=on.case_id, text=text, about_person=on.step.about
        )
    )


def _correct(on: Occasion) -> Iterator[Beside]:
    posted = correction(on.story, on.step.step, on.dice)
    reason = on.dice.pick(words.CORRECTED)
    yield Beside(
        lambda actor: doing.correct(
            actor, case_id=on.case_id, entry_no=on.no, posted=posted, reason=reason
        )
    )


def _withdraw(on: Occasion) -> Iterator[Beside]:
    """Write a note, and let the lead take it back: it was meant for another case."""
    yield from _note(on)
    yield Beside(
        lambda actor: doing.withdraw(
            actor, case_id=on.case_id, entry_no=on.no + 1, reason=words.WITHDRAWN
        ),
        is_for_lead=True,
    )


def _name_witness(on: Occasion) -> Iterator[Beside]:
    later = on.story.later
    if later is not None:
        named = Named(later.key, later.role, later.kind, later.unit)
        yield Beside(
            lambda actor: doing.name_person(actor, case_id=on.case_id, named=named),
            is_for_lead=True,
        )


def _reopen_step(on: Occasion) -> Iterator[Beside]:
    reason = on.dice.pick(words.STEP_REOPENED)
    yield Beside(
        lambda actor: doing.reopen_step(
            actor,
            case_id=on.case_id,
            step=on.step.step,
            instance=on.step.instance,
            reason=reason,
        ),
        is_for_lead=True,
    )


def _reopen_case(on: Occasion) -> Iterator[Beside]:
    reason = on.dice.pick(words.CASE_REOPENED)
    yield Beside(
        lambda actor: doing.reopen_case(actor, case_id=on.case_id, reason=reason),
        is_for_lead=True,
    )


_ACTS: dict[Aside, Callable[[Occasion], Iterator[Beside]]] = {
    Aside.NOTE: _note,
    Aside.CORRECT: _correct,
    Aside.WITHDRAW: _withdraw,
    Aside.NAME_WITNESS: _name_witness,
    Aside.REOPEN_STEP: _reopen_step,
    Aside.REOPEN_CASE: _reopen_case,
}

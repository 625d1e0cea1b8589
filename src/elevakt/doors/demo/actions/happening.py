"""Performs a case of any process: what is asked, and when it is due, stand in its definition."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from elevakt.doors.demo.actions.performing import Performance, request_of
from elevakt.doors.demo.queries.scenes import OpenStep
from elevakt.doors.demo.rules.dice import Dice
from elevakt.doors.demo.rules.play_days import when_done
from elevakt.doors.demo.rules.play_phrases import NOT_NEEDED, phrase
from elevakt.doors.demo.rules.play_story import JOB, RELEASED, Happening, Script
from elevakt.engines.cases.actions.onward import open_from
from elevakt.engines.cases.actions.projecting import Standing, stand
from elevakt.engines.cases.actions.refusing import Refused, WrongAnswers
from elevakt.engines.cases.enums import PersonKind
from elevakt.engines.cases.models import Case
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.rules.answers.filling import Filler
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.facts import Facts, PersonInCase
from elevakt.engines.cases.rules.ledger import answers_in_force
from elevakt.engines.cases.rules.onward import people_along
from elevakt.engines.cases.rules.people import Named
from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import acting_as, engine_writes
from elevakt.trust.access.enums import HomeAnswer
from elevakt.trust.access.rules.actor import machinery

WANDERS, PATIENT = 0.15, 2
"""How often an answer leads back, and how many times the same question may be answered so."""
ATTEMPTS = 6
"""So many ways of answering are tried: the law does not allow every measure every time."""
WHOLE = 0.6


class Happens(Performance):
    """A case out of something that happens."""

    told: Happening

    def __init__(self, script: Script, told: Happening) -> None:
        super().__init__(script, told)
        self.told = told
        self.process = definition(told.process, told.version)
        self._left_to_open = set(told.onward)

    def open(self) -> None:
        """Let somebody report, unless it has been opened out of another case."""
        if not self.case_id.int:
            super().open()

    def _people(self) -> list[Named]:
        return list(self.told.people)

    def _report(self) -> Mapping[str, object]:
        facts = Facts(
            persons=tuple(PersonInCase(one.key, one.role) for one in self.told.people),
            opened_by=self.told.opened_by,
        )
        dice = self._dice("report")
        return self._filler(facts, dice).posted(self.process.start, whole=dice.chance(WHOLE))

    def _moment(self, step: OpenStep, dice: Dice) -> datetime:
        return when_done(
            self.process.step(step.step),
            self.told.pace,
            calendar=self._calendar,
            opened_at=step.opened_at,
            due_at=step.due_at,
            not_before=self._now,
            dice=dice,
        )

    def _answers(self, step: OpenStep, dice: Dice) -> Mapping[str, object]:
        now = self._standing()
        wanders = self._tried(step) < PATIENT and dice.chance(WANDERS)
        return self._filler(now.facts, dice, is_on_the_way=not wanders).posted(
            self.process.step(step.step),
            answers=answers_in_force(now.entries),
            instance=step.instance,
            whole=dice.chance(WHOLE),
        )

    def _why_skipped(self, dice: Dice) -> str:
        return dice.pick(NOT_NEEDED)

    def _does(self, person: uuid.UUID, moment: datetime, step: OpenStep, dice: Dice) -> None:
        """Do a step; what is refused one way is done another."""
        for attempt in range(ATTEMPTS):
            try:
                super()._does(person, moment, step, self._dice(*_at(step), attempt))
            except (Refused, WrongAnswers):
                self.acts -= 1
                if attempt == ATTEMPTS - 1:
                    raise
            else:
                return

    def _beside(self, person: uuid.UUID, step: OpenStep) -> None:
        """Open another case out of this one, where the step that has just been done offers it."""
        offered = self._left_to_open & set(self.process.step(step.step).may_open)
        for process in sorted(offered):
            self._left_to_open.remove(process)
            self._opens_onward(process, person)

    def _opens_onward(self, name: str, person: uuid.UUID) -> None:
        now = self._standing()
        other = definition(name, dict(RELEASED)[name])
        child = replace(
            self.told,
            key=f"{self.told.key}/{name}",
            process=other.id,
            version=other.version,
            opens_at=self._now,
            people=_along(now, other) or _as_needed(other, self.told.people[0].key),
            onward=frozenset(),
        )
        opens = Happens(self.script, child)
        with self._acting(person, self._now) as actor:
            opens.case_id = open_from(
                actor,
                case_id=self.case_id,
                process=name,
                people=child.people,
                posted=opens._report(),
                request_id=request_of(self.script, child.key),
            )
        self.onward.append(opens)

    def _standing(self) -> Standing:
        """Return how the case stands now, as the engine reads it."""
        with acting_as(machinery(self.script.organiser, JOB, now=self._now)), engine_writes():
            return stand(Case.objects.get(matter_id=self.case_id))

    def _filler(self, facts: Facts, dice: Dice, *, is_on_the_way: bool = False) -> Filler:
        return Filler(
            self.process,
            facts,
            choose=dice.pick,
            staff=self.told.staff,
            day=self._now.astimezone(clock.STOCKHOLM).date(),
            say=lambda asked: phrase(asked, dice),
            home=lambda one: HomeAnswer.INFORM,
            is_on_the_way=is_on_the_way,
        )


def _at(step: OpenStep) -> tuple[str, str]:
    return step.step, step.instance


def _along(now: Standing, other: Definition) -> tuple[Named, ...]:
    """Return those who go along to another case, if that is everybody who must be there."""
    along = people_along(now.definition, other, now.people)
    if any(role.least > len(along.get(role.id, ())) for role in other.people.values()):
        return ()
    return tuple(Named(key, role, PersonKind.PUPIL) for role, keys in along.items() for key in keys)


def _as_needed(other: Definition, pupil: uuid.UUID) -> tuple[Named, ...]:
    """Return a pupil in each role that somebody must have, as whoever opens a case would say."""
    needed = [role.id for role in other.people.values() if role.least]
    return tuple(Named(pupil, role, PersonKind.PUPIL) for role in needed)

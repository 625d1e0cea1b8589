"""Plays the script by the engine's own actions, each act by whoever holds the role then."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from elevakt.doors.demo.actions.asides import Occasion
from elevakt.doors.demo.actions.happening import Happens
from elevakt.doors.demo.actions.performing import Performance, request_of
from elevakt.doors.demo.queries.scenes import OpenStep, scene
from elevakt.doors.demo.rules import play_words as words
from elevakt.doors.demo.rules.dice import Dice
from elevakt.doors.demo.rules.play_days import AFTERNOON, MORNING, after, at, at_work, moment_of
from elevakt.doors.demo.rules.play_moves import answers, report
from elevakt.doors.demo.rules.play_story import (
    JOB,
    PROCESS,
    VERSION,
    Aside,
    Care,
    Happening,
    Script,
    Story,
)
from elevakt.engines.cases.actions import doing
from elevakt.engines.cases.actions.drafts import save_draft
from elevakt.engines.cases.enums import PersonKind, Role
from elevakt.engines.cases.models import Entry
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.queries.drafts import DraftKey
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.rules.people import Named
from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.rules.actor import machinery

SKIPS = 0.85
NEXT_DAYS = (0, 2)
DAYS_UNTIL_REOPENED = (8, 20)


@dataclass(frozen=True, slots=True)
class Played:
    """How much has been played."""

    cases: int
    acts: int


def play(
    script: Script,
    stories: Sequence[Story | Happening],
    told: Callable[[int], None] = lambda cases: None,
) -> Played:
    """Play some stories of the script, each in one transaction. What has been played stays.

    :param told: told of each case that is played
    """
    cases = acts = 0
    missing = _not_played(script, stories)
    for number, story in enumerate(missing, 1):
        one = _performance(script, story)
        with acting_as(machinery(script.organiser, JOB, now=script.until)):
            acts += one.perform()
        cases += 1 + len(one.onward)
        told(number)
    return Played(cases, acts)


def _not_played(script: Script, stories: Sequence[Story | Happening]) -> list[Story | Happening]:
    keys = [request_of(script, story.key) for story in stories]
    with acting_as(machinery(script.organiser, JOB)):
        there = set(Entry.objects.filter(request_id__in=keys).values_list("request_id", flat=True))
    return [story for story, key in zip(stories, keys, strict=True) if key not in there]


def _performance(script: Script, told: Story | Happening) -> Performance:
    return _Tells(script, told) if isinstance(told, Story) else Happens(script, told)


class _Tells(Performance):
    """One story on its way from the report to where it stands."""

    def __init__(self, script: Script, story: Story) -> None:
        super().__init__(script, story)
        self.process = definition(PROCESS, VERSION)
        self._story = story
        self._asides = dict(story.asides)

    def _people(self) -> list[Named]:
        return [one.named for one in self._story.characters]

    def _report(self) -> Mapping[str, object]:
        return report(self._story, self._dice("report"))

    def end(self) -> None:
        """Leave a talk half written, where the story says so."""
        self._write_draft()
        super().end()

    def _is_left(self, step: OpenStep) -> bool:
        guardian = Instance.of(step.instance).guardian
        waits = self._story.finding == "not_found" and not step.may_be_skipped
        return (
            step.step in self._story.rests
            or f"{step.step}/{guardian}" in self._story.rests
            or (step.step, step.instance) in self._without_holder
            or (step.step == "measures" and waits)
        )

    def _moment(self, step: OpenStep, dice: Dice) -> datetime:
        return moment_of(
            self._story,
            step.step,
            calendar=self._calendar,
            opened_at=step.opened_at,
            due_on=step.due_on,
            not_before=self._now,
            dice=dice,
        )

    def _answers(self, step: OpenStep, dice: Dice) -> Mapping[str, object]:
        return answers(
            self._story,
            step.step,
            step.instance,
            day=clock.today(),
            tries=self._tried(step),
            dice=dice,
        )

    def _why_skipped(self, dice: Dice) -> str:
        return dice.pick(words.SKIPPED)

    def _prefers(self, role: str, person: uuid.UUID) -> bool:
        first = {Role.PRINCIPAL: self._story.principals, Role.DEPUTY: self._story.deputies}
        return role in set(Role) and person in first.get(Role(role), ())

    def _prepares(self, person: uuid.UUID, moment: datetime, step: OpenStep) -> bool:
        """Let the lead say who it is about before receiving, or step out; say whether she did."""
        if step.step != "receive":
            return False
        story = self._story
        if story.found and not self._tries.get(("found", "")):
            unknown = next(one for one in story.characters if one.kind is PersonKind.NOT_FOUND)
            named = Named(
                story.found.key,
                unknown.role,
                PersonKind.PUPIL,
                story.found.unit,
                replaces=unknown.key,
            )
            self._tries["found", ""] = 1
            with self._acting(person, moment) as actor:
                doing.name_person(actor, case_id=self.case_id, named=named)
            return True
        if story.care is Care.CONCERNED_PRINCIPAL and person in story.principals:
            with self._acting(person, moment) as actor:
                doing.say_concerned(actor, case_id=self.case_id)
            return True
        return False

    def _beside(self, person: uuid.UUID, step: OpenStep) -> None:
        """Do what the story has beside a step that has just been done, the first time."""
        story = self._story
        if story.care is Care.CONCERNED_INVESTIGATOR and step.step == "receive":
            if self._tries["receive", ""] == 1 and len(story.investigators) > 1:
                self._investigator_steps_out()
            return
        aside = self._asides.pop(step.step, None)
        if aside is None:
            return
        dice = self._dice("aside", step.step)
        days = DAYS_UNTIL_REOPENED if aside is Aside.REOPEN_CASE else NEXT_DAYS
        moment = self._later(dice, days)
        if moment > self.script.until:
            return
        self._scene = scene(self._machinery, self.case_id)
        lead = self._holder([self._scene.lead], moment)
        there = {one.person for one in self._scene.holdings if one.holds_at(moment)}
        if lead is None or person not in there:
            return
        self._now = moment
        occasion = Occasion(story, self.case_id, step, self._scene.last_no, dice)
        for beside in occasion.acts(aside):
            with self._acting(lead if beside.is_for_lead else person, moment) as actor:
                beside.act(actor)

    def _investigator_steps_out(self) -> None:
        """Let the investigator say that she is concerned, and the lead appoint another."""
        dice = self._dice("concerned")
        moment = self._later(dice, NEXT_DAYS)
        lead = self._holder([self._scene.lead], moment)
        if moment > self.script.until or lead is None:
            return
        with self._acting(self._story.investigators[0], moment) as actor:
            doing.say_concerned(actor, case_id=self.case_id)
        self._now = after(moment, moment, calendar=self._calendar, dice=dice)
        with self._acting(lead, self._now) as actor:
            doing.reopen_step(
                actor,
                case_id=self.case_id,
                step="receive",
                reason="Utredaren är berörd. En annan utses.",
            )

    def _write_draft(self) -> None:
        """Leave a talk half written, for the one who investigates."""
        story = self._story
        if story.draft_by is None:
            return
        with_whom, day = str(story.in_role("exposed")[0].key), self._now.date().isoformat()
        said = {
            "talks-TOTAL_FORMS": ["2"],
            "talks-0-with": [with_whom],
            "talks-0-on": [day],
            "talks-0-account": [words.HALF_WRITTEN],
        }
        with self._acting(story.draft_by, self._now) as actor:
            save_draft(actor, DraftKey("talk", self.case_id), said, page="")

    def _later(self, dice: Dice, days: tuple[int, int]) -> datetime:
        day = at_work(self._calendar, self._now.date(), dice.between(*days))
        moment = at(day, (MORNING, AFTERNOON), dice)
        return after(self._now, moment, calendar=self._calendar, dice=dice)

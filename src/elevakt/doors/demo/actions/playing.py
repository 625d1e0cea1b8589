"""Plays the script by the engine's own actions, each act by whoever holds the role then."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from elevakt.doors.demo.actions.asides import Occasion
from elevakt.doors.demo.queries import OpenStep, Scene, scene
from elevakt.doors.demo.rules import play_words as words
from elevakt.doors.demo.rules.dice import Dice
from elevakt.doors.demo.rules.play_days import AFTERNOON, MORNING, after, at, at_work, moment_of
from elevakt.doors.demo.rules.play_moves import answers, report
from elevakt.doors.demo.rules.play_story import JOB, PROCESS, VERSION, Aside, Care, Script, Story
from elevakt.engines.cases.actions import doing
from elevakt.engines.cases.actions.drafts import save_draft
from elevakt.engines.cases.actions.opening import open_case
from elevakt.engines.cases.actions.projecting import project
from elevakt.engines.cases.actions.sweeping import do_what_is_due
from elevakt.engines.cases.enums import OpenedBy, PersonKind, Role
from elevakt.engines.cases.models import Case, Entry
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.queries.drafts import DraftKey
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.rules.people import Named
from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import acting_as, engine_writes
from elevakt.trust.access.rules.actor import Actor, machinery
from elevakt.trust.people.enums import Side

SKIPS = 0.85
NEXT_DAYS = (0, 2)
DAYS_UNTIL_REOPENED = (8, 20)


@dataclass(frozen=True, slots=True)
class Played:
    """How much has been played."""

    cases: int
    acts: int


def play(
    script: Script, stories: Sequence[Story], told: Callable[[int], None] = lambda cases: None
) -> Played:
    """Play some stories of the script, each in one transaction. What has been played stays.

    :param told: told of each case that is played
    """
    acts = 0
    missing = _not_played(script, stories)
    for number, story in enumerate(missing, 1):
        with acting_as(machinery(script.organiser, JOB, now=script.until)):
            acts += _Performance(script, story).perform()
        told(number)
    return Played(len(missing), acts)


def _not_played(script: Script, stories: Sequence[Story]) -> list[Story]:
    keys = [_request(script, story) for story in stories]
    with acting_as(machinery(script.organiser, JOB)):
        there = set(Entry.objects.filter(request_id__in=keys).values_list("request_id", flat=True))
    return [story for story, key in zip(stories, keys, strict=True) if key not in there]


def _request(script: Script, story: Story) -> uuid.UUID:
    """Return the key of the sent report: by it the engine knows a story that it has had before."""
    return uuid.uuid5(script.organiser, f"{script.seed}/{story.key}")


class _Performance:
    """One story on its way from the report to where it stands."""

    def __init__(self, script: Script, story: Story) -> None:
        self._script, self._story = script, story
        self._calendar = script.calendars[story.unit]
        self._now = story.opens_at
        self._machinery = machinery(script.organiser, JOB, now=script.until)
        self._case_id = uuid.UUID(int=0)
        self._scene = Scene(0, Role.PRINCIPAL, (), ())
        self._acts = 0
        self._tries: dict[tuple[str, str], int] = {}
        self._asides = dict(story.asides)
        self._without_holder: set[tuple[str, str]] = set()

    def perform(self) -> int:
        """Play it, and return how many acts it took."""
        self._open()
        while (move := self._next()) is not None:
            moment, step = move
            self._now = moment
            if step.done_when_due:
                self._by_itself(moment)
            else:
                self._do(moment, step)
        self._write_draft()
        with engine_writes():
            # What has changed at the school since the last act changes what is shown today.
            project(Case.objects.get(matter_id=self._case_id))
        return self._acts

    def _open(self) -> None:
        story = self._story
        side = Side.STAFF if story.opened_by is OpenedBy.STAFF else Side.FAMILY
        with self._acting(story.reporter, self._now, side) as actor:
            self._case_id = open_case(
                actor,
                definition=definition(PROCESS, VERSION),
                opened_by=story.opened_by,
                people=[one.named for one in story.characters],
                posted=report(story, self._dice("report")),
                request_id=_request(self._script, story),
            )

    def _next(self) -> tuple[datetime, OpenStep] | None:
        """Return what is done next and when, or None when nothing more is done until today."""
        self._scene = scene(self._machinery, self._case_id)
        moves = [
            (self._moment(step), step) for step in self._scene.steps if not self._is_left(step)
        ]
        first = min(moves, key=lambda move: move[0], default=None)
        return first if first and first[0] <= self._script.until else None

    def _is_left(self, step: OpenStep) -> bool:
        guardian = Instance.of(step.instance).guardian
        waits = self._story.finding == "not_found" and not step.may_be_skipped
        return (
            step.step in self._story.rests
            or f"{step.step}/{guardian}" in self._story.rests
            or (step.step, step.instance) in self._without_holder
            or (step.step == "measures" and waits)
        )

    def _moment(self, step: OpenStep) -> datetime:
        if step.done_when_due:
            assert step.due_at is not None
            return max(step.due_at + timedelta(minutes=2), self._now)
        return moment_of(
            self._story,
            step.step,
            calendar=self._calendar,
            opened_at=step.opened_at,
            due_on=step.due_on,
            not_before=self._now,
            dice=self._dice("moment", step.step, step.instance, self._tried(step)),
        )

    def _by_itself(self, moment: datetime) -> None:
        with acting_as(machinery(self._script.organiser, "sweep", now=moment)) as actor:
            do_what_is_due(actor, self._case_id)
        self._acts += 1

    def _do(self, moment: datetime, step: OpenStep) -> None:
        person = self._holder(step.roles, moment, step.about)
        if person is None:
            self._without_holder.add((step.step, step.instance))
            return
        if step.step == "receive" and self._prepares(person, moment):
            return
        dice = self._dice("answers", step.step, step.instance, self._tried(step))
        is_skipped = step.may_be_skipped and dice.chance(SKIPS)
        with self._acting(person, moment) as actor:
            if is_skipped:
                doing.skip_step(
                    actor,
                    case_id=self._case_id,
                    step=step.step,
                    instance=step.instance,
                    reason=dice.pick(words.SKIPPED),
                )
            else:
                doing.do_step(
                    actor,
                    case_id=self._case_id,
                    step=step.step,
                    instance=step.instance,
                    posted=answers(
                        self._story,
                        step.step,
                        step.instance,
                        day=clock.today(),
                        tries=self._tried(step),
                        dice=dice,
                    ),
                    based_on=self._scene.last_no,
                )
        self._tries[step.step, step.instance] = self._tried(step) + 1
        self._beside(person, step)

    def _prepares(self, person: uuid.UUID, moment: datetime) -> bool:
        """Let the lead say who it is about before receiving, or step out; say whether she did."""
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
                doing.name_person(actor, case_id=self._case_id, named=named)
            return True
        if story.care is Care.CONCERNED_PRINCIPAL and person in story.principals:
            with self._acting(person, moment) as actor:
                doing.say_concerned(actor, case_id=self._case_id)
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
        if moment > self._script.until:
            return
        self._scene = scene(self._machinery, self._case_id)
        lead = self._holder([self._scene.lead], moment, None)
        there = {one.person for one in self._scene.holdings if one.holds_at(moment)}
        if lead is None or person not in there:
            return
        self._now = moment
        occasion = Occasion(story, self._case_id, step, self._scene.last_no, dice)
        for beside in occasion.acts(aside):
            with self._acting(lead if beside.is_for_lead else person, moment) as actor:
                beside.act(actor)

    def _investigator_steps_out(self) -> None:
        """Let the investigator say that she is concerned, and the lead appoint another."""
        dice = self._dice("concerned")
        moment = self._later(dice, NEXT_DAYS)
        lead = self._holder([self._scene.lead], moment, None)
        if moment > self._script.until or lead is None:
            return
        with self._acting(self._story.investigators[0], moment) as actor:
            doing.say_concerned(actor, case_id=self._case_id)
        self._now = after(moment, moment, calendar=self._calendar, dice=dice)
        with self._acting(lead, self._now) as actor:
            doing.reopen_step(
                actor,
                case_id=self._case_id,
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
            save_draft(actor, DraftKey("talk", self._case_id), said, page="")

    def _later(self, dice: Dice, days: tuple[int, int]) -> datetime:
        day = at_work(self._calendar, self._now.date(), dice.between(*days))
        moment = at(day, (MORNING, AFTERNOON), dice)
        return after(self._now, moment, calendar=self._calendar, dice=dice)

    def _holder(
        self, roles: Iterable[str], moment: datetime, about: uuid.UUID | None
    ) -> uuid.UUID | None:
        """Return who holds the first of some roles at a moment, and is not shut out of the case."""
        first = {Role.PRINCIPAL: self._story.principals, Role.DEPUTY: self._story.deputies}
        for role in roles:
            there = [one.person for one in self._scene.holdings if one.holds(moment, role, about)]
            if there:
                preferred = first.get(Role(role), ()) if role in set(Role) else ()
                return min(there, key=lambda person: (person not in preferred, person))
        return None

    def _acting(
        self, person: uuid.UUID, moment: datetime, side: Side = Side.STAFF
    ) -> AbstractContextManager[Actor]:
        self._acts += 1
        return acting_as(Actor(person, self._script.organiser, side, now=moment))

    def _tried(self, step: OpenStep) -> int:
        return self._tries.get((step.step, step.instance), 0)

    def _dice(self, *purpose: object) -> Dice:
        words_of = "/".join(map(str, (self._story.key, *purpose)))
        return Dice(self._script.seed, words_of)

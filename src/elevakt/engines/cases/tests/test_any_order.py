"""Whatever the cast does in whatever order: what is shown is what the ledger says."""

import datetime as dt
from contextlib import contextmanager

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elevakt.engines.cases.actions.doing import (
    add_note,
    correct,
    do_step,
    name_person,
    reopen_case,
    reopen_step,
    say_concerned,
    skip_step,
    withdraw,
)
from elevakt.engines.cases.actions.leading import annul, extend_deadline, pause, resume
from elevakt.engines.cases.actions.projecting import stand
from elevakt.engines.cases.actions.rebuilding import rebuild
from elevakt.engines.cases.actions.refusing import Refused, SomebodyWrote, WrongAnswers
from elevakt.engines.cases.models import Case, Entry
from elevakt.engines.cases.rules.answers.filling import Filler
from elevakt.engines.cases.rules.plan.planning import plan
from elevakt.engines.cases.tasks import do_in_case
from elevakt.engines.cases.tests.stories import MONDAY
from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import acting_as, engine_writes
from elevakt.trust.access.rules.actor import machinery
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.tests.asking import undone

AT_WORK = ("rut", "beata", "kim", "stina", "mia", "olof", "tom", "lo", "nils")
TO_ADD = (("witness", "hedda"), ("alleged", "stina"), ("alleged", "amir"), ("exposed", "hedda"))


class Walk:
    """One case, and somebody who does something on it."""

    def __init__(self, story, draw):
        self.story, self.draw = story, draw
        self.case_id = story.report("tom", exposed=["elis"], alleged=["amir"])

    def choose(self, several):
        return self.draw(st.sampled_from(list(several)))

    def day(self, ahead):
        return (self.story.now + dt.timedelta(days=ahead)).date()

    @contextmanager
    def machinery(self):
        actor = machinery(self.story.cast.organiser.id, "walk", now=self.story.now)
        with acting_as(actor), engine_writes():
            yield

    def standing(self):
        with self.machinery():
            return stand(Case.objects.get(matter_id=self.case_id))

    def go_on(self):
        """Somebody does something, if it is allowed; else nothing is changed."""
        now = self.standing()
        one = self.choose(now.plan.open or now.plan.steps)
        entry = self.choose(now.entries)
        filler = Filler(
            now.definition,
            now.facts,
            choose=self.choose,
            staff=[self.story.cast.id(name) for name in ("kim", "stina")],
            day=MONDAY.date(),
            say=lambda asked: "Så var det.",
        )
        step = now.definition.step(one.step)
        key = {"case_id": self.case_id}
        at = {"step": one.step, "instance": one.instance.key}

        def do(actor):
            posted = filler.posted(step, instance=one.instance.key)
            do_step(actor, **key, **at, based_on=now.case.last_no, posted=posted)

        acts = [
            *[do] * 6,
            lambda actor: skip_step(actor, **key, **at, reason="Behövs inte."),
            lambda actor: reopen_step(actor, **key, **at, reason="Det var inte klart."),
            lambda actor: reopen_case(actor, **key, reason="Det kom mer."),
            lambda actor: add_note(actor, **key, text="Ringde."),
            lambda actor: withdraw(actor, **key, entry_no=entry.no, reason="Fel elev."),
            lambda actor: correct(
                actor, **key, entry_no=entry.no, posted={"lessons": "Mer."}, reason="Skrivfel."
            ),
            lambda actor: name_person(actor, **key, named=self.story.named(*self.choose(TO_ADD))),
            lambda actor: say_concerned(actor, **key),
            lambda actor: pause(actor, **key, until=self.day(20), reason="Sjukhus."),
            lambda actor: resume(actor, **key, reason="Hemma igen."),
            lambda actor: extend_deadline(
                actor, **key, **at, due_on=self.day(40), reason="Mer behövs."
            ),
            lambda actor: annul(actor, **key, reason="Fel skola."),
        ]
        act = self.choose(acts)
        for name in self.draw(st.permutations(AT_WORK)):
            if self.tries(name, act):
                break
        self.story.later(hours=self.choose([0, 1, 30, 24 * 16]))
        if self.choose([True, False, False]):
            with clock.fixed(self.story.now):
                do_in_case(str(self.story.cast.organiser.id), str(self.case_id))

    def tries(self, name, act):
        before = self.written()
        try:
            with self.story.as_(name) as actor:
                act(actor)
        except (Refused, WrongAnswers, SomebodyWrote, NotFound):
            assert self.written() == before
            return False
        return True

    def written(self):
        with arrange():
            return Entry.objects.filter(matter_id=self.case_id).count()

    def differences(self):
        with self.machinery():
            return [differs for _, differs in rebuild() if differs]


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_any_order_of_acts_keeps_ledger_plan_and_what_is_shown_equal(story, data):
    story.now = MONDAY
    with undone():
        walk = Walk(story, data.draw)
        for _ in range(data.draw(st.integers(3, 14))):
            walk.go_on()

        now = walk.standing()
        assert [entry.no for entry in now.entries] == list(range(1, len(now.entries) + 1))
        shuffled = data.draw(st.permutations(now.entries))
        assert plan(now.definition, shuffled, now.facts, now.around.calendar) == now.plan
        assert walk.differences() == []

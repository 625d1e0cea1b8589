"""Acts of the cast, in the words of the stories that the tests tell."""

import datetime as dt
from dataclasses import replace

from elevakt.engines.cases.actions.doing import do_step
from elevakt.engines.cases.actions.opening import open_case
from elevakt.engines.cases.enums import OpenedBy, PersonKind
from elevakt.engines.cases.models import Case, Step
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.rules.people import Named
from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.enums import Side

MONDAY = dt.datetime(2026, 9, 7, 10, 15, tzinfo=clock.STOCKHOLM)
"""An ordinary morning at school."""

STAFF = ("rut", "beata", "bo", "kim", "stina", "olof", "mia", "tom", "lo", "cilla", "nils")


class Story:
    """The cast at work on cases, on a clock of its own that the story moves."""

    def __init__(self, cast):
        self.cast = cast
        self.now = MONDAY

    def later(self, **passed):
        """Let time pass."""
        self.now += dt.timedelta(**passed)

    def actor(self, name, side=Side.STAFF):
        """Return the actor for somebody, at the story's moment."""
        return replace(self.cast.actor(name, side), now=self.now)

    def as_(self, name, side=Side.STAFF):
        """Act as somebody at the story's moment."""
        return acting_as(self.actor(name, side))

    def named(self, role, name):
        """Name somebody of the cast in a role."""
        kind = PersonKind.STAFF if name in STAFF else PersonKind.PUPIL
        return Named(self.cast.id(name), role, kind)

    def report(
        self,
        by,
        *,
        exposed,
        alleged=(),
        witnesses=(),
        more=(),
        side=Side.STAFF,
        opened_by="staff",
        **answers,
    ):
        """Somebody reports, and gets the key of the case."""
        people = [
            *(self.named("exposed", name) for name in exposed),
            *(self.named("alleged", name) for name in alleged),
            *(self.named("witness", name) for name in witnesses),
            *more,
        ]
        with self.as_(by, side) as actor:
            return open_case(
                actor,
                definition=definition("degrading_treatment", 1),
                opened_by=OpenedBy(opened_by),
                people=people,
                posted={"what_happened": "Knuffad i korridoren.", **answers},
            )

    def do(self, by, case_id, step, instance="", based_on=None, **posted):
        """Somebody does a step."""
        with self.as_(by) as actor:
            seen = Case.objects.get(matter_id=case_id).last_no if based_on is None else based_on
            do_step(
                actor, case_id=case_id, step=step, instance=instance, posted=posted, based_on=seen
            )

    def receive(self, by, case_id, *, homes, investigator="kim", **more):
        """Whoever leads receives; ``homes`` is pupil, guardian and answer."""
        rows = [
            {
                "pupil": str(self.cast.id(pupil)),
                "guardian": str(self.cast.id(guardian)),
                "answer": answer,
                "reason": "Enligt samtal med kurator" if answer == "do_not_inform" else "",
            }
            for pupil, guardian, answer in homes
        ]
        self.do(
            by,
            case_id,
            "receive",
            own_people="no",
            home=rows,
            safe_now="En vuxen är med på rasterna.",
            investigator=str(self.cast.id(investigator)),
            **more,
        )

    def steps(self, case_id, state="open"):
        """Return the steps that stand so, by step and instance, past every policy."""
        with arrange():
            found = Step.objects.filter(matter_id=case_id, state=state)
            return sorted(found.values_list("step", "instance"))

"""A case that is played through the gates of the product: answers, acts, parts, ledger.

No database: whoever acts must be allowed to by the rules, and what she answers must be whole.
"""

import datetime as dt
import uuid

from elevakt.engines.cases.enums import EntryKind
from elevakt.engines.cases.rules.acts import Act, kind_of, may
from elevakt.engines.cases.rules.answers.checking import check_answers
from elevakt.engines.cases.rules.calendar import WorkingCalendar
from elevakt.engines.cases.rules.circles import parts_of, reading
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.ledger import Entry, Part, answers_in_force
from elevakt.engines.cases.rules.plan.planning import plan

MONDAY = dt.datetime(2026, 9, 7, 8, tzinfo=dt.UTC)


def key(name):
    """Return the key of somebody, the same each time."""
    return uuid.uuid5(uuid.NAMESPACE_DNS, name)


RUT, TOM = key("rut"), key("tom")


class Play:
    """One case, on a clock of its own."""

    def __init__(self, definition, facts=None, at=MONDAY):
        self.definition, self.facts = definition, facts or Facts()
        self.ledger, self.now = [], at

    @property
    def plan(self):
        """Where it stands."""
        return plan(self.definition, self.ledger, self.facts, WorkingCalendar())

    @property
    def open_steps(self):
        """What can be done now."""
        return sorted({one.step for one in self.plan.open})

    @property
    def answers(self):
        """What is answered, and counts."""
        return answers_in_force(self.ledger)

    def at(self, step, instance=""):
        """Return how a step stands."""
        return self.plan.at(step, str(instance))

    def opens(self, **posted):
        """Somebody reports."""
        self._write(EntryKind.OPENED, self.definition.start.id, "", "opener", posted, by=TOM)
        return self

    def does(self, role, step, instance="", *, by=RUT, **posted):
        """Somebody does a step."""
        why = self.why_not(role, step, instance, by=by, **posted)
        assert why is None, why
        kind = kind_of(self.definition.step(step))
        self._write(kind, step, instance, role, posted, by=by)
        return self

    def skips(self, role, step, instance=""):
        """Somebody skips a step, with a reason."""
        return self._without_answers(EntryKind.SKIPPED, role, step, instance)

    def reopens(self, role, step, instance=""):
        """Somebody opens a step again, with a reason."""
        return self._without_answers(EntryKind.REOPENED, role, step, instance)

    def by_itself(self):
        """Let what is done by itself when it is due be done, and return what that was."""
        done = [one.step for one in self.plan.by_itself]
        for one in done:
            self._append(EntryKind.STEP_DONE, one, "", "", by=None)
        return done

    def why_not(self, role, step, instance="", *, by=RUT, **posted):
        """Return in words why a step may not be done by somebody, or None."""
        kind = kind_of(self.definition.step(step))
        return self._refusal(kind, role, step, instance, posted, by)

    def why_not_skip(self, role, step, instance=""):
        """Return in words why a step may not be skipped, or None."""
        return self._refusal(EntryKind.SKIPPED, role, step, instance, {}, RUT)

    def faults(self, step, instance="", **posted):
        """Return what is wrong with some answers, in words."""
        found = self._checked(step, instance, posted).faults
        return {path: str(why) for path, why in found.items()}

    def passes(self, **time):
        """Let time pass."""
        self.now += dt.timedelta(**time)
        return self

    def _refusal(self, kind, role, step, instance, posted, by):
        answers = self._checked(step, instance, posted).answers
        act = Act(kind, step, str(instance), answers, on=self.now.date(), by=by)
        refusal = may(self.plan, self.definition, act, {role}, self.facts)
        return refusal and str(refusal)

    def _checked(self, step, instance, posted):
        return check_answers(
            self.definition,
            self.definition.step(step),
            posted,
            facts=self.facts,
            answers=self.answers,
            instance=str(instance),
        )

    def _without_answers(self, kind, role, step, instance):
        why = self._refusal(kind, role, step, instance, {}, RUT)
        assert why is None, why
        self._append(kind, step, instance, role, by=RUT)
        return self

    def _write(self, kind, step, instance, role, posted, *, by):
        checked = self._checked(step, instance, posted)
        assert not checked.faults, {path: str(why) for path, why in checked.faults.items()}
        of = self.definition.step(step)
        drafts = parts_of(self.definition, of, checked.answers, self.facts, instance=str(instance))
        parts = tuple(Part(one.circle, one.about_person, one.answers) for one in drafts)
        self._append(kind, step, instance, role, by=by, parts=parts)

    def _append(self, kind, step, instance, role, *, by, parts=()):
        self.now += dt.timedelta(minutes=5)
        self.ledger.append(
            Entry(
                id=key(f"entry {len(self.ledger)}"),
                no=len(self.ledger) + 1,
                kind=kind,
                at=self.now,
                by_person=by,
                by_role=role,
                step=step,
                instance=str(instance),
                parts=parts,
            )
        )


def read_by(play, reader):
    """Return the steps of which a basis or role reads something."""
    circles = reading(play.definition).get(reader, frozenset())
    return [
        entry.step for entry in play.ledger if any(part.circle in circles for part in entry.parts)
    ]

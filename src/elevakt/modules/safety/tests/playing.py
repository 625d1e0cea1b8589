"""A case that is played through the gates of the product: answers, acts, parts, ledger."""

import datetime as dt
import uuid
from pathlib import Path

from elevakt.engines.cases.enums import EntryKind
from elevakt.engines.cases.rules.acts import Act, kind_of, may
from elevakt.engines.cases.rules.answers.checking import check_answers
from elevakt.engines.cases.rules.calendar import WorkingCalendar
from elevakt.engines.cases.rules.circles import parts_of, reading
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.ledger import Entry, Part, answers_in_force
from elevakt.engines.cases.rules.plan.planning import plan
from elevakt.engines.cases.rules.reading.definitions import read_definition

FOLDER = Path(__file__).parents[1] / "processes"
MONDAY = dt.datetime(2026, 9, 7, 8, tzinfo=dt.UTC)


def read(process, version=1):
    """Return a process of this module, with its translations."""
    file = FOLDER / process / f"v{version}.toml"
    texts = {"en": file.with_suffix(".en.toml").read_text()}
    return read_definition(file.read_text(), path=file.name, texts=texts)


def key(name):
    """Return the key of somebody, the same each time."""
    return uuid.uuid5(uuid.NAMESPACE_DNS, name)


RUT, TOM = key("rut"), key("tom")


class Play:
    """One case; whoever acts must be allowed to, and what she answers must be whole."""

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

    def at(self, step, instance=""):
        """Return how a step stands."""
        return self.plan.at(step, str(instance))

    def opens(self, **posted):
        """Somebody reports."""
        self._write(EntryKind.OPENED, self.definition.start, "", "opener", posted, by=TOM)
        return self

    def why_not(self, role, step, instance="", *, skips=False, **posted):
        """Return why a step may not be done or skipped by a role, or None."""
        kind = EntryKind.SKIPPED if skips else kind_of(self.definition.step(step))
        act = Act(
            kind, step, str(instance), self._checked(step, instance, posted).answers, self.day
        )
        refusal = may(self.plan, self.definition, act, {role}, self.facts)
        return refusal and str(refusal)

    def does(self, role, step, instance="", **posted):
        """Somebody does a step."""
        assert self.why_not(role, step, instance, **posted) is None, self.why_not(
            role, step, instance, **posted
        )
        of = self.definition.step(step)
        self._write(kind_of(of), of, instance, role, posted)
        return self

    def skips(self, role, step, instance=""):
        """Somebody skips a step, with a reason."""
        why = self.why_not(role, step, instance, skips=True)
        assert why is None, why
        self._append(EntryKind.SKIPPED, self.definition.step(step), instance, role, RUT, ())
        return self

    def faults(self, step, instance="", **posted):
        """Return what is wrong with some answers, in words."""
        found = self._checked(step, instance, posted).faults
        return {path: str(why) for path, why in found.items()}

    def passes(self, **time):
        """Let time pass."""
        self.now += dt.timedelta(**time)
        return self

    @property
    def day(self):
        """The day it is."""
        return self.now.date()

    def _checked(self, step, instance, posted):
        return check_answers(
            self.definition,
            self.definition.step(step),
            posted,
            facts=self.facts,
            answers=answers_in_force(self.ledger),
            instance=str(instance),
        )

    def _write(self, kind, step, instance, role, posted, by=RUT):
        checked = self._checked(step.id, instance, posted)
        assert not checked.faults, {path: str(why) for path, why in checked.faults.items()}
        drafts = parts_of(
            self.definition, step, checked.answers, self.facts, instance=str(instance)
        )
        parts = tuple(Part(one.circle, one.about_person, one.answers) for one in drafts)
        self._append(kind, step, instance, role, by, parts)

    def _append(self, kind, step, instance, role, by, parts):
        self.now += dt.timedelta(minutes=5)
        self.ledger.append(
            Entry(
                id=key(f"entry {len(self.ledger)}"),
                no=len(self.ledger) + 1,
                kind=kind,
                at=self.now,
                by_person=by,
                by_role=role,
                step=step.id,
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


def not_in_english(definition):
    """Return the texts of a definition that have no English."""
    english = definition.in_language("en")
    shown = [english.title, english.quiet_title, english.report_as, english.summary]
    shown += [one.title for one in english.people.values()]
    shown += [one.title for one in english.assignments.values()]
    shown += [one.title for one in english.narrow_circles.values()]
    shown += [one.text for one in english.limits] + [one.title for one in english.figures]
    for step in english.steps:
        shown += [step.title, step.help]
        for field in step.fields:
            for said in (field, field.put_at_home()):
                shown += [said.label, said.hint, said.if_yes.say, *said.options.values()]
            for column in field.columns:
                shown += [column.label, column.hint, *column.options.values()]
    return [str(text) for text in shown if text and text.language != "en"]

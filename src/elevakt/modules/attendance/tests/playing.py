"""A case that is played by the rules alone, through the gates of the product."""

import datetime as dt
import uuid
from pathlib import Path

from elevakt.engines.cases.enums import EntryKind, OpenedBy
from elevakt.engines.cases.rules.acts import Act, kind_of, may
from elevakt.engines.cases.rules.answers.checking import check_answers
from elevakt.engines.cases.rules.calendar import WorkingCalendar
from elevakt.engines.cases.rules.circles import parts_of
from elevakt.engines.cases.rules.facts import Facts, GuardianInCase, PersonInCase
from elevakt.engines.cases.rules.ledger import Entry, Part, answers_in_force
from elevakt.engines.cases.rules.plan.planning import plan
from elevakt.engines.cases.rules.reading.definitions import read_definition
from elevakt.trust.access.enums import HomeAnswer

FOLDER = Path(__file__).parents[1] / "processes"
MONDAY = dt.datetime(2026, 9, 7, 8, tzinfo=dt.UTC)


def read(process, version="v1"):
    """Return a definition of ours, with its English."""
    ours = FOLDER / process
    texts = {
        file.suffixes[0].removeprefix("."): file.read_text()
        for file in ours.glob(f"{version}.*.toml")
    }
    text = (ours / f"{version}.toml").read_text()
    return read_definition(text, path=f"{version}.toml", texts=texts)


def key(name):
    """Return the key of somebody, the same each time."""
    return uuid.uuid5(uuid.NAMESPACE_DNS, name)


ELIS, TUVA, VERA, STEN, RUT, KIM, MIA = map(
    key, ("elis", "tuva", "vera", "sten", "rut", "kim", "mia")
)


def around(*, form="GR", opened_by="staff", adult=False, pupils=(ELIS,), sten="inform"):
    """Return the facts: each pupil with both guardians."""
    return Facts(
        persons=tuple(PersonInCase(one, "pupil", is_adult=adult) for one in pupils),
        guardians=tuple(
            GuardianInCase(pupil, guardian, HomeAnswer(answer))
            for pupil in pupils
            for guardian, answer in ((VERA, "inform"), (STEN, sten))
        ),
        opened_by=OpenedBy(opened_by),
        assignments={"talks": MIA, "calls_home": MIA, "follows_up": MIA},
        school_form=form,
    )


class Case:
    """A case on a clock of its own."""

    def __init__(self, definition, facts):
        self.definition, self.facts = definition, facts
        self.ledger, self.now = [], MONDAY

    @property
    def plan(self):
        """Where it stands."""
        return plan(self.definition, self.ledger, self.facts, WorkingCalendar())

    def open(self, **posted):
        """Open it."""
        self._write(EntryKind.OPENED, self.definition.start, "", "opener", posted)
        return self

    def refusal(self, role, step_id, instance="", **posted):
        """Return in words why somebody may not do a step, or nothing."""
        step = self.definition.step(step_id)
        act = Act(kind_of(step), step_id, str(instance), posted)
        why = may(self.plan, self.definition, act, {role}, self.facts)
        return str(why) if why else ""

    def does(self, role, step_id, instance="", **posted):
        """Let somebody do a step."""
        assert not self.refusal(role, step_id, instance, **posted)
        step = self.definition.step(step_id)
        self._write(kind_of(step), step, str(instance), role, posted)
        return self

    def skips(self, role, step_id, instance=""):
        """Let somebody skip a step."""
        act = Act(EntryKind.SKIPPED, step_id, str(instance))
        assert may(self.plan, self.definition, act, {role}, self.facts) is None
        self._write(EntryKind.SKIPPED, self.definition.step(step_id), str(instance), role, {})
        return self

    def by_itself(self):
        """Let what is done by itself when it is due be done, and return what that was."""
        done = [one.step for one in self.plan.by_itself]
        for one in done:
            self._write(EntryKind.STEP_DONE, self.definition.step(one), "", "", {}, by=None)
        return done

    def faults(self, step_id, instance="", **posted):
        """Return what is wrong with answers, by field."""
        checked = self._check(self.definition.step(step_id), str(instance), posted)
        return {path: str(why) for path, why in checked.faults.items()}

    def passes(self, days):
        """Let days pass."""
        self.now += dt.timedelta(days=days)
        return self

    def open_steps(self):
        """Return the steps that can be done now."""
        return sorted({one.step for one in self.plan.open})

    def at(self, step_id, instance=""):
        """Return where one instance of a step stands."""
        return self.plan.at(step_id, str(instance))

    def _check(self, step, instance, posted, *, is_partial=False):
        return check_answers(
            self.definition,
            step,
            posted,
            facts=self.facts,
            answers=answers_in_force(self.ledger),
            instance=instance,
            is_partial=is_partial,
        )

    def _write(self, kind, step, instance, role, posted, by=RUT):
        self.now += dt.timedelta(minutes=5)
        checked = self._check(step, instance, posted, is_partial=kind is EntryKind.SKIPPED)
        assert not checked.faults, {path: str(why) for path, why in checked.faults.items()}
        drafts = parts_of(self.definition, step, checked.answers, self.facts, instance=instance)
        self.ledger.append(
            Entry(
                id=key(f"entry {len(self.ledger)}"),
                no=len(self.ledger) + 1,
                kind=kind,
                at=self.now,
                by_person=by,
                by_role=role,
                step=step.id,
                instance=instance,
                parts=tuple(Part(one.circle, one.about_person, one.answers) for one in drafts),
            )
        )


def shown(definition):
    """Give every text of a definition that is shown."""
    yield from (definition.title, definition.quiet_title, definition.report_as, definition.summary)
    for named in (definition.people, definition.assignments, definition.narrow_circles):
        yield from (one.title for one in named.values())
    yield from (one.title for one in definition.figures)
    yield from (one.text for one in definition.limits)
    for step in definition.steps:
        yield from (step.title, step.help)
        for field in step.fields:
            yield from (field.label, field.hint, field.if_yes.say, *field.options.values())
            for column in field.columns:
                yield from (column.label, column.hint, *column.options.values())


def not_in_english(definition):
    """Return the texts that English lacks."""
    texts = shown(definition.in_language("en"))
    return [str(text) for text in texts if text and text.language != "en"]

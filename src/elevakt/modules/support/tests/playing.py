"""A case that is played through the gates of the product: answers, acts, parts, ledger."""

import datetime as dt
import uuid
from pathlib import Path

from elevakt.engines.cases.enums import EntryKind, Role
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
    """Return a process of the module, with its English."""
    folder = FOLDER / process
    return read_definition(
        (folder / f"{version}.toml").read_text(),
        path=f"{process}/{version}.toml",
        texts={"en": (folder / f"{version}.en.toml").read_text()},
    )


def key(name):
    """Return the key of somebody."""
    return uuid.uuid5(uuid.NAMESPACE_DNS, name)


ELIS, VERA, STEN, RUT, KIM, MIA, TOM = map(
    key, ("elis", "vera", "sten", "rut", "kim", "mia", "tom")
)

HOMES = [
    {"pupil": str(ELIS), "guardian": str(one), "answer": answer, "reason": "Hot"}
    for one, answer in ((VERA, "inform"), (STEN, "do_not_inform"))
]


def facts(*, is_adult=False, home=HomeAnswer.INFORM):
    """Elis and his two guardians; ``home`` is what is decided about Sten."""
    return Facts(
        persons=(PersonInCase(ELIS, "pupil", is_adult=is_adult),),
        guardians=(
            GuardianInCase(ELIS, VERA, HomeAnswer.INFORM),
            GuardianInCase(ELIS, STEN, home),
        ),
        lead=Role.PRINCIPAL,
    )


class Case:
    """A case about Elis, on a clock of its own."""

    def __init__(self, definition, found=None):
        self.definition, self.facts = definition, found or facts()
        self.ledger, self.now = [], MONDAY

    @property
    def plan(self):
        """Where it stands."""
        return plan(self.definition, self.ledger, self.facts, WorkingCalendar())

    def open(self, **posted):
        """Somebody reports."""
        self._write(EntryKind.OPENED, self.definition.start, "", "opener", posted)

    def does(self, role, step_id, instance="", *, by=RUT, **posted):
        """Somebody does a step."""
        kind = kind_of(self.definition.step(step_id))
        self.act(kind, step_id, role, instance, by=by, **posted)

    def act(self, kind, step_id, role, instance="", *, by=RUT, **posted):
        """Somebody does something to a step."""
        refusal = self.refusal(kind, step_id, role, instance, by=by, **posted)
        assert refusal is None, refusal
        self._write(kind, self.definition.step(step_id), str(instance), role, posted)

    def refusal(self, kind, step_id, role, instance="", *, by=RUT, **posted):
        """Return in words why somebody may not, or None."""
        act = Act(kind, step_id, str(instance), posted, on=self.now.date(), by=by)
        refusal = may(self.plan, self.definition, act, {role}, self.facts)
        return str(refusal) if refusal else None

    def faults(self, step_id, instance="", **posted):
        """Return what is wrong with answers."""
        return {path: str(why) for path, why in self._checked(step_id, instance, posted).items()}

    def _checked(self, step_id, instance, posted):
        step = self.definition.step(step_id)
        answers = self.answers()
        return check_answers(
            self.definition, step, posted, facts=self.facts, answers=answers, instance=str(instance)
        ).faults

    def answers(self):
        """Return the answers in force."""
        return answers_in_force(self.ledger)

    def _write(self, kind, step, instance, role, posted):
        self.now += dt.timedelta(minutes=5)
        doing = kind not in (EntryKind.SKIPPED, EntryKind.REOPENED)
        checked = check_answers(
            self.definition,
            step,
            posted if doing else {},
            facts=self.facts,
            answers=self.answers(),
            instance=instance,
            is_partial=not doing,
        )
        assert not checked.faults, {path: str(why) for path, why in checked.faults.items()}
        drafts = parts_of(self.definition, step, checked.answers, self.facts, instance=instance)
        self.ledger.append(
            Entry(
                id=key(f"entry {len(self.ledger)}"),
                no=len(self.ledger) + 1,
                kind=kind,
                at=self.now,
                by_person=TOM if role == "opener" else RUT,
                by_role=role,
                step=step.id,
                instance=instance,
                parts=tuple(Part(one.circle, one.about_person, one.answers) for one in drafts),
            )
        )

    def passes(self, days):
        """Let days pass."""
        self.now += dt.timedelta(days=days)

    def open_steps(self):
        """Return the steps that can be done now."""
        return sorted({one.step for one in self.plan.open})

    def at(self, step_id, instance=""):
        """Return one instance of a step."""
        return self.plan.at(step_id, str(instance))


def words_without_english(definition):
    """Return the texts of a process that are still Swedish in English."""
    english = definition.in_language("en")
    shown = [english.title, english.quiet_title, english.report_as, english.summary]
    shown += [role.title for role in english.people.values()]
    shown += [one.title for one in english.assignments.values()]
    shown += [one.title for one in english.narrow_circles.values()]
    shown += [one.title for one in english.figures]
    shown += [one.text for one in english.limits]
    for step in english.steps:
        shown += [step.title, step.help]
        for field in step.fields:
            shown += [field.label, field.hint, field.if_yes.say, *field.options.values()]
            for column in field.columns:
                shown += [column.label, column.hint, *column.options.values()]
    return [str(text) for text in shown if text and text.language != "en"]

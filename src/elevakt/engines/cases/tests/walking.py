"""Any case of any definition, walked by the rules alone: whatever is allowed, in whatever order."""

import datetime as dt
import uuid

from elevakt.engines.cases.enums import CaseState, EntryKind, PersonKind, Role
from elevakt.engines.cases.rules.acts import Act, kind_of, may
from elevakt.engines.cases.rules.answers.checking import check_answers
from elevakt.engines.cases.rules.answers.filling import Filler
from elevakt.engines.cases.rules.calendar import WorkingCalendar
from elevakt.engines.cases.rules.circles import parts_of
from elevakt.engines.cases.rules.facts import Facts, GuardianInCase, PersonInCase
from elevakt.engines.cases.rules.instances import roles_for
from elevakt.engines.cases.rules.ledger import Entry, Part, answers_in_force
from elevakt.engines.cases.rules.plan.planning import plan
from elevakt.trust.access.enums import HomeAnswer

MONDAY = dt.datetime(2026, 9, 7, 8, tzinfo=dt.UTC)
TUESDAY = dt.date(2026, 9, 8)
PATIENCE = 400
"""So many acts a case may take; a definition that needs more can never be closed."""


def key(name):
    """Return the key of somebody, the same each time."""
    return uuid.uuid5(uuid.NAMESPACE_OID, name)


STAFF = [key(f"staff {number}") for number in range(3)]


def facts_of(definition):
    """Return as many people in each role as there must be, each pupil with a guardian."""
    persons, guardians = [], []
    for role in definition.people.values():
        count = role.least or (1 if role.part else 0)
        kind = PersonKind.PUPIL if PersonKind.PUPIL in role.kinds else min(role.kinds)
        for number in range(count):
            one = PersonInCase(key(f"{role.id} {number}"), role.id, kind)
            persons.append(one)
            if kind is PersonKind.PUPIL:
                home = key(f"home of {role.id} {number}")
                guardians.append(GuardianInCase(one.id, home, HomeAnswer.INFORM))
    return Facts(
        persons=tuple(persons),
        guardians=tuple(guardians),
        lead=Role.PRINCIPAL,
        teaching=frozenset(STAFF),
        assignments=dict.fromkeys(definition.assignments, STAFF[0]),
        opened_by=min(definition.opened_by),
    )


class Walk:
    """One case; what is written in its ledger has been allowed and checked by the rules.

    :param choose: picks one of several
    """

    def __init__(self, definition, choose):
        self.definition, self.choose = definition, choose
        self.facts = facts_of(definition)
        self.ledger, self.now, self.calendar = [], MONDAY, WorkingCalendar()
        self._tries: dict[tuple[str, str], int] = {}
        assert self._do(definition.start, "", Role.OPENER, EntryKind.OPENED)

    @property
    def plan(self):
        """Where it stands."""
        return plan(self.definition, self.ledger, self.facts, self.calendar)

    def go_on(self):
        """Somebody does something that is allowed, or is refused."""
        found = self.plan
        one = self.choose(found.open or found.steps)
        step = self.definition.step(one.step)
        act = self.choose(["do", "do", "do", "do", "skip", "reopen", "reopen_case", "more_time"])
        at = (step, one.instance.key)
        if act == "do":
            self._do(*at, self.choose(list(one.roles)), kind_of(step))
        elif act == "skip":
            self._whole(EntryKind.SKIPPED, *at, role=one.roles[0])
        elif act == "reopen":
            self._whole(EntryKind.REOPENED, *at, role=str(found.lead))
        elif act == "reopen_case":
            self._whole(EntryKind.REOPENED, None, "", role=str(found.lead))
        elif one.due_on:
            later = (one.due_on + dt.timedelta(days=7)).isoformat()
            self._whole(EntryKind.DEADLINE_EXTENDED, *at, role=str(found.lead), due_on=later)
        self.now += dt.timedelta(days=self.choose([0, 1, 16]))

    def finish(self):
        """Do whatever is open until the case is closed, and return how many acts it took.

        The same question gets the same answer a few times, and then another: so what comes again
        until all is well ends, and so does what opens again until it is not.
        """
        for count in range(PATIENCE):
            found = self.plan
            if found.case_state is CaseState.CLOSED:
                return count
            assert found.open, (self.definition.key, found.missing)
            one = found.open[count % len(found.open)] if count > PATIENCE / 2 else found.open[0]
            tried = self._tries[one.step, one.instance.key] = (
                self._tries.get((one.step, one.instance.key), 0) + 1
            )
            again = sum(times for (name, _), times in self._tries.items() if name == one.step)
            self.choose = lambda several, n=(again + tried) // 3: list(several)[n % len(several)]
            step = self.definition.step(one.step)
            for role in one.roles:
                if self._do(step, one.instance.key, role, kind_of(step)):
                    break
            self.now += dt.timedelta(days=1)
        raise AssertionError(f"{self.definition.key} kan inte avslutas")

    def _do(self, step, instance, role, kind):
        """Do a step whole, or with only what is needed; say whether it was allowed."""
        filler = Filler(
            self.definition,
            self.facts,
            choose=self.choose,
            staff=STAFF,
            day=TUESDAY,
            say=lambda asked: "Så var det.",
        )
        answers = answers_in_force(self.ledger)
        whole = self.choose([True, False])
        posted = filler.posted(step, answers=answers, instance=instance, whole=whole)
        checked = check_answers(
            self.definition, step, posted, facts=self.facts, answers=answers, instance=instance
        )
        if checked.faults:
            return False
        if kind is not EntryKind.OPENED and not self._allowed(
            kind, step, instance, role, checked.answers
        ):
            return False
        parts = parts_of(self.definition, step, checked.answers, self.facts, instance=instance)
        self._write(
            kind, step.id, instance, role, [(p.circle, p.about_person, p.answers) for p in parts]
        )
        return True

    def _whole(self, kind, step, instance, *, role, **answers):
        if self._allowed(kind, step, instance, role, answers):
            parts = [("work", None, answers)] if answers else []
            self._write(kind, step.id if step else None, instance, role, parts)

    def _allowed(self, kind, step, instance, role, answers):
        found = self.plan
        one = found.at(step.id, instance) if step else None
        by = (one.instance.doer if one else None) or STAFF[0]
        roles = roles_for(step, one.instance, {role}, by) if one else frozenset({role})
        act = Act(kind, step.id if step else None, instance, answers, self.now.date(), by)
        return may(found, self.definition, act, roles, self.facts) is None

    def _write(self, kind, step, instance, role, parts):
        self.now += dt.timedelta(minutes=5)
        no = len(self.ledger) + 1
        self.ledger.append(
            Entry(
                id=key(f"entry {no}"),
                no=no,
                kind=kind,
                at=self.now,
                by_person=STAFF[0],
                by_role=str(role),
                step=step,
                instance=instance,
                parts=tuple(Part(*part) for part in parts),
            )
        )

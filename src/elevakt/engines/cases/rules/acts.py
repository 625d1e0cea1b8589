"""Which acts are allowed now, for somebody who holds certain roles; a refusal says why in words."""

import datetime as dt
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from uuid import UUID

from elevakt.engines.cases.enums import CaseState, EntryKind, OpenedBy, Role, StepState
from elevakt.engines.cases.rules import limits
from elevakt.engines.cases.rules.definition import Definition, Step
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.instances import Instance, roles_for
from elevakt.engines.cases.rules.ledger import DOING, VOID
from elevakt.engines.cases.rules.plan.values import Plan, StepPlan
from elevakt.engines.cases.rules.roles import called
from elevakt.engines.cases.rules.sentences import Sentence, either, say
from elevakt.engines.cases.rules.values import Json


@dataclass(frozen=True)
class Act:
    """Something that somebody wants to do on a case.

    :param on: the day it is done, for limits that count by day
    :param by: who wants to; without it nothing that only one person may do is allowed
    """

    kind: EntryKind
    step: str | None = None
    instance: str = ""
    answers: Mapping[str, Json] = field(default_factory=dict)
    on: dt.date | None = None
    by: UUID | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an act is not allowed."""

    why: Sentence

    def __str__(self) -> str:
        """Return the reason in Swedish."""
        return str(self.why)


Roles = Set[str]
STANDS_IN = "stands_in"
"""Beside her other roles: she leads in place of somebody who is away. No definition names it."""
_FOR_THE_LEAD = frozenset(
    {
        EntryKind.PERSON_ADDED,
        EntryKind.ASSIGNED,
        EntryKind.RECLASSIFIED,
        EntryKind.PAUSED,
        EntryKind.RESUMED,
        EntryKind.HANDED_OVER,
        EntryKind.KEPT,
        EntryKind.ANNULLED,
        EntryKind.ENDED,
        EntryKind.LINKED,
    }
)
_FOR_WORK = frozenset({EntryKind.NOTE, EntryKind.DOCUMENT_ADDED})


def may_open(definition: Definition, by: OpenedBy) -> Refusal | None:
    """Return why a case may not be opened from here, or None when it may."""
    if by in definition.opened_by:
        return None
    return Refusal(say("{title} öppnas inte härifrån.", title=definition.title))


def may(
    plan: Plan, definition: Definition, act: Act, roles: Roles, facts: Facts | None = None
) -> Refusal | None:
    """Return why an act is not allowed for somebody with these roles, or None when it is.

    Roles include assignments, and ``opener`` for whoever opened the case. What the answers must be
    is asked of ``rules.answers``, and who may see the case at all of the database.
    """
    held = _held(definition, act, roles)
    why = _why_not(plan, definition, act, held, facts or Facts())
    return Refusal(why) if why else None


def _held(definition: Definition, act: Act, roles: Roles) -> Roles:
    """Return the roles that count for an act, as its instance has it."""
    step = next((step for step in definition.steps if step.id == act.step), None)
    return roles_for(step, Instance.of(act.instance), roles, act.by) if step else roles


def _why_not(
    plan: Plan, definition: Definition, act: Act, roles: Roles, facts: Facts
) -> Sentence | None:
    leads = plan.lead in roles
    if act.kind is EntryKind.WITHDRAWN:
        return (
            None
            if leads or Role.REGISTRAR in roles
            else say("Det kan bara {who} göra.", who=called(definition, plan.lead))
        )
    if act.kind is EntryKind.REOPENED and act.step is None:
        return _reopen_case(plan, definition, leads=leads)
    if act.kind is EntryKind.CORRECTED:
        return _correct(plan, act, roles)
    if plan.case_state is CaseState.CLOSED:
        return say("Ärendet är avslutat. Återöppna det först.")
    if act.kind in _FOR_THE_LEAD and leads:
        return _void(plan, definition) if act.kind in VOID else _rest(plan, act)
    if act.kind in _FOR_THE_LEAD:
        return say("Det kan bara {who} göra.", who=called(definition, plan.lead))
    if act.kind in _FOR_WORK:
        return (
            None
            if leads or roles & _at_work(plan, definition)
            else say("Du har ingen uppgift i ärendet.")
        )
    one = plan.at(act.step or "", act.instance)
    if one is None:
        return say("Steget finns inte i ärendet.")
    if not leads and not roles & set(one.roles):
        return say("Det är inte din uppgift.")
    return _ON_STEP[act.kind](plan, definition, act, roles, facts, one)


def _reopen_case(plan: Plan, definition: Definition, *, leads: bool) -> Sentence | None:
    if plan.case_state is not CaseState.CLOSED:
        return say("Ärendet är inte avslutat.")
    return None if leads else say("Det kan bara {who} göra.", who=called(definition, plan.lead))


def _void(plan: Plan, definition: Definition) -> Sentence | None:
    """A decision stands until it is changed, and what is told by itself when due is told first.

    Else whoever leads could end a report before anybody above her has heard of it.
    """
    for one in plan.steps:
        if one.state is StepState.DONE and definition.step(one.step).decision:
            return say("Ett beslut är fattat. Avsluta ärendet i stället.")
    for one in plan.steps:
        if one.done_when_due and not one.is_finished:
            return say("{step} ska göras först.", step=definition.step(one.step).title)
    return None


def _rest(plan: Plan, act: Act) -> Sentence | None:
    until = plan.resting_until
    rests = until is not None and (act.on is None or act.on < until)
    if act.kind is EntryKind.PAUSED and rests:
        return say("Ärendet vilar redan.")
    if act.kind is EntryKind.RESUMED and not rests:
        return say("Ärendet vilar inte.")
    return None


def _correct(plan: Plan, act: Act, roles: Roles) -> Sentence | None:
    """Whoever did it may correct it while the case is open; the lead also afterwards."""
    one = plan.at(act.step or "", act.instance)
    if one is None or (one.state is not StepState.DONE and not one.tries):
        return say("Det finns inget att rätta.")
    if plan.lead in roles:
        return None
    if plan.case_state is CaseState.CLOSED:
        return say("Ärendet är avslutat. Återöppna det först.")
    return None if roles & set(one.roles) else say("Det är inte din uppgift.")


def _do(
    plan: Plan, definition: Definition, act: Act, roles: Roles, facts: Facts, one: StepPlan
) -> Sentence | None:
    step = definition.step(one.step)
    if act.kind is not kind_of(step):
        return say("Steget görs på ett annat sätt.")
    if one.state is not StepState.OPEN:
        return one.why
    if not roles & set(one.roles):
        return say("Det är inte din uppgift.")
    deciders = _deciders(plan, step)
    if deciders and not roles & set(deciders):
        who = either(called(definition, role) for role in deciders)
        return say("Beslutet får bara fattas av {who}.", who=who)
    # Only whoever leads is stood in for: one who decides by name, does so herself.
    if _is_for_herself(step) and STANDS_IN in roles and roles & set(deciders) <= {plan.lead}:
        return say("Beslutet får inte fattas av den som är ersättare.")
    return limits.broken(definition, step, act.instance, act.answers, roles, facts, act.on)


def _is_for_herself(step: Step) -> bool:
    """Say whether the law does not let whoever decides hand the decision over."""
    return step.decision is not None and not step.decision.delegable


def _skip(
    plan: Plan, definition: Definition, act: Act, roles: Roles, facts: Facts, one: StepPlan
) -> Sentence | None:
    if one.state is not StepState.OPEN:
        return one.why
    return None if one.may_be_skipped else say("Steget kan inte hoppas över.")


def _reopen_step(
    plan: Plan, definition: Definition, act: Act, roles: Roles, facts: Facts, one: StepPlan
) -> Sentence | None:
    if one.state not in (StepState.DONE, StepState.SKIPPED):
        return say("Steget är inte klart.")
    is_last = plan.at(one.step, one.instance.next.key) is None
    return None if is_last else say("Nästa omgång har redan börjat.")


def _extend(
    plan: Plan, definition: Definition, act: Act, roles: Roles, facts: Facts, one: StepPlan
) -> Sentence | None:
    if plan.lead not in roles:
        return say("Det kan bara {who} göra.", who=called(definition, plan.lead))
    if one.due_on is None or one.is_finished:
        return say("Steget har ingen tid att förlänga.")
    return None


_ON_STEP: Mapping[
    EntryKind, Callable[[Plan, Definition, Act, Roles, Facts, StepPlan], Sentence | None]
] = {
    **dict.fromkeys(DOING, _do),
    EntryKind.SKIPPED: _skip,
    EntryKind.REOPENED: _reopen_step,
    EntryKind.DEADLINE_EXTENDED: _extend,
}


def kind_of(step: Step) -> EntryKind:
    """Return the kind of entry that does a step. A first one withdrawn is done as others."""
    if step.closes:
        return EntryKind.CLOSED
    return EntryKind.DECISION if step.decision else EntryKind.STEP_DONE


def _deciders(plan: Plan, step: Step) -> tuple[Role, ...]:
    """Return who may decide, the lead where the principal stands; nobody if it is no decision."""
    if step.decision is None:
        return ()
    by = [plan.lead if role is Role.PRINCIPAL else role for role in step.decision.by]
    return tuple(dict.fromkeys([*by, Role.DELEGATE] if step.decision.delegable else by))


def _at_work(plan: Plan, definition: Definition) -> frozenset[str]:
    """Return the roles that work in the case: those of its steps, and those given in it.

    To have opened it is not to work in it, unless a later step is the opener's.
    """
    of_steps = {role for one in plan.steps for role in one.roles}
    outside = set() if definition.opener_works else {Role.OPENER}
    return frozenset((of_steps | set(plan.joined)) - outside)

"""Who at home is told of the own child's part, by a step that is done, and of which steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from elevakt.engines.cases.enums import Informed, PersonKind, StepState
from elevakt.engines.cases.rules.answers.tables import home_rows
from elevakt.engines.cases.rules.definition import Definition, Inform, Step
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.plan.values import StepPlan
from elevakt.trust.access.enums import Basis, HomeAnswer

_AT_HOME = (Informed.GUARDIANS, Informed.PUPIL)


@dataclass(frozen=True, slots=True)
class Home:
    """Somebody who is told, of whose part, and on which basis she then reads of it."""

    person: UUID
    pupil: UUID
    basis: Basis


def at_home(definition: Definition, inform: Inform, one: StepPlan, facts: Facts) -> Iterator[Home]:
    """Give those who are told. Nothing goes to a home that has not been allowed it by name.

    A step that is done for somebody tells of her alone, and one that is done for a guardian tells
    nobody else. Whoever has no part of the case is told of to nobody.
    """
    whom = one.instance
    if inform.who is Informed.GUARDIANS:
        for home in home_rows(definition, facts):
            is_meant = whom.pupil_is(home.pupil) and whom.guardian in (None, home.guardian)
            if is_meant and home.answer is HomeAnswer.INFORM:
                yield Home(home.guardian, home.pupil, Basis.GUARDIAN)
    elif inform.who is Informed.PUPIL:
        roles = [role.id for role in definition.people.values() if role.part]
        for person in facts.in_role(*roles):
            is_pupil = person.kind is PersonKind.PUPIL and whom.pupil_is(person.id)
            if is_pupil and (person.is_adult or facts.home_is_open(person.id)):
                yield Home(person.id, person.id, Basis.SELF)


def is_for_home(step: Step, one: StepPlan) -> bool:
    """Say whether a home that has been told of a case sees how a step stands.

    What always comes tells nothing. A step with a condition tells what somebody has answered, maybe
    of another pupil: it is shown when it is done, if it told the home itself. What is done for a
    guardian would tell which other guardian is told, and what few read or write is theirs.
    """
    if step.circle or (step.per and not step.per.person):
        return False
    tells_home = any(inform.who in _AT_HOME for inform in step.informs)
    return step.when is None or (tells_home and one.state is StepState.DONE)

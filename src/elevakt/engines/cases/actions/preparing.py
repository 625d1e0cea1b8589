"""What a form must know before a step is done, read with the engine's eyes.

The engine knows every guardian, who is shut out and who holds an assignment; of that a form only
asks about those whom its reader sees. Nothing is written.
"""

import uuid
from dataclasses import dataclass

from elevakt.engines.cases import models
from elevakt.engines.cases.actions.projecting import stand
from elevakt.engines.cases.queries.cases import held_roles, visible_case
from elevakt.engines.cases.rules.acts import Act, kind_of, may
from elevakt.engines.cases.rules.definition import Definition, Step
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.rules.plan.values import Plan, StepPlan
from elevakt.engines.cases.rules.sentences import Sentence
from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound


@dataclass(frozen=True)
class Prepared:
    """A step of a case as it stands before it is done.

    :param refusal: why the actor cannot do it now, or None
    """

    definition: Definition
    step: Step
    one: StepPlan
    plan: Plan
    facts: Facts
    refusal: Sentence | None


def prepare(actor: Actor, case_id: uuid.UUID, step: str, instance: str) -> Prepared:
    """Return what the form of a step must know.

    :raises NotFound: if the actor may not know of the case, or of this step in it
    """
    case = visible_case(actor, case_id)
    if not models.Step.objects.filter(case_id=case_id, step=step, instance=instance).exists():
        raise NotFound
    roles = held_roles(actor, case_id, Instance.of(instance).person)
    with engine_writes():
        now = stand(case)
    of = now.definition.step(step)
    one = now.plan.at(step, instance)
    if one is None:
        raise NotFound
    act = Act(kind_of(of), step, instance, on=clock.today(), by=actor.person_id)
    refusal = may(now.plan, now.definition, act, roles, now.facts)
    return Prepared(
        definition=now.definition,
        step=of,
        one=one,
        plan=now.plan,
        facts=now.facts,
        refusal=refusal.why if refusal else None,
    )

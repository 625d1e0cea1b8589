"""Plan running cases anew, when what their deadlines are counted from has changed."""

import uuid

from elevakt.engines.cases import models
from elevakt.engines.cases.actions.projecting import project
from elevakt.engines.cases.enums import CaseState
from elevakt.trust.access.enums import Basis
from elevakt.trust.audit import actions as gate


def cases_of(unit_id: uuid.UUID) -> list[uuid.UUID]:
    """Return the running cases of a unit."""
    running = models.Case.objects.filter(unit_id=unit_id).exclude(state=CaseState.CLOSED)
    return list(running.order_by("opened_at", "matter_id").values_list("matter_id", flat=True))


def replan(case_id: uuid.UUID) -> None:
    """Write one case anew from its ledger and what stands around it now. Again is harmless."""
    case = models.Case.objects.select_for_update().get(matter_id=case_id)
    now = project(case)
    gate.opens({person.id: Basis.MACHINERY for person in now.facts.persons}, matter_id=case_id)

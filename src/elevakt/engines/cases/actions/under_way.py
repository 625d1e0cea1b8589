"""What every act on a case that is under way begins and ends with: locked, allowed, written."""

import datetime as dt
import uuid
from collections.abc import Iterable

from elevakt.engines.cases import models
from elevakt.engines.cases.actions.projecting import Standing, stand
from elevakt.engines.cases.actions.refusing import Refused
from elevakt.engines.cases.actions.writing import Words, append, drafted
from elevakt.engines.cases.enums import EntryKind
from elevakt.engines.cases.queries.cases import visible_case
from elevakt.engines.cases.rules.acts import Act, may
from elevakt.engines.cases.rules.circles import PartDraft
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.rules.actor import Actor


def locked(actor: Actor, case_id: uuid.UUID) -> Standing:
    """Return the case as it stands, locked until the act is over.

    :raises NotFound: if the actor may not know of the case
    """
    visible_case(actor, case_id)
    with engine_writes():
        return stand(models.Case.objects.select_for_update().get(matter_id=case_id))


def require(now: Standing, act: Act, roles: frozenset[str]) -> None:
    """Go on only if the act is allowed now for somebody in these roles.

    :raises Refused: if it is not
    """
    refusal = may(now.plan, now.definition, act, roles, now.facts)
    if refusal:
        raise Refused(refusal.why, now.definition)


def write(
    actor: Actor,
    now: Standing,
    kind: EntryKind,
    *,
    role: str,
    step: str = "",
    instance: str = "",
    parts: Iterable[PartDraft] = (),
    words: Words | None = None,
    happened_on: dt.date | None = None,
    corrects: uuid.UUID | None = None,
    request_id: uuid.UUID | None = None,
) -> int:
    """Append the next entry to the ledger of a case, as the actor, and return its number.

    :raises ProgrammingError: if the database does not let this actor do this here
    """
    draft = drafted(
        actor,
        matter_id=now.case.matter_id,
        no=now.case.last_no + 1,
        kind=kind,
        definition=now.definition,
        role=role,
        step=step,
        instance=instance,
        parts=parts,
        words=words,
        happened_on=happened_on,
        corrects=corrects,
        request_id=request_id,
    )
    append(draft)
    return draft.entry.no

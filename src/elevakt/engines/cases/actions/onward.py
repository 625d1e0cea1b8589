"""Open a case out of another, and remember that they belong together."""

import uuid
from collections.abc import Mapping, Sequence

from elevakt.engines.cases import models
from elevakt.engines.cases.actions.opening import open_case
from elevakt.engines.cases.actions.reporting import at_their_school
from elevakt.engines.cases.queries.links import to_open_from
from elevakt.engines.cases.queries.pages import case_page
from elevakt.engines.cases.rules.onward import opened_by
from elevakt.engines.cases.rules.people import Named
from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.rules.actor import Actor


def open_from(
    actor: Actor,
    *,
    case_id: uuid.UUID,
    process: str,
    people: Sequence[Named],
    posted: Mapping[str, object],
    request_id: uuid.UUID | None = None,
) -> uuid.UUID:
    """Open a case of a process out of another case, and return its key.

    :param request_id: the key of the sent form; the same form sent twice opens one case
    :raises NotFound: if the actor may not know of the case, or is not offered to open this
    :raises OnlyReported: if the actor has no more to do with the case than having reported it
    :raises WrongAnswers: if an answer or a person is missing or wrong
    """
    definition, people = at_their_school(
        actor, to_open_from(actor, case_page(actor, case_id), process), people
    )
    opened = open_case(
        actor,
        definition=definition,
        opened_by=opened_by(definition),
        people=people,
        posted=posted,
        request_id=request_id,
    )
    with engine_writes():
        tie(actor, case_id, opened, is_opened=True)
    return opened


def tie(actor: Actor, case_id: uuid.UUID, other_id: uuid.UUID, *, is_opened: bool) -> None:
    """Write that two cases belong together, as the engine; what is written already stays."""
    if models.Link.objects.filter(matter_id=other_id, onward_id=case_id).exists():
        return
    link = models.Link(
        organiser_id=actor.organiser_id,
        matter_id=case_id,
        onward_id=other_id,
        is_opened=is_opened,
        by_person_id=actor.person,
        at=clock.now(),
    )
    models.Link.objects.bulk_create([link], ignore_conflicts=True)

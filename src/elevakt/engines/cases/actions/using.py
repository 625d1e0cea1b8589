"""Decide where a version of a process is used and from when; and release it, the first time."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from elevakt.engines.cases import models
from elevakt.engines.cases.actions.refusing import Refused
from elevakt.engines.cases.queries.processes import Version, versions_of
from elevakt.engines.cases.queries.uses import may_decide_use, unit_names
from elevakt.engines.cases.rules.sentences import say
from elevakt.foundation.kernel import clock
from elevakt.trust.access.queries.names import staff_names
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound


@dataclass(frozen=True, slots=True)
class Review:
    """Who has gone through a version for the organiser, and when."""

    lawyer: str
    lawyer_on: dt.date
    archivist: str
    archivist_on: dt.date
    health_lead: str
    health_lead_on: dt.date


def decide_use(
    actor: Actor,
    process: str,
    *,
    version: int | None,
    from_day: dt.date,
    units: Collection[uuid.UUID],
    years: Collection[int] = (),
    classes: Collection[str] = (),
    review: Review | None = None,
    instead: str = "",
) -> None:
    """Decide which version new cases follow, at which units and in which years or classes.

    Cases that run keep theirs. A version that is used for the first time is released by it.

    :param version: None when the process is no longer used there
    :param years: none for all of them
    :param classes: what some classes of the units are called; none for all of them
    :param review: who has gone through the version; asked for when it has not been released
    :param instead: what one does where the process is not used
    :raises NotFound: if the actor is no officer for the process, or there is no such version or
        unit
    :raises Refused: if it would begin before today or before the rules hold, or nobody has gone
        through the version
    """
    if not may_decide_use(actor, process) or not units or set(units) - unit_names(actor).keys():
        raise NotFound
    if from_day < clock.today():
        raise Refused(say("Det kan börja gälla tidigast i dag."))
    if version is not None:
        _release(actor, _version(actor, process, version), from_day, review)
    models.UseDecision.objects.bulk_create(
        models.UseDecision(
            organiser_id=actor.organiser_id,
            process=process,
            version=version,
            unit_id=unit,
            school_years=sorted(years),
            class_names=sorted(classes),
            from_day=from_day,
            instead=instead,
            decided_by_id=actor.person,
            decided_at=clock.now(),
        )
        for unit in units
    )


def _version(actor: Actor, process: str, version: int) -> Version:
    for one in versions_of(actor, process):
        if one.definition.version == version:
            return one
    raise NotFound


def _release(actor: Actor, one: Version, from_day: dt.date, review: Review | None) -> None:
    """Release a version that has not been: by name and date, as the actor."""
    if not one.definition.applies_on(from_day):
        raise Refused(say("Reglerna i den versionen gäller inte den dagen."))
    if one.release:
        return
    if review is None:
        raise Refused(say("Jurist, arkivarie och elevhälsans chef ska ha gått igenom den först."))
    card = staff_names(actor, [actor.person]).get(actor.person)
    models.ReleasedDefinition.objects.create(
        organiser_id=actor.organiser_id,
        process=one.definition.id,
        version=one.definition.version,
        digest=one.definition.digest,
        released_on=clock.today(),
        released_by=card.name if card else "",
        note="",
        lawyer=review.lawyer,
        lawyer_on=review.lawyer_on,
        archivist=review.archivist,
        archivist_on=review.archivist_on,
        health_lead=review.health_lead,
        health_lead_on=review.health_lead_on,
    )

"""The processes as the staff meet them: about nobody, and for every colleague to read."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from elevakt.engines.cases import models
from elevakt.engines.cases.queries.definitions import definitions
from elevakt.engines.cases.queries.uses import uses
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.used import versions_used
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound


@dataclass(frozen=True, slots=True)
class Release:
    """That the organiser may use a version for real: since when, and by whose word.

    :param lawyer: who has gone through it for the organiser, and when, as the two that follow
    """

    on: dt.date
    by: str
    lawyer: tuple[str, dt.date | None]
    archivist: tuple[str, dt.date | None]
    health_lead: tuple[str, dt.date | None]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a process, its release if there is one, and whether it is used anywhere."""

    definition: Definition
    release: Release | None
    is_used: bool


def processes(actor: Actor) -> list[Version]:
    """Return each process once: the newest version that the organiser uses, or else the newest."""
    found: dict[str, Version] = {}
    for one in _versions(actor):
        before = found.get(one.definition.id)
        if before is None or _rank(one) > _rank(before):
            found[one.definition.id] = one
    return list(found.values())


def versions_of(actor: Actor, process: str) -> list[Version]:
    """Return every version of a process, the newest first.

    :raises NotFound: if there is no such process
    """
    found = [one for one in _versions(actor) if one.definition.id == process]
    if not found:
        raise NotFound
    return sorted(found, key=lambda one: -one.definition.version)


def _versions(actor: Actor) -> Sequence[Version]:
    released = {
        (row.process, row.version): Release(
            on=row.released_on,
            by=row.released_by,
            lawyer=(row.lawyer, row.lawyer_on),
            archivist=(row.archivist, row.archivist_on),
            health_lead=(row.health_lead, row.health_lead_on),
        )
        for row in models.ReleasedDefinition.objects.all()
    }
    used = {process: versions_used(decided) for process, decided in uses(actor).items()}
    return [
        Version(one, released.get(key), one.version in used.get(one.id, ()))
        for key, one in definitions().items()
    ]


def _rank(one: Version) -> tuple[bool, int]:
    return one.is_used, one.definition.version

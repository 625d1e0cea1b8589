"""The processes as the staff meet them: about nobody, and for every colleague to read."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from elevakt.engines.cases import models
from elevakt.engines.cases.queries.definitions import definitions
from elevakt.engines.cases.rules.definition import Definition
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound


@dataclass(frozen=True, slots=True)
class Release:
    """That the organiser uses a version for real: since when, and by whose word."""

    on: dt.date
    by: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a process, and its release if the organiser uses it."""

    definition: Definition
    release: Release | None


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
    rows = models.ReleasedDefinition.objects.values_list(
        "process", "version", "released_on", "released_by"
    )
    released = {(process, version): Release(on, by) for process, version, on, by in rows}
    return [Version(one, released.get(key)) for key, one in definitions().items()]


def _rank(one: Version) -> tuple[bool, int]:
    return one.release is not None, one.definition.version

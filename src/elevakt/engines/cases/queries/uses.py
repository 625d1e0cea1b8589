"""Which version of each process is used where, and by whom that may be decided."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from elevakt.engines.cases.queries.definitions import definitions
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.used import Place, Use, version_used
from elevakt.foundation.kernel import clock
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class Decided:
    """That a use begins on a day, and what one does where the process is not used."""

    use: Use
    from_day: dt.date
    instead: str


def decided_uses(actor: Actor) -> dict[str, list[Decided]]:
    """Return what has been decided about each process, the oldest first, also what is to come."""
    rows = asked(
        """
        select process, version, unit_id, school_years, class_names, from_day, instead
          from cases.use_decision order by from_day, decided_at, id
        """,
        {},
    )
    found: dict[str, list[Decided]] = {}
    for process, version, unit, years, classes, from_day, instead in rows:
        use = Use(version, unit, frozenset(years), frozenset(classes))
        found.setdefault(process, []).append(Decided(use, from_day, instead))
    return found


def uses(actor: Actor) -> dict[str, list[Use]]:
    """Return what has begun to hold of each process, the oldest first."""
    today = clock.today()
    return {
        process: [one.use for one in decided if one.from_day <= today]
        for process, decided in decided_uses(actor).items()
    }


def used_at(actor: Actor, places: Sequence[Place]) -> list[Definition]:
    """Return what is used at some of these places: of each process the newest version there.

    They come in the order of the house, whatever was decided first.
    """
    decided = uses(actor)
    newest: dict[str, Definition] = {}
    for (process, version), one in definitions().items():
        versions = {version_used(decided.get(process, ()), place) for place in places}
        if version in versions and version >= newest.get(process, one).version:
            newest[process] = one
    return list(newest.values())


def own_places(actor: Actor) -> list[Place]:
    """Return where the actor works, or where her children go to school.

    Whoever works for the organiser as a whole reports from any school; and so does a home whose
    child is hidden, or it would be left without a way to tell.
    """
    if actor.is_staff:
        rows = [(unit, None) for (unit,) in asked("select * from access.own_units()", {})]
    else:
        rows = asked(
            """
            select distinct school_unit_id, school_year from people.enrolment
             where period @> access.now()
            """,
            {},
        )
    return [Place(*row) for row in rows] or [Place()]


def may_decide_use(actor: Actor, process: str) -> bool:
    """Say whether the actor is the organiser's officer for a process, who says where it is used."""
    return bool(
        asked(
            """
            select from access.my_grant where basis = 'officer' and scope = %(process)s limit 1
            """,
            {"process": process},
        )
    )


def unit_names(actor: Actor) -> dict[uuid.UUID, str]:
    """Return every school unit of the organiser, by name."""
    rows = asked("select id, name from people.school_unit order by name, id", {})
    return dict(rows)


def class_names(actor: Actor) -> dict[uuid.UUID, frozenset[str]]:
    """Return what the classes of each school unit are called now."""
    rows = asked(
        """
        select school_unit_id, array_agg(name) from people."group"
         where group_type = 'Klass' and period @> access.now() and school_unit_id is not null
         group by school_unit_id
        """,
        {},
    )
    return {unit: frozenset(names) for unit, names in rows}

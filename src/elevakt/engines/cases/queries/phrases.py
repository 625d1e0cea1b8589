"""The phrases that somebody is offered: the organiser's, and her own."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from elevakt.engines.cases.queries.processes import versions_of
from elevakt.engines.cases.rules.definition import Definition, Step
from elevakt.engines.cases.rules.phrases import Place, places, places_in
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor

MOST = 100
"""So many are offered at one question: more would be searched in, and not chosen from."""


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """A phrase, and whether it is one's own or everybody's."""

    id: uuid.UUID
    text: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Bank:
    """The phrases at one place of a process."""

    place: Place
    rows: tuple[PhraseRow, ...]


@dataclass(frozen=True, slots=True)
class Banks:
    """The phrases of a process; ``may_edit`` says whether the actor edits the organiser's."""

    definition: Definition
    banks: tuple[Bank, ...]
    may_edit: bool


def banks_of(actor: Actor, process: str) -> Banks:
    """Return the phrases of a process, at every place where some can be.

    :raises NotFound: if there is no such process
    """
    versions = versions_of(actor, process)
    definition = next((one for one in versions if one.is_used), versions[0]).definition
    rows = _rows(process, [place.key for place in places(definition)])
    banks = tuple(Bank(one, tuple(rows.get(one.key, ()))) for one in places(definition))
    return Banks(definition, banks, may_edit(actor, process))


def offered(actor: Actor, definition: Definition, step: Step) -> dict[str, tuple[str, ...]]:
    """Return the phrases that are offered in a step, by question: those of one's own come first."""
    if not actor.is_staff:
        return {}
    found = list(places_in(definition, step))
    rows = _rows(definition.id, [place.key for place in found]) if found else {}
    return {
        place.question: tuple(dict.fromkeys(row.text for row in rows[place.key]))[:MOST]
        for place in found
        if place.key in rows
    }


def may_edit(actor: Actor, process: str) -> bool:
    """Say whether the actor edits what the organiser offers in a process."""
    return bool(
        asked(
            """
            select from access.my_grant
             where basis = 'officer' and scope = %(process)s
                or basis = 'administrator' and scope in ('', %(process)s)
             limit 1
            """,
            {"process": process},
        )
    )


def _rows(process: str, keys: Iterable[str]) -> dict[str, list[PhraseRow]]:
    rows = asked(
        """
        select place, id, text, person_id is not null
          from cases.phrase
         where process = %(process)s and place = any(%(places)s)
         order by place, person_id is null, text, id
        """,
        {"process": process, "places": list(keys)},
    )
    found: dict[str, list[PhraseRow]] = {}
    for place, *row in rows:
        found.setdefault(place, []).append(PhraseRow(*row))
    return found

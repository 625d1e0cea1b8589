"""What whoever leads a unit gives there, to an end."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from elevakt.modules.administration.queries.colleagues import name_in
from elevakt.trust.access.enums import Basis
from elevakt.trust.access.queries.covering import assisting, covering, groups_of
from elevakt.trust.access.queries.giving import (
    Given,
    proposed,
)
from elevakt.trust.access.queries.names import staff_names
from elevakt.trust.access.queries.pupils import Pupil, pupil
from elevakt.trust.access.queries.units import led_units
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.people.models import SchoolUnit


@dataclass(frozen=True, slots=True)
class LentRow:
    """Somebody covers or assists, with names; a colleague who is not named to others has none.

    :param keys: what ends it: one for each group
    :param groups: what the groups are called that she covers
    """

    keys: tuple[uuid.UUID, ...]
    name: str
    groups: tuple[str, ...]
    first_on: dt.date
    last_on: dt.date | None


@dataclass(frozen=True, slots=True)
class CoversPage:
    """Who covers in a unit now or later, and what waits for a second person."""

    unit: SchoolUnit
    groups: Mapping[str, str]
    now: list[LentRow]
    waiting: list[LentRow]


def covers_page(actor: Actor, unit_id: uuid.UUID) -> CoversPage:
    """Return who covers which groups of a unit.

    :raises NotFound: if the actor does not lead it
    """
    unit = next((one for one in led_units(actor) if one.id == unit_id), None)
    if unit is None:
        raise NotFound
    groups = {one.id: one.name for one in groups_of(actor, unit_id)}
    waiting = [one.given for one in proposed(actor) if one.given.group in groups]
    return CoversPage(
        unit,
        {str(key): name for key, name in groups.items()},
        _lent(actor, covering(actor, unit_id), groups),
        _lent(actor, waiting, groups),
    )


@dataclass(frozen=True, slots=True)
class AssistantsPage:
    """Who assists a pupil now or later, and what waits for a second person."""

    pupil: Pupil
    now: list[LentRow]
    waiting: list[LentRow]


def assistants_page(actor: Actor, pupil_id: uuid.UUID) -> AssistantsPage:
    """Return who assists a pupil.

    :raises NotFound: if the actor does not lead the pupil's unit
    """
    found = pupil(actor, pupil_id)
    if found.basis != Basis.LEADS:
        raise NotFound
    waiting = [one.given for one in proposed(actor) if one.given.pupil == pupil_id]
    return AssistantsPage(
        found, _lent(actor, assisting(actor, pupil_id), {}), _lent(actor, waiting, {})
    )


def _lent(actor: Actor, given: Iterable[Given], groups: Mapping[uuid.UUID, str]) -> list[LentRow]:
    """Return what is lent to the same colleague on the same days as one row."""
    rows: dict[tuple[uuid.UUID, dt.date, dt.date | None], list[Given]] = {}
    for one in given:
        rows.setdefault((one.person, one.first_on, one.last_on), []).append(one)
    cards = staff_names(actor, [person for person, _first, _last in rows])
    return [
        LentRow(
            tuple(one.id for one in same),
            name_in(cards, person),
            tuple(sorted(groups.get(one.group, "") for one in same if one.group)),
            first_on,
            last_on,
        )
        for (person, first_on, last_on), same in rows.items()
    ]

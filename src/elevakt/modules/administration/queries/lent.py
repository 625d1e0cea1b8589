"""What whoever leads a unit gives there, to an end."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from elevakt.engines.cases.enums import Role
from elevakt.engines.cases.queries.definitions import definitions
from elevakt.engines.cases.rules.definition import Definition
from elevakt.modules.administration.queries.colleagues import name_in
from elevakt.trust.access.enums import Basis
from elevakt.trust.access.queries.covering import (
    assisting,
    covering,
    deciding,
    groups_of,
    is_principal,
)
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
    """Somebody has been lent something; a colleague who is not named to others has no name.

    :param keys: what ends it: one for each of ``what``
    :param what: what the groups are called that she covers, or the processes that she decides in
    """

    keys: tuple[uuid.UUID, ...]
    name: str
    what: tuple[str, ...]
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
    unit = _led(actor, unit_id)
    groups = {one.id: one.name for one in groups_of(actor, unit_id)}
    waiting = [one.given for one in proposed(actor) if one.given.group in groups]
    return CoversPage(
        unit,
        {str(key): name for key, name in groups.items()},
        *(
            _lent(actor, given, lambda one: groups.get(one.group, "") if one.group else "")
            for given in (covering(actor, unit_id), waiting)
        ),
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
    return AssistantsPage(found, _lent(actor, assisting(actor, pupil_id)), _lent(actor, waiting))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of cases in which a principal decides, in the language of the page.

    :param hers: the decisions that the law does not let her hand over
    :param others: those that somebody may make in her place
    """

    process: str
    title: str
    others: tuple[str, ...]
    hers: tuple[str, ...]


def kinds() -> list[Kind]:
    """Return the kinds of cases in which a principal decides, by title, as the newest versions."""
    language = get_language() or "sv"
    newest: dict[str, Definition] = {}
    for (process, version), found in definitions().items():
        if process not in newest or version > newest[process].version:
            newest[process] = found
    every = (_kind(one.in_language(language)) for one in newest.values())
    return sorted((one for one in every if one.others or one.hers), key=lambda one: one.title)


def _kind(found: Definition) -> Kind:
    steps = [
        (str(step.title), step.decision.delegable)
        for step in found.steps
        if step.decision is not None and Role.PRINCIPAL in step.decision.by
    ]
    others, hers = (
        tuple(dict.fromkeys(title for title, delegable in steps if delegable is may))
        for may in (True, False)
    )
    return Kind(found.id, str(found.title), others, hers)


@dataclass(frozen=True, slots=True)
class DelegationPage:
    """Who decides in the principal's place now or later, and what waits for a second person.

    :param is_principal: whether the actor may let somebody: a deputy only sees it
    """

    unit: SchoolUnit
    is_principal: bool
    kinds: list[Kind]
    now: list[LentRow]
    waiting: list[LentRow]


def delegation_page(actor: Actor, unit_id: uuid.UUID) -> DelegationPage:
    """Return who decides in the place of a unit's principal.

    :raises NotFound: if the actor does not lead it
    """
    unit, every = _led(actor, unit_id), kinds()
    titles = {one.process: one.title for one in every}
    waiting = [one.given for one in proposed(actor) if one.given.unit == unit_id]
    now, asked = (
        _lent(actor, given, lambda one: titles.get(one.scope, one.scope))
        for given in (deciding(actor, unit_id), waiting)
    )
    return DelegationPage(unit, is_principal(actor, unit_id), every, now, asked)


def _led(actor: Actor, unit_id: uuid.UUID) -> SchoolUnit:
    unit = next((one for one in led_units(actor) if one.id == unit_id), None)
    if unit is None:
        raise NotFound
    return unit


def _lent(
    actor: Actor, given: Iterable[Given], called: Callable[[Given], str] = lambda one: ""
) -> list[LentRow]:
    """Return what is lent to the same colleague on the same days as one row."""
    rows: dict[tuple[uuid.UUID, dt.date, dt.date | None], list[Given]] = {}
    for one in given:
        rows.setdefault((one.person, one.first_on, one.last_on), []).append(one)
    cards = staff_names(actor, [person for person, _first, _last in rows])
    return [
        LentRow(
            tuple(one.id for one in same),
            name_in(cards, person),
            tuple(sorted(filter(None, map(called, same)))),
            first_on,
            last_on,
        )
        for (person, first_on, last_on), same in rows.items()
    ]

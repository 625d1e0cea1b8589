"""The page of colleagues as one value."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from elevakt.engines.cases.queries.standing import set_tasks
from elevakt.engines.cases.rules.definition import Definition
from elevakt.trust.access.models import StaffCard
from elevakt.trust.access.queries.directory import answering, staff_of
from elevakt.trust.access.queries.finding import find_staff
from elevakt.trust.access.queries.names import staff_names
from elevakt.trust.access.queries.units import all_units, own_units
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.people.enums import HealthRole
from elevakt.trust.people.models import SchoolUnit

FOUND_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Task:
    """A colleague has a task in a process at a school, once and for all cases."""

    process: Definition
    assignment: str
    who: StaffCard


@dataclass(frozen=True, slots=True)
class Given:
    """A colleague has been given something for the organiser as a whole, for some processes."""

    what: str
    scopes: tuple[str, ...]
    who: StaffCard


@dataclass(frozen=True, slots=True)
class StaffPage:
    """Who works at a school and answers for what, and who answers at the organiser.

    :param found: the colleagues at any school who match what was searched for
    """

    units: list[SchoolUnit]
    unit: SchoolUnit | None
    leads: list[StaffCard]
    health: list[StaffCard]
    tasks: list[Task]
    given: list[Given]
    staff: list[StaffCard]
    found: list[StaffCard]


def staff_page(actor: Actor, *, unit_id: uuid.UUID | None, words: str) -> StaffPage:
    """Return the page about a school, or the own one, or else of the organiser alone.

    :raises NotFound: if there is no such school
    """
    units = all_units(actor)
    unit = next((one for one in units if one.id == unit_id), None)
    if unit_id and unit is None:
        raise NotFound
    if unit is None:
        unit = next(iter(own_units(actor)), None)
    answers = answering(actor)
    tasks = set_tasks(actor, unit.id) if unit else []
    cards = staff_names(actor, {one.person for one in answers} | {one.person for one in tasks})
    staff = staff_of(actor, unit.id) if unit else []
    return StaffPage(
        units=units,
        unit=unit,
        leads=_named(cards[one.person] for one in answers if unit and one.unit == unit.id),
        health=[card for card in staff if card.title in set(HealthRole)],
        tasks=[
            Task(one.process, one.assignment, cards[one.person])
            for one in tasks
            if one.person in cards
        ],
        given=[
            Given(what, tuple(sorted(scopes)), cards[person])
            for (what, person), scopes in _grouped(
                (one.what, one.person, one.scope) for one in answers if one.unit is None
            ).items()
        ],
        staff=staff,
        found=find_staff(actor, words, most=FOUND_AT_MOST) if words else [],
    )


def _named(cards: Iterable[StaffCard]) -> list[StaffCard]:
    return sorted(cards, key=lambda card: card.name_key)


def _grouped(
    rows: Iterable[tuple[str, uuid.UUID, str]],
) -> dict[tuple[str, uuid.UUID], list[str]]:
    found: dict[tuple[str, uuid.UUID], list[str]] = {}
    for what, person, scope in rows:
        found.setdefault((what, person), []).append(scope)
    return found

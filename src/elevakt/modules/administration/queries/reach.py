"""Who reaches the pupils of a unit, and when that was last gone through."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from elevakt.foundation.kernel import clock
from elevakt.modules.administration.models import AccessReview
from elevakt.modules.administration.queries.colleagues import name_in
from elevakt.modules.administration.rules.terms import PATIENCE, term_of
from elevakt.trust.access.models import StaffCard
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.queries.names import staff_names
from elevakt.trust.access.queries.units import led_units
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.people.enums import CalendarKind
from elevakt.trust.people.models import CalendarPeriod, SchoolUnit


@dataclass(frozen=True, slots=True)
class Reach:
    """Somebody reaches pupils or cases of a unit, on a basis."""

    name: str
    title: str
    basis: str
    count: int
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class ReachPage:
    """Who reaches the pupils of a unit, and when that was last gone through.

    :param is_signed: whether it has been this term
    :param seen: the list as it is kept with the signature
    """

    unit: SchoolUnit
    rows: list[Reach]
    term_starts_on: dt.date
    is_signed: bool
    signed: list[AccessReview]
    seen: list[list[object]]


def reach_page(actor: Actor, unit_id: uuid.UUID) -> ReachPage:
    """Return who reaches the pupils of a unit.

    :raises NotFound: if the actor does not lead it
    """
    unit = next((one for one in led_units(actor) if one.id == unit_id), None)
    if unit is None:
        raise NotFound
    found = asked(
        "select person_id, basis, reached, until from access.reach_of(%(unit)s)",
        {"unit": unit_id},
    )
    cards = staff_names(actor, [row[0] for row in found])
    rows = [
        Reach(
            name_in(cards, person),
            cards[person].title if person in cards else "",
            basis,
            count,
            until.astimezone(clock.STOCKHOLM).date() if until else None,
        )
        for person, basis, count, until in sorted(found, key=lambda row: _order(cards, row[0]))
    ]
    starts = _term_starts([unit_id])
    term = term_of(clock.today(), starts[unit_id])
    signed = list(AccessReview.objects.filter(unit_id=unit_id).order_by("-signed_at")[:10])
    return ReachPage(
        unit,
        rows,
        term,
        any(one.term_starts_on == term for one in signed),
        signed,
        [[str(person), basis, count] for person, basis, count, _until in found],
    )


def to_remind(actor: Actor) -> list[tuple[uuid.UUID, uuid.UUID, dt.date]]:
    """Return whoever leads a unit that has not been gone through this term: who, where, which.

    The actor is the machinery.
    """
    led = asked("select person_id, unit_id from access.leads_now()", {})
    starts = _term_starts({unit for _, unit in led})
    today = clock.today()
    terms = {unit: term_of(today, starts[unit]) for _, unit in led}
    done = set(
        AccessReview.objects.filter(unit_id__in=terms).values_list("unit_id", "term_starts_on")
    )
    return [
        (person, unit, terms[unit])
        for person, unit in led
        if terms[unit] + PATIENCE <= today and (unit, terms[unit]) not in done
    ]


def _term_starts(units: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, Sequence[dt.date]]:
    found: dict[uuid.UUID, list[dt.date]] = {unit: [] for unit in units}
    terms = CalendarPeriod.objects.filter(school_unit_id__in=found, kind=CalendarKind.TERM)
    for unit, start in terms.values_list("school_unit_id", "starts_on"):
        found[unit].append(start)
    return found


def _order(cards: Mapping[uuid.UUID, StaffCard], person: uuid.UUID) -> tuple[bool, str]:
    card = cards.get(person)
    return card is None, card.name_key if card else ""

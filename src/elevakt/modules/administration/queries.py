"""What has been given to whom, and who reaches the pupils of a unit, as one value each."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from elevakt.foundation.kernel import clock
from elevakt.foundation.ui.forms import Option
from elevakt.modules.administration.models import AccessReview
from elevakt.modules.administration.rules import PATIENCE, term_of
from elevakt.trust.access.enums import Basis
from elevakt.trust.access.models import StaffCard
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.queries.covering import assisting, covering, groups_of
from elevakt.trust.access.queries.finding import find_staff
from elevakt.trust.access.queries.giving import (
    Given,
    given_before,
    given_now,
    is_administrator,
    proposed,
)
from elevakt.trust.access.queries.names import person_names, staff_names
from elevakt.trust.access.queries.pupils import Pupil, pupil
from elevakt.trust.access.queries.resetting import Reset, resets
from elevakt.trust.access.queries.units import led_units
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.audit import actions as gate
from elevakt.trust.people.enums import CalendarKind
from elevakt.trust.people.models import CalendarPeriod, Group, SchoolUnit


@dataclass(frozen=True, slots=True)
class GivenRow:
    """A grant with names; a colleague who is not named to others has none.

    :param what: the process, the group or the pupil that it is for, if it is for one
    """

    given: Given
    name: str
    what: str
    giver: str
    second: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A grant that waits for a second person."""

    row: GivenRow
    is_mine_to_answer: bool


@dataclass(frozen=True, slots=True)
class GrantsPage:
    """What holds, what waits and what is over; to others than administrators only their part."""

    is_administrator: bool
    waiting: list[Waiting]
    now: list[GivenRow]
    before: list[GivenRow]


def grants_page(actor: Actor, titles: Mapping[str, str]) -> GrantsPage:
    """Return what has been given to whom.

    :param titles: what each process is called, by its id

    :raises NotFound: if the actor neither administers nor leads, has nothing and nothing waits
    """
    administers = is_administrator(actor)
    waiting, now = proposed(actor), given_now(actor)
    if not (administers or waiting or now or led_units(actor)):
        raise NotFound
    before = given_before(actor) if administers else []
    everything = [*now, *before, *(one.given for one in waiting)]
    cards = staff_names(
        actor,
        {key for one in everything for key in (one.person, one.given_by, one.second) if key},
    )

    groups = Group.objects.filter(id__in=[one.group for one in everything if one.group])
    called = dict(groups.values_list("id", "name"))
    called |= _pupils(actor, everything)

    def row(given: Given) -> GivenRow:
        about = given.group or given.pupil
        return GivenRow(
            given,
            _name(cards, given.person),
            called.get(about, "") if about else titles.get(given.scope, given.scope),
            _name(cards, given.given_by),
            _name(cards, given.second),
            given.person == actor.person_id,
        )

    return GrantsPage(
        administers,
        [Waiting(row(one.given), one.is_mine_to_answer) for one in waiting],
        [row(one) for one in now],
        [row(one) for one in before],
    )


def _pupils(actor: Actor, given: Iterable[Given]) -> dict[uuid.UUID, str]:
    """Return what those are called whom somebody assists, and whom the actor may know of."""
    basis = {one.pupil: one.basis for one in given if one.pupil}
    names = person_names(actor, basis)
    gate.lists({key: basis[key] for key in names})
    return names


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
            _name(cards, person),
            tuple(sorted(groups.get(one.group, "") for one in same if one.group)),
            first_on,
            last_on,
        )
        for (person, first_on, last_on), same in rows.items()
    ]


@dataclass(frozen=True, slots=True)
class ResetRow:
    """That a colleague's second steps are asked to be taken away, with names."""

    reset: Reset
    name: str
    asker: str
    second: str


@dataclass(frozen=True, slots=True)
class LogInsPage:
    """Whose second steps are asked to be taken away: what waits, and what is over."""

    is_administrator: bool
    waiting: list[ResetRow]
    before: list[ResetRow]


def log_ins_page(actor: Actor) -> LogInsPage:
    """Return whose second steps are asked to be taken away.

    :raises NotFound: if the actor neither administers nor leads
    """
    administers = is_administrator(actor)
    if not (administers or led_units(actor)):
        raise NotFound
    found = resets(actor)
    keys = {key for one in found for key in (one.person, one.asked_by, one.answered_by) if key}
    cards = staff_names(actor, keys)
    rows = [
        ResetRow(
            one,
            _name(cards, one.person),
            _name(cards, one.asked_by),
            _name(cards, one.answered_by),
        )
        for one in found
    ]
    return LogInsPage(
        administers,
        [row for row in rows if row.reset.waits],
        [row for row in rows if not row.reset.waits],
    )


def colleagues(actor: Actor, keys: Iterable[str]) -> list[Option]:
    """Return the colleagues with these keys, as a picker shows them."""
    cards = staff_names(actor, [key for one in keys if (key := _key(one))])
    return [Option(str(key), card.name, card.title) for key, card in cards.items()]


def colleague(actor: Actor, given: str) -> uuid.UUID | None:
    """Return the colleague who was picked, or the only one whose name begins so."""
    key = _key(given)
    found = [key] if key else [card.pk for card in find_staff(actor, given, most=2)]
    known = list(staff_names(actor, found))
    return known[0] if len(known) == 1 else None


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
            _name(cards, person),
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


def _name(cards: Mapping[uuid.UUID, StaffCard], person: uuid.UUID | None) -> str:
    return cards[person].name if person and person in cards else ""


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None

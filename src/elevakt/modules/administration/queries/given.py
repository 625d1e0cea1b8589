"""What has been given to whom for the organiser, and whose log-in is asked about."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from elevakt.modules.administration.queries.colleagues import name_in
from elevakt.trust.access.queries.giving import (
    Given,
    given_before,
    given_now,
    is_administrator,
    proposed,
)
from elevakt.trust.access.queries.names import person_names, staff_names
from elevakt.trust.access.queries.resetting import Reset, resets
from elevakt.trust.access.queries.units import led_units
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.audit import actions as gate
from elevakt.trust.people.models import Group


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
            name_in(cards, given.person),
            called.get(about, "") if about else titles.get(given.scope, given.scope),
            name_in(cards, given.given_by),
            name_in(cards, given.second),
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
            name_in(cards, one.person),
            name_in(cards, one.asked_by),
            name_in(cards, one.answered_by),
        )
        for one in found
    ]
    return LogInsPage(
        administers,
        [row for row in rows if row.reset.waits],
        [row for row in rows if not row.reset.waits],
    )

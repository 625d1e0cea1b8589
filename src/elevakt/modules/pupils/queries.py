"""The pages of a pupil, as one value each."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from elevakt.engines.cases.queries.cases import CaseRow, cases_about
from elevakt.engines.cases.queries.in_force import (
    Group,
    InForceList,
    MetPage,
    by_kind,
    in_force,
    kinds,
    met_in_groups,
    my_groups,
)
from elevakt.engines.cases.queries.mapped import MappedPage, Need, mapped_page
from elevakt.trust.access.enums import Basis
from elevakt.trust.access.queries import homes, pupils, units
from elevakt.trust.access.queries.circles import Proposed, circle_of, proposed_circle
from elevakt.trust.access.queries.circumstances import Circumstance, circumstances
from elevakt.trust.access.queries.homes import Guardian
from elevakt.trust.access.queries.names import staff_names
from elevakt.trust.access.queries.pupils import Pupil
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.audit import actions as gate
from elevakt.trust.people.models import SchoolUnit


@dataclass(frozen=True, slots=True)
class PupilPage:
    """What one reader needs to know of a pupil now.

    :param may_call: for those who teach: the guardians whom everybody may call; for the school
        administrator also how they are reached
    :param guardians: for mentor and lead: the home, with the answer for each guardian
    :param asks_reason: whether contacts are kept back until a reason is given
    """

    pupil: Pupil
    in_force: tuple[InForceList, ...]
    cases: list[CaseRow]
    may_call: list[Guardian]
    guardians: list[Guardian]
    asks_reason: bool
    leads: bool


def pupil_page(actor: Actor, pupil_id: uuid.UUID, *, reason: str) -> PupilPage:
    """Open a pupil.

    :param reason: why the home of a protected pupil is opened; kept in the log
    :raises NotFound: if there is none, or none that the actor may know of
    """
    pupil = pupils.pupil(actor, pupil_id)
    asks_reason = pupil.is_protected and not reason
    if reason:
        gate.gives_reason(reason)
    return PupilPage(
        pupil=pupil,
        in_force=by_kind(in_force(actor, pupil_id), kinds()),
        cases=cases_about(actor, pupil_id),
        may_call=[] if pupil.knows_home else homes.may_call(actor, pupil_id),
        guardians=(
            homes.homes(actor, pupil_id, with_contacts=not asks_reason) if pupil.knows_home else []
        ),
        asks_reason=asks_reason,
        leads=pupil.basis == Basis.LEADS,
    )


@dataclass(frozen=True, slots=True)
class InCircle:
    """Somebody who is in the circle; a colleague who is not named to others has no name."""

    name: str
    since: dt.datetime
    confirmed_by: str


@dataclass(frozen=True, slots=True)
class CirclePage:
    """Whom the circle around a protected pupil is chosen from, and who is in it since when."""

    pupil: Pupil
    proposed: list[Proposed]
    members: list[InCircle]


def circle_page(actor: Actor, pupil_id: uuid.UUID) -> CirclePage:
    """Return what the circle around a protected pupil is set from.

    :raises NotFound: if the pupil is not protected, or the actor does not lead the pupil's unit
    """
    found = pupils.pupil(actor, pupil_id)
    if not found.is_protected or found.basis != Basis.LEADS:
        raise NotFound
    proposed, inside = proposed_circle(actor, pupil_id), circle_of(actor, pupil_id)
    names = {one.id: one.name for one in proposed}
    confirmed = staff_names(actor, {one.confirmed_by for one in inside})
    members = [
        InCircle(
            names.get(one.reader, ""),
            one.since,
            confirmed[one.confirmed_by].name if one.confirmed_by in confirmed else "",
        )
        for one in inside
    ]
    return CirclePage(found, proposed, members)


@dataclass(frozen=True, slots=True)
class CircumstancesPage:
    """Special circumstances of a pupil: what holds, what is over, and the names of who did it."""

    pupil: Pupil
    now: list[Circumstance]
    before: list[Circumstance]
    names: Mapping[uuid.UUID, str]


def circumstances_page(actor: Actor, pupil_id: uuid.UUID) -> CircumstancesPage:
    """Return the special circumstances of a pupil.

    :raises NotFound: if the actor does not lead the pupil's unit
    """
    found = pupils.pupil(actor, pupil_id)
    if found.basis != Basis.LEADS:
        raise NotFound
    every = circumstances(actor, pupil_id)
    acted = {act.by_person_id for one in every for act in one.acts}
    cards = staff_names(actor, acted | {one.decided_by for one in every})
    return CircumstancesPage(
        found,
        [one for one in every if one.is_in_force],
        [one for one in every if not one.is_in_force],
        {key: card.name for key, card in cards.items()},
    )


@dataclass(frozen=True, slots=True)
class SupportPage:
    """What those who teach shall do, group by group; ``chosen`` is the only group shown, if any."""

    groups: list[Group]
    chosen: Group | None
    met: MetPage


def support_page(actor: Actor, *, group_id: uuid.UUID | None, after: int) -> SupportPage:
    """Return what is in force for those whom the actor teaches or is mentor for, by group.

    :param group_id: only this group; one that is not hers is no choice
    """
    groups = my_groups(actor)
    chosen = next((one for one in groups if one.id == group_id), None)
    met = met_in_groups(actor, group=chosen.id if chosen else None, after=after)
    return SupportPage(groups, chosen, met)


@dataclass(frozen=True, slots=True)
class MapPage:
    """Who has what in a unit, by class."""

    unit: SchoolUnit
    mapped: MappedPage


def map_page(
    actor: Actor, unit_id: uuid.UUID, *, class_name: str, need: Need | None, after: int
) -> MapPage:
    """Return who has what in a unit, what is late and what is missing.

    :raises NotFound: if the actor does not lead it
    """
    unit = next((one for one in units.led_units(actor) if one.id == unit_id), None)
    if unit is None:
        gate.refuses("unit")
        raise NotFound
    found = mapped_page(actor, unit_id, class_name=class_name, need=need, after=after)
    return MapPage(unit, found)

"""The pages of what is looked at afterwards, as one value each."""

import datetime as dt
import uuid
from dataclasses import dataclass, replace

from elevakt.modules.oversight.rules.paging import first_page
from elevakt.trust.access.enums import Basis, Limit
from elevakt.trust.access.models import StaffCard
from elevakt.trust.access.queries import finding, pupils, reasons, units
from elevakt.trust.access.queries.finding import PupilCard
from elevakt.trust.access.queries.names import staff_names
from elevakt.trust.access.queries.putting_on import Emergency, emergencies, own_limit
from elevakt.trust.access.queries.reasons import Opened, Own, Reading, Sought
from elevakt.trust.access.queries.watching import Found, worth_a_look
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.putting_on import minutes_to_choose
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.audit import actions as gate
from elevakt.trust.people.models import SchoolUnit

MOST = gate.MOST_IN_A_LIST
MOST_IN_A_FILE = 5000


@dataclass(frozen=True, slots=True)
class PupilLog:
    """Who has opened what about a pupil; ``before`` continues it, or is None at the end.

    :param leads: whether the one who looks leads the pupil's unit; else she oversees
    """

    pupil_id: uuid.UUID
    name: str
    leads: bool
    readings: list[Reading]
    before: dt.datetime | None


@dataclass(frozen=True, slots=True)
class PersonLog:
    """What a colleague has opened; ``before`` continues it."""

    person: StaffCard
    openings: list[Opened]
    before: dt.datetime | None


@dataclass(frozen=True, slots=True)
class OwnLog:
    """What somebody has opened herself; ``before`` continues it."""

    openings: list[Own]
    before: dt.datetime | None


def pupil_log(actor: Actor, pupil_id: uuid.UUID, sought: Sought, *, most: int = MOST) -> PupilLog:
    """Return who has opened what about a pupil.

    :raises NotFound: if the actor neither leads the pupil's unit nor oversees
    """
    name, leads = _named(actor, pupil_id)
    found = reasons.log_of(actor, pupil_id, sought, most=most + 1)
    shown, before = first_page(found, most)
    return PupilLog(pupil_id, name, leads, shown, before)


def _named(actor: Actor, pupil_id: uuid.UUID) -> tuple[str, bool]:
    """Open a pupil for her log: whoever oversees has found her by a search, as anybody may."""
    if Basis.LEADS in reasons.why_person(actor, pupil_id):
        return pupils.pupil(actor, pupil_id).name, True
    if units.surroundings(actor).oversees_until:
        for card in finding.pupil_cards(actor, [pupil_id]):
            gate.opens({pupil_id: Basis.OVERSEES})
            return card.name, False
    gate.refuses("log")
    raise NotFound


def person_log(
    actor: Actor, person_id: uuid.UUID, sought: Sought, *, most: int = MOST
) -> PersonLog:
    """Return what a colleague has opened.

    :raises NotFound: if the actor does not oversee, or there is no such colleague
    """
    person = staff_names(actor, [person_id]).get(person_id)
    if person is None or not units.surroundings(actor).oversees_until or person_id == actor.person:
        gate.refuses("log")
        raise NotFound
    found = reasons.log_by(actor, person_id, sought, most=most + 1)
    shown, before = first_page(found, most)
    return PersonLog(person, shown, before)


def own_log(actor: Actor, sought: Sought) -> OwnLog:
    """Return what the actor has opened herself."""
    found = reasons.own_log(actor, replace(sought, reader=None), most=MOST + 1)
    shown, before = first_page(found, MOST)
    return OwnLog(shown, before)


@dataclass(frozen=True, slots=True)
class StartPage:
    """What there is to look at.

    :param may_oversee: whether the actor has been given to oversee
    :param oversees: whether she has put it on
    :param is_told: whether she is told of emergencies now: else that there are none says nothing
    :param schools: where she may search for a pupil
    """

    may_oversee: bool
    oversees: bool
    leads: bool
    is_told: bool
    emergencies: list[Emergency]
    worth_a_look: list[Found]
    schools: list[SchoolUnit]
    pupils: list[PupilCard]
    colleagues: list[StaffCard]


def start_page(
    actor: Actor, *, words: str = "", unit_id: uuid.UUID | None = None, colleague: str = ""
) -> StartPage:
    """Return what there is to look at for one who leads, oversees, or is officer.

    :raises NotFound: for anybody else
    """
    around = units.surroundings(actor)
    if not (around.oversees or around.leads or around.is_officer):
        raise NotFound
    oversees = around.oversees_until is not None
    return StartPage(
        may_oversee=around.oversees,
        oversees=oversees,
        leads=around.leads,
        is_told=oversees or around.leads or around.is_officer,
        emergencies=emergencies(actor),
        worth_a_look=worth_a_look(actor),
        schools=units.all_units(actor) if oversees else [],
        pupils=finding.find_pupils(actor, words, unit_id=unit_id) if oversees and words else [],
        colleagues=finding.find_staff(actor, colleague) if oversees and colleague else [],
    )


@dataclass(frozen=True, slots=True)
class EmergencyPage:
    """Whom to open in an emergency: searched for, or found.

    :param found: who was found by a search
    :param pupil: the one who was chosen, or None
    :param minutes: how long it may last
    """

    schools: list[SchoolUnit]
    found: list[PupilCard]
    pupil: PupilCard | None
    minutes: tuple[int, ...]
    searches_left: int


def emergency_page(
    actor: Actor, *, words: str, unit_id: uuid.UUID | None, pupil_id: uuid.UUID | None
) -> EmergencyPage:
    """Return what a pupil is opened from in an emergency: the own schools come first."""
    own = {unit.id for unit in units.own_units(actor)}
    cards = finding.pupil_cards(actor, [pupil_id]) if pupil_id else []
    return EmergencyPage(
        schools=sorted(units.all_units(actor), key=lambda unit: unit.id not in own),
        found=finding.find_pupils(actor, words, unit_id=unit_id) if words and not cards else [],
        pupil=cards[0] if cards else None,
        minutes=minutes_to_choose(own_limit(actor, Limit.EMERGENCY_MINUTES)),
        searches_left=finding.searches_left(actor),
    )


def emergency(actor: Actor, put_on_id: uuid.UUID) -> Emergency:
    """Return one emergency opening, for whoever may sign that it has been looked at.

    :raises NotFound: for anybody else
    """
    for one in emergencies(actor):
        if one.id == put_on_id and one.may_review:
            return one
    gate.refuses("review")
    raise NotFound


def found(actor: Actor, hit_id: uuid.UUID) -> Found:
    """Return one thing that is worth a look, for whoever may look at it.

    :raises NotFound: for anybody else
    """
    for one in worth_a_look(actor):
        if one.id == hit_id:
            return one
    gate.refuses("look")
    raise NotFound

"""The own notes, and the file that a profession keeps of a pupil."""

import datetime as dt
import uuid
from dataclasses import dataclass

from elevakt.modules.notes.enums import Profession
from elevakt.modules.notes.models import MemoryNote, ProfessionNote
from elevakt.trust.access.enums import Basis
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.queries.finding import PupilCard, find_pupils, pupil_cards
from elevakt.trust.access.queries.names import person_names, staff_names
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.audit import actions as gate

MOST = 50


@dataclass(frozen=True, slots=True)
class Memory:
    """One of the actor's own notes; ``about`` is empty when it is about nobody."""

    id: uuid.UUID
    about: str
    text: str
    written_at: dt.datetime
    goes_on: dt.date


@dataclass(frozen=True, slots=True)
class Kept:
    """A note of a profession, and who signed it."""

    id: uuid.UUID
    by: str
    happened_on: dt.date
    written_at: dt.datetime
    text: str


@dataclass(frozen=True, slots=True)
class FilePage:
    """What a profession at a unit keeps of a pupil.

    :param readers: how many read it now
    """

    pupil: PupilCard
    profession: str
    unit_name: str
    notes: list[Kept]
    readers: int


def professions(actor: Actor) -> dict[uuid.UUID, str]:
    """Return the profession that the actor has at each unit, where it keeps notes of its own."""
    rows = asked("select school_unit_id, duty_role from access.my_duty", {})
    return {unit: role for unit, role in rows if unit and role in set(Profession)}


def my_memory(actor: Actor) -> list[Memory]:
    """Return what the actor remembers, newest first."""
    rows = list(MemoryNote.objects.order_by("-written_at", "-id")[:MOST])
    pupils = {row.pupil_id for row in rows if row.pupil_id}
    names = person_names(actor, pupils)
    gate.lists(dict.fromkeys(pupils, "note"))
    return [
        Memory(
            row.id,
            names.get(row.pupil_id, "") if row.pupil_id else "",
            row.text,
            row.written_at,
            row.goes_on,
        )
        for row in rows
    ]


def found(actor: Actor, words: str) -> list[PupilCard]:
    """Return the pupils of the units where the actor has a profession, by name; it is logged."""
    units = professions(actor)
    cards = find_pupils(actor, words) if words and units else []
    return [card for card in cards if card.unit_id in units]


def file_page(actor: Actor, pupil_id: uuid.UUID) -> FilePage:
    """Open what the actor's profession keeps of a pupil.

    :raises NotFound: if she has no such profession where the pupil goes, or it is her own child
    """
    units = professions(actor)
    cards = [card for card in pupil_cards(actor, [pupil_id]) if card.unit_id in units]
    if not cards or is_kin(actor, pupil_id):
        gate.refuses("profession")
        raise NotFound
    card = cards[0]
    gate.opens({pupil_id: Basis.PROFESSION})
    rows = list(
        ProfessionNote.objects.filter(
            pupil_id=pupil_id, unit_id=card.unit_id, profession=units[card.unit_id]
        ).order_by("-happened_on", "-id")[:MOST]
    )
    signed = staff_names(actor, {row.by_person_id for row in rows})
    ((unit_name, readers),) = asked(
        """
        select unit.name, access.same_profession(unit.id)
          from people.school_unit unit where unit.id = %(unit)s
        """,
        {"unit": card.unit_id},
    )
    return FilePage(
        pupil=card,
        profession=units[card.unit_id],
        unit_name=unit_name,
        notes=[
            Kept(
                row.id,
                signed[row.by_person_id].name if row.by_person_id in signed else "",
                row.happened_on,
                row.written_at,
                row.text,
            )
            for row in rows
        ],
        readers=readers,
    )


def is_kin(actor: Actor, pupil_id: uuid.UUID) -> bool:
    """Say whether a pupil is the actor's own child, or herself."""
    rows = asked("select from access.my_kin where pupil_id = %(pupil)s", {"pupil": pupil_id})
    return bool(rows)

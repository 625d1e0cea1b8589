"""Find somebody to report on, or a colleague: the least that points them out."""

import logging
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from elevakt.trust.access.models import StaffCard
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.audit import actions as gate

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PupilCard:
    """The least that points out a pupil: what a search answers."""

    id: uuid.UUID
    name: str
    class_name: str
    unit_id: uuid.UUID


def find_pupils(
    actor: Actor, words: str, *, unit_id: uuid.UUID | None = None, most: int = 8
) -> list[PupilCard]:
    """Return pupils by name, tolerant of spelling: in the own units, or at one other school.

    At another school at most five, logged, twenty searches a day. Protected pupils are never found.
    """
    if not actor.is_staff:
        return []
    rows = asked(
        """
        select person_id, name, class_name, unit_id
          from access.find_pupils(%(words)s, %(unit)s::uuid, %(most)s)
        """,
        {"words": words, "unit": unit_id, "most": most},
    )
    found = [PupilCard(*row) for row in rows]
    if unit_id is not None and not found and not searches_left(actor):
        log.warning("search beyond the limit of the day")
    gate.lists({card.id: "search" for card in found})
    return found


def pupil_cards(actor: Actor, pupils: Iterable[uuid.UUID]) -> list[PupilCard]:
    """Return the cards of pupils whom the actor meets or has picked in a search, and no others."""
    picked = list(pupils)
    if not actor.is_staff or not picked:
        return []
    rows = asked(
        """
        select card.* from unnest(%(pupils)s::uuid[]) pupil(id),
               lateral access.pupil_card_of(pupil.id) card
        """,
        {"pupils": picked},
    )
    found = [PupilCard(*row) for row in rows]
    gate.lists({card.id: "search" for card in found})
    return found


def searches_left(actor: Actor) -> int:
    """Return how many more searches at other schools the actor has today."""
    return int(asked("select access.searches_left()", {})[0][0])


def find_staff(
    actor: Actor, words: str, *, unit_id: uuid.UUID | None = None, most: int = 8
) -> list[StaffCard]:
    """Return colleagues by the beginning of a name, at one unit or at all."""
    found = StaffCard.objects.filter(name__istartswith=words.strip())
    if unit_id is not None:
        found = found.filter(unit_id=unit_id)
    return list(found.order_by("name_key")[:most])

"""Colleagues as they are picked and named."""

import uuid
from collections.abc import Iterable, Mapping

from elevakt.foundation.ui.forms import Option
from elevakt.trust.access.models import StaffCard
from elevakt.trust.access.queries.finding import find_staff
from elevakt.trust.access.queries.names import staff_names
from elevakt.trust.access.rules.actor import Actor


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


def name_in(cards: Mapping[uuid.UUID, StaffCard], person: uuid.UUID | None) -> str:
    """Return the name on somebody's card; empty for one who is not named to others."""
    return cards[person].name if person and person in cards else ""


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None

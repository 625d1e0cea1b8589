"""Names of those whom the actor may see."""

import uuid
from collections.abc import Iterable

from elevakt.trust.access.models import StaffCard
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.people.models import Person


def staff_names(actor: Actor, persons: Iterable[uuid.UUID]) -> dict[uuid.UUID, StaffCard]:
    """Return the cards of colleagues by key; a protected colleague is not among them."""
    keys = set(persons)
    cards = StaffCard.objects.filter(person_id__in=keys) if keys else ()
    return {card.pk: card for card in cards}


def person_names(actor: Actor, persons: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the names of those of these persons whom the actor may see."""
    return {person.id: person.name for person in Person.objects.filter(id__in=set(persons))}

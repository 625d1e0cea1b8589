"""Tell colleagues of what has been done in administration."""

import uuid
from collections.abc import Iterable

from elevakt.engines.notifications.actions import Told, tell
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.people.enums import Side


def tell_others(
    actor: Actor, persons: Iterable[uuid.UUID], kind: str, title: str, once: str
) -> None:
    """Tell these persons, but never whoever did it herself."""
    with engine_writes():
        others = set(persons) - {actor.person}
        told = (Told(person, Side.STAFF, None, kind, title, once) for person in others)
        tell(actor.organiser_id, told)

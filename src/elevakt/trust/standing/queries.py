"""The standings of a user. Read as the web's own role, before anybody acts."""

import datetime as dt
import uuid
from collections.abc import Collection

from elevakt.trust.access.enums import LoginStrength
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.people.enums import Side
from elevakt.trust.standing.models import Standing


def standings(user_id: int) -> list[Standing]:
    """Return the standings of a user, the first given first."""
    return list(
        Standing.objects.raw(
            "select id, user_id, person_id, organiser_id, side from login.standing"
            " where user_id = %s order by id",
            [user_id],
        )
    )


def actor(user_id: int, standing_id: uuid.UUID | None, strength: LoginStrength) -> Actor | None:
    """Return who acts: the chosen standing, or the only one; None if there is a choice to make."""
    found = standings(user_id)
    chosen = [s for s in found if s.id == standing_id] or (found if len(found) == 1 else [])
    return _actor(chosen[0], strength) if chosen else None


def actors(user_id: int, strength: LoginStrength) -> list[Actor]:
    """Return everybody whom a user may act as."""
    return [_actor(standing, strength) for standing in standings(user_id)]


def _actor(standing: Standing, strength: LoginStrength) -> Actor:
    return Actor(
        person_id=standing.person_id,
        organiser_id=standing.organiser_id,
        side=Side(standing.side),
        standing_id=standing.id,
        strength=strength,
    )


def has_standings(organiser_id: uuid.UUID) -> bool:
    """Say whether anybody can log in to an organiser."""
    return Standing.objects.filter(organiser_id=organiser_id).exists()


def has_log_in(organiser_id: uuid.UUID, persons: Collection[uuid.UUID], since: dt.datetime) -> bool:
    """Say whether any of these persons has a log-in. Called as machinery."""
    return Standing.objects.filter(organiser_id=organiser_id, person_id__in=persons).exists()

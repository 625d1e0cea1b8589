"""Open a pupil in an emergency, and tell at once those who are to know."""

import uuid

from django.utils.translation import gettext_noop

from elevakt.engines.notifications import actions as notifications
from elevakt.engines.notifications.actions import Told
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.actions.putting_on import break_glass
from elevakt.trust.access.queries.putting_on import to_be_told
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.people.enums import Side

EMERGENCY = "emergency"
"""The kind of notice."""

IS_OPENED = gettext_noop("En nödöppning har gjorts")


def open_in_emergency(actor: Actor, pupil_id: uuid.UUID, *, reason: str, minutes: int) -> None:
    """Open a pupil in an emergency, and tell whoever leads her unit, and the officers.

    :raises NotStrong: if the log-in was not
    :raises NotFound: if there is no such pupil to open, or she is one's own
    :raises NoReason: if none is given
    :raises NotSoManyMinutes: if the organiser lets it last less
    """
    key = break_glass(actor, pupil_id, reason=reason, minutes=minutes)
    with engine_writes():
        told = to_be_told(pupil_id) - {actor.person}
        notifications.tell(
            actor.organiser_id,
            [
                Told(person, Side.STAFF, None, EMERGENCY, IS_OPENED, f"emergency:{key}", True)
                for person in sorted(told)
            ],
        )

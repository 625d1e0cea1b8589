"""Set the circle around a protected pupil."""

import uuid
from collections.abc import Collection

from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.models import ProtectedCircle
from elevakt.trust.access.queries.circles import proposed_circle
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound


class NotAmongThem(Exception):
    """Somebody was named who neither meets the pupil nor is in the circle."""


def set_circle(actor: Actor, *, pupil_id: uuid.UUID, readers: Collection[uuid.UUID]) -> None:
    """Confirm, name by name, who is in the circle; whoever is not named leaves it now.

    :raises NotFound: if the actor does not lead the pupil's unit
    :raises NotAmongThem: if somebody is named who was not proposed
    """
    proposed = {one.id: one for one in proposed_circle(actor, pupil_id)}
    if not proposed:
        raise NotFound
    if not proposed.keys() >= set(readers):
        raise NotAmongThem
    now = clock.now()
    leaving = [one.id for one in proposed.values() if one.is_in and one.id not in readers]
    joining = [one.id for one in proposed.values() if not one.is_in and one.id in readers]
    with engine_writes():
        circle = ProtectedCircle.objects.filter(protected_person_id=pupil_id)
        for row in circle.filter(reader_id__in=leaving, valid_during__contains=now):
            row.valid_during = (row.valid_during.lower, now)
            row.save(update_fields=["valid_during"])
        ProtectedCircle.objects.bulk_create(
            ProtectedCircle(
                organiser_id=actor.organiser_id,
                protected_person_id=pupil_id,
                reader_id=reader,
                valid_during=(now, None),
                confirmed_by_id=actor.person,
            )
            for reader in joining
        )

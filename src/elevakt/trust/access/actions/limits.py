"""Set a number for an organiser, in place of ours."""

from elevakt.trust.access.enums import Limit
from elevakt.trust.access.models import OwnLimit
from elevakt.trust.access.rules.actor import Actor


class NotThatMany(Exception):
    """A limit is at least one."""


def set_limit(actor: Actor, limit: Limit, value: int) -> None:
    """Set a number for the organiser. Called as machinery.

    :raises NotThatMany: if it is less than one
    """
    if value < 1:
        raise NotThatMany
    row = OwnLimit(organiser_id=actor.organiser_id, limit=limit, value=value)
    OwnLimit.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["organiser_id", "limit"],
        update_fields=["value"],
    )

"""Give somebody a standing."""

import uuid

from django.contrib.auth.models import User

from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.people.enums import Side
from elevakt.trust.standing.models import Standing


def give_standing(actor: Actor, *, username: str, person_id: uuid.UUID, side: Side) -> None:
    """Let a user stand as a person, and make the user if there is none, without a password.

    A password, or another way to prove who one is, is the user's own to set; until then nobody
    logs in as her. The same standing given twice is given once.
    """
    with engine_writes():
        user = User.objects.filter(username=username).first()
        if user is None:
            user = User(username=username)
            user.set_unusable_password()
            user.save()
        Standing.objects.get_or_create(
            user=user, person_id=person_id, organiser_id=actor.organiser_id, side=side
        )

"""What belongs to a log-in: ways to prove oneself, and sessions. Read before anybody acts."""

import datetime as dt
import uuid
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.db import connection

from elevakt.doors.login.rules import Device, device, network
from elevakt.foundation.kernel import ids
from elevakt.trust.standing.models import Standing

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, slots=True)
class Step:
    """A second step of somebody: an app with codes, or a passkey by the name that she gave it.

    :param key: of a passkey: what its own device knows it by, a random word
    """

    id: int
    is_passkey: bool
    key: str
    name: str
    added_at: dt.datetime
    used_at: dt.datetime | None


def second_steps(user_id: int) -> list[Step]:
    """Return the second steps of a user, the oldest first."""
    found = Authenticator.objects.filter(user_id=user_id, type__in=SECOND_STEPS)
    return [_step(one) for one in found.order_by("created_at", "id")]


def _step(one: Authenticator) -> Step:
    is_passkey = one.type == Authenticator.Type.WEBAUTHN
    return Step(
        one.pk,
        is_passkey,
        one.data["credential"]["id"] if is_passkey else "",
        one.wrap().name if is_passkey else "",
        one.created_at,
        one.last_used_at,
    )


def codes_left(user_id: int) -> int | None:
    """Return how many recovery codes are left, or None if there never were any."""
    found = Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.RECOVERY_CODES)
    kept = found.first()
    return len(kept.wrap().get_unused_codes()) if kept else None


@dataclass(frozen=True, slots=True)
class Session:
    """A session as its owner knows it.

    :param network: roughly where it was last used
    """

    id: int
    device: Device
    network: str
    began_at: dt.datetime
    seen_at: dt.datetime
    is_this: bool


def sessions(user_id: int, this: str | None) -> list[Session]:
    """Return the sessions of a user that are alive, this one first.

    :param this: the key of the session that asks
    """
    user = User(pk=user_id)
    found = [
        Session(
            id=one.pk,
            device=device(one.user_agent),
            network=network(one.ip),
            began_at=one.created_at,
            seen_at=one.last_seen_at,
            is_this=one.session_key == this,
        )
        for one in UserSession.objects.purge_and_list(user)
    ]
    return sorted(found, key=lambda one: (not one.is_this, -one.seen_at.timestamp()))


def told_as(*, user_id: int | None = None, username: str = "") -> uuid.UUID | None:
    """Return the standing that a user is told as by mail: her work's first. None if she has none.

    One question for a user who is there and for one who is not: it takes the same time.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select standing.id from login.standing join base.auth_user on auth_user.id = user_id"
            " where (auth_user.id = %s or username = %s) and is_active"
            " order by side desc, standing.id limit 1",
            [user_id or 0, username],
        )
        found = cursor.fetchone()
    return found[0] if found else None


def somebody_or_nobody(username: str) -> uuid.UUID:
    """Return the standing that a user name is told as, or a key of nobody."""
    return told_as(username=username) or ids.new()


def standing(standing_id: uuid.UUID) -> Standing | None:
    """Return a standing with its user, or None."""
    return Standing.objects.select_related("user").filter(id=standing_id).first()

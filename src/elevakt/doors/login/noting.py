"""Every try to come in, and every change in how one does, is a line in the log.

It says what was tried, how it went, from where and by which user, by the number of her log-in:
never a name, nor anything of what was typed.
"""

import logging
from enum import StrEnum

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.contrib.auth.models import User
from django.http import HttpRequest

log = logging.getLogger("elevakt.entering")


class Outcome(StrEnum):
    """How it went."""

    CAME_IN = "came in"
    PROVED = "proved"
    """She has proved again who she is."""
    WRONG = "wrong"
    LIMITED = "limited"
    """There were too many tries; it was not looked at."""
    CLOSED = "closed"
    """All was right, and the account is closed."""
    ASKED = "asked"
    """Somebody asked for a link to a new password."""
    CHANGED = "changed"
    """How she logs in has been changed."""
    WENT = "went"
    """She logged out."""
    ENDED = "ended"
    """Somebody else, or time, ended it."""


def note(
    request: HttpRequest | None,
    outcome: Outcome,
    way: str,
    user_id: int | None,
    *,
    by_user: int | None = None,
) -> None:
    """Write a line.

    :param request: None where a job does it
    :param way: what was used: ``password``, ``totp``, ``webauthn`` and so on, one after another
    :param user_id: None if there is no such user, or nobody may know whether there is
    :param by_user: who did it, where that is somebody else
    """
    address = get_adapter(request).get_client_ip(request) if request else ""
    about = {"outcome": outcome.value, "way": way, "user": user_id, "from_address": address}
    if by_user is not None:
        about["by_user"] = by_user
    good = outcome not in {Outcome.WRONG, Outcome.LIMITED, Outcome.CLOSED}
    log.log(logging.INFO if good else logging.WARNING, "log-in", extra=about)


def note_entry(request: HttpRequest, user: User) -> None:
    """Write that somebody came in, and by what."""
    records = get_authentication_records(request, user)
    note(request, Outcome.CAME_IN, " ".join(map(_way, records)), user.pk)


def user_called(username: str) -> int | None:
    """Return the number of the user who has a name. One question, whether there is one or not."""
    return User.objects.filter(username__iexact=username).values_list("pk", flat=True).first()


def _way(record: dict[str, str]) -> str:
    return record.get("type") or record["method"]

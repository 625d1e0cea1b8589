"""What a session remembers of how its owner proved who she is, and when."""

import time

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest

from elevakt.trust.access.enums import LoginStrength
from elevakt.trust.access.rules.actor import Actor

STANDING = "standing"
STRENGTH = "strength"
PROVED_AT = "proved_at"
BEGAN_AT = "began_at"
SEEN_AT = "seen_at"
PREFIX = "proof"
"""What the fields of a proof are called by, among those that are carried along."""
NOT_CARRIED = ("csrfmiddlewaretoken", "next", "is_post")


def remember_log_in(request: HttpRequest, user: User) -> None:
    """Remember how somebody has just logged in: strongly only with something that she has."""
    methods = {record["method"] for record in get_authentication_records(request, user)}
    strength = LoginStrength.STRONG if "mfa" in methods else LoginStrength.PASSWORD
    request.session[STRENGTH] = strength
    request.session[BEGAN_AT] = request.session[PROVED_AT] = time.time()


def remember_proof(request: HttpRequest, *, strength: LoginStrength | None = None) -> None:
    """Remember that somebody has just proved again who she is.

    :param strength: set when a second step was added, which she has just shown that she holds
    """
    request.session[PROVED_AT] = time.time()
    if strength:
        request.session[STRENGTH] = strength


def strength_of(request: HttpRequest) -> LoginStrength:
    """Return how sure the log-in was."""
    return LoginStrength(request.session.get(STRENGTH, LoginStrength.PASSWORD))


def is_proved(request: HttpRequest) -> bool:
    """Say whether somebody has proved who she is just now. Nobody in the demo has a password."""
    since = time.time() - request.session.get(PROVED_AT, 0)
    return settings.IS_DEMO or 0 <= since < settings.PROOF_SECONDS


def is_too_weak(actor: Actor) -> bool:
    """Say whether somebody may do nothing yet with a password alone, outside the demo.

    Staff may not, nor homes where the organiser has said so.
    """
    needs_more = actor.is_staff or settings.HOMES_NEED_SECOND_STEP
    return needs_more and actor.strength is LoginStrength.PASSWORD and not settings.IS_DEMO


def carried_of(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was posted to a page, as its form sent it, to be sent again."""
    kept = {
        name: values
        for name, values in request.POST.lists()
        if name not in NOT_CARRIED and not name.startswith(f"{PREFIX}-")
    }
    return [(name, str(value)) for name, values in kept.items() for value in values]

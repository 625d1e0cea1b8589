"""How allauth behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from elevakt.doors.login.actions import tell_of_change, tell_of_device
from elevakt.doors.login.noting import Outcome, note, note_entry, user_called
from elevakt.doors.login.proof import is_proved, remember_log_in
from elevakt.doors.login.queries import second_steps
from elevakt.doors.login.sealing import seal, unseal

DEVICE = "device"
YEAR = 365 * 24 * 60 * 60
KNOWN_AT_MOST = 20
"""So many users of one browser are remembered, as in a staff room."""

TOO_MANY = _("För många försök. Vänta en stund och försök igen.")
WRONG_CODE = _("Koden stämmer inte. Skriv den som visas just nu.")


class ClosedDoorAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up, and nothing is said on a page about who has come or gone."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("Användarnamnet eller lösenordet stämmer inte."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "incorrect_password": _("Lösenordet stämmer inte."),
        "enter_current_password": _("Lösenordet stämmer inte."),
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: accounts are given."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the page that follows shows it, and a name does not belong there."""

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Send one whose account is closed back to the log-in, as if there were none."""
        note(request, Outcome.CLOSED, "", user.pk)
        return redirect("account_login")

    def login(self, request: HttpRequest, user: User) -> None:
        """Log somebody in, and remember in the session how she proved who she is."""
        super().login(request, user)
        remember_log_in(request, user)
        note_entry(request, user)

    def logout(self, request: HttpRequest) -> None:
        """Log somebody out."""
        note(request, Outcome.WENT, "", request.user.pk)
        super().logout(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try with a password, and refuse what is one too many."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            note(request, Outcome.LIMITED, "password", _tried(credentials))
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note that a password was wrong, or that nobody has that name."""
        note(request, Outcome.WRONG, "password", _tried(credentials))

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        """Go on to the first page, and tell the user if she has not used this device before."""
        response: HttpResponse = super().post_login(request, user, **more)
        known, (one, *former) = _known(request), _digests(user)
        if not {one, *former} & {*known}:
            tell_of_device(user)
        kept = [one, *(other for other in known if other not in {one, *former})][:KNOWN_AT_MOST]
        response.set_cookie(
            _device_cookie(),
            Signer(salt=DEVICE).sign_object(kept),
            max_age=YEAR,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        return response

    def set_password(self, user: User, password: str) -> None:
        """Set a password, and nothing else of the user: nothing else may be written."""
        user.set_password(password)
        user.save(update_fields=["password"])

    def send_notification_mail(self, template: str, user: User, *_args: Any, **_more: Any) -> None:
        """Tell somebody of a change in her log-in: in our words, where her school reaches her."""
        note(self.request, Outcome.CHANGED, template.rpartition("/")[2], user.pk)
        tell_of_change(user)

    def is_reauthentication_required(self, *, app: str, **_more: Any) -> bool:
        """Say whether a proof is asked for, by the same rule as everywhere in the house."""
        return not is_proved(self.request)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, str]]:
        """Return the one page that asks for a proof; it offers what the user has."""
        return [{"id": "confirm", "description": "", "url": reverse("login:confirm")}]


def _tried(credentials: dict[str, Any]) -> int | None:
    return user_called(str(credentials.get("username", "")))


def _device_cookie() -> str:
    return f"{settings.COOKIE_PREFIX}{DEVICE}"


def _known(request: HttpRequest) -> list[str]:
    """Return who has logged in with this browser before, by digests."""
    try:
        known = Signer(salt=DEVICE).unsign_object(request.COOKIES.get(_device_cookie(), ""))
    except BadSignature:
        return []
    return [str(one) for one in known]


def _digests(user: User) -> list[str]:
    """Return what a user is called in the cookie: by the key of today, and by those before it."""
    return [
        salted_hmac(DEVICE, str(user.pk), secret=key, algorithm="sha256").hexdigest()[:32]
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second steps: what is secret about them is sealed, and the last one stays."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        """Seal a secret with a key that the database does not hold."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open what was sealed."""
        return unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Say whether a second step may be taken away: not the last one."""
        return len(second_steps(authenticator.user_id)) > 1

    def get_totp_issuer(self) -> str:
        """Return what the app shows beside the code."""
        return "Elevakt"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return whose passkeys these are: the host's that was asked, by the product's name."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "Elevakt"}

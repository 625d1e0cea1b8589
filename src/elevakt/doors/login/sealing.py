"""What is secret about second steps is sealed with a key that the database does not hold.

The key comes of ``ELEVAKT_SECRET_KEY``. What was sealed with an earlier one is opened as long as
that is named (``ELEVAKT_SECRET_KEY_BEFORE``); ``elevakt keys renew`` seals all of it anew.
"""

import base64

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

SEALED = ("secret", "seed", "migrated_codes")
"""Where allauth keeps what is sealed: of an app, of recovery codes, and of codes from elsewhere."""


def seal(text: str) -> str:
    """Seal a secret."""
    return _seals().encrypt(text.encode()).decode()


def unseal(text: str) -> str:
    """Open what was sealed, with this key or an earlier one."""
    return _seals().decrypt(text.encode()).decode()


@transaction.atomic
def seal_anew() -> int:
    """Seal everything with the key of today; return for how many second steps."""
    rows = list(Authenticator.objects.select_for_update().order_by("pk"))
    sealed = [one for one in rows if any(name in one.data for name in SEALED)]
    for one in sealed:
        one.data = {
            name: _anew(value) if name in SEALED else value for name, value in one.data.items()
        }
        one.save(update_fields=["data"])
    return len(sealed)


def _anew(value: str | list[str]) -> str | list[str]:
    if isinstance(value, list):
        return [seal(unseal(one)) for one in value]
    return seal(unseal(value))


def _seals() -> MultiFernet:
    return MultiFernet([_of(one) for one in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _of(secret: str) -> Fernet:
    key = HKDF(SHA256(), length=32, salt=None, info=b"elevakt second steps")
    return Fernet(base64.urlsafe_b64encode(key.derive(secret.encode())))

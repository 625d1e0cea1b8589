"""Let it be long since anybody proved who she is: ``python -m tests.journeys.older``."""

import django

django.setup()

from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402

from elevakt.doors.login.proof import PROVED_AT  # noqa: E402


def main():
    """Let every session remember a proof of long ago."""
    for key in Session.objects.values_list("session_key", flat=True):
        session = SessionStore(key)
        session[PROVED_AT] = 0
        session.save()


if __name__ == "__main__":
    main()

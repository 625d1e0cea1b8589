"""Send somebody her digest: how much waits for her, and nothing of what it is."""

import uuid
from collections.abc import Iterator

from django.utils.translation import gettext as _

from elevakt.doors.home.queries import Waiting, what_waits
from elevakt.engines.notifications import actions as notifications
from elevakt.engines.notifications.enums import Rhythm
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.people.enums import Side


def send_digest(actor: Actor, digest_id: uuid.UUID) -> bool:
    """Send a digest, and say whether it has left, or need not leave. Called as machinery.

    It is counted at the moment of sending, as the person herself: the database answers as it would
    on her first page.
    """
    digest = notifications.digest_to_send(digest_id)
    if digest is None:
        return True
    with acting_as(Actor(digest.person_id, actor.organiser_id, Side.STAFF)) as reader:
        waiting = what_waits(reader)
    return notifications.send_digest(digest, list(_said(waiting, Rhythm(digest.rhythm))))


def _said(waiting: Waiting, rhythm: Rhythm) -> Iterator[str]:
    """Say how much waits, and nothing of what it is. What is 0 is not said."""
    if waiting.to_do:
        yield _("Att göra: {n}").format(n=waiting.to_do)
    if waiting.late:
        yield _("Försenat: {n}").format(n=waiting.late)
    if waiting.this_week:
        yield _("Ska göras den här veckan: {n}").format(n=waiting.this_week)
    if waiting.unread:
        yield _("Olästa aviseringar: {n}").format(n=waiting.unread)
    if waiting.late_led and rhythm is Rhythm.WEEKLY:
        yield _("Försenade ärenden där du leder: {n}").format(n=waiting.late_led)

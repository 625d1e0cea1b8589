"""Send somebody her digest, and let a colleague stand in for her."""

import datetime as dt
import uuid
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from elevakt.doors.home.queries import Waiting, what_waits
from elevakt.engines.notifications import actions as notifications
from elevakt.engines.notifications.actions import Told
from elevakt.engines.notifications.enums import Rhythm
from elevakt.trust.access.actions.acting import acting_as, engine_writes
from elevakt.trust.access.actions.standing_in import let_stand_in
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.people.enums import Side

STANDS_IN = gettext_noop("Du är ersättare för en kollega")


def ask_to_stand_in(
    actor: Actor, person_id: uuid.UUID, *, first_on: dt.date, last_on: dt.date
) -> None:
    """Let a colleague stand in for the actor, and tell her.

    :raises NotFound: if there is no such colleague, or nothing to stand in for
    :raises NotSoLong: if the days cannot be
    """
    key = let_stand_in(actor, person_id, first_on=first_on, last_on=last_on)
    with engine_writes():
        told = Told(person_id, Side.STAFF, None, "stands_in", STANDS_IN, f"stands_in:{key}")
        notifications.tell(actor.organiser_id, [told])


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

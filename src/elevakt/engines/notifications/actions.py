"""Tell somebody. The row comes first, in the act's own transaction; a job delivers it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parseaddr
from itertools import groupby
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext

from elevakt.engines.notifications import queries
from elevakt.engines.notifications.models import Notice
from elevakt.engines.notifications.rules import next_morning
from elevakt.foundation.kernel import clock, jobs
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.enums import Basis
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.audit import actions as gate
from elevakt.trust.people.enums import Side

DELIVER = "notifications.deliver"
AT_A_TIME = 500


class NotDelivered(Exception):
    """The mail server did not take everything; what it did not take is tried again."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be told to whom.

    :param once: the natural key; the same notice is kept once however often it is asked for
    :param title: quiet: never whom or what it is about
    """

    person_id: uuid.UUID
    side: Side
    matter_id: uuid.UUID | None
    kind: str
    title: str
    once: str
    is_acute: bool = False


def one_each(notices: Iterable[Told]) -> list[Told]:
    """Return one notice for each person, side and matter: an acute one if there is, else the first.

    One act may tell somebody several things of the same matter, and she reads them in one place.
    """
    kept: dict[tuple[uuid.UUID, Side, uuid.UUID | None], Told] = {}
    for told in sorted(notices, key=lambda one: not one.is_acute):
        kept.setdefault((told.person_id, told.side, told.matter_id), told)
    return list(kept.values())


def tell(organiser_id: uuid.UUID, notices: Iterable[Told]) -> None:
    """Keep notices; called inside ``engine_writes()``. They wait for the next working morning.

    Only what is acute is delivered at once.
    """
    now = clock.now()
    morning = next_morning(now.astimezone(clock.STOCKHOLM))
    kept = Notice.objects.bulk_create(
        [
            Notice(
                organiser_id=organiser_id,
                person_id=told.person_id,
                side=told.side,
                matter_id=told.matter_id,
                kind=told.kind,
                title=told.title,
                once=told.once,
                created_at=now,
                not_before=now if told.is_acute else morning,
                is_acute=told.is_acute,
            )
            for told in notices
        ],
        ignore_conflicts=True,
    )
    if any(notice.is_acute for notice in kept):
        jobs.defer(DELIVER, alone=f"{DELIVER}:{organiser_id}", organiser_id=organiser_id)


def read_all(actor: Actor) -> None:
    """Mark the actor's notices as read: those that she sees, and no others."""
    seen = list(Notice.objects.filter(read_at__isnull=True).values_list("id", flat=True))
    with engine_writes():
        Notice.objects.filter(id__in=seen).update(read_at=clock.now())


def deliver() -> int:
    """Deliver what has waited long enough, and return how many the mail server did not take.

    Called as machinery. Whether each may still be told is asked at the moment of sending.
    """
    waiting = (
        Notice.objects.filter(
            not_before__lte=clock.now(), delivered_at__isnull=True, dropped_at__isnull=True
        )
        .order_by("person_id", "side", "id")
        .select_for_update(skip_locked=True)[:AT_A_TIME]
    )
    failed = 0
    for (person_id, side), notices in groupby(waiting, lambda one: (one.person_id, one.side)):
        allowed = []
        for notice in notices:
            if queries.may_be_told(person_id, side, notice.matter_id):
                allowed.append(notice)
            else:
                _mark([notice], "dropped_at")
        if allowed and _sent(allowed):
            _mark(allowed, "delivered_at")
        else:
            failed += len(allowed)
    return failed


def _sent(notices: list[Notice]) -> bool:
    """Send one mail about these, all one person's; say whether it has left, or need not leave.

    It says that there is something to read, to nobody by name and about nobody. The same first
    notice gives the same Message-ID, so that a repeat is known as one.
    """
    first = notices[0]
    address = queries.address_of(first.person_id, first.side)
    if address is None:
        return True
    gate.opens({first.person_id: Basis.MACHINERY})
    words = gettext("Logga in i Elevakt")
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    mail = EmailMessage(
        words,
        f"{words}: {settings.ADDRESS}\n",
        to=[address],
        headers={"Message-ID": f"<{first.id}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    try:
        mail.send()
    except (SMTPException, OSError, ValueError):  # the last: an address that is none
        return False
    return True


def _mark(notices: list[Notice], what: str) -> None:
    Notice.objects.filter(id__in=[notice.id for notice in notices]).update(**{what: clock.now()})

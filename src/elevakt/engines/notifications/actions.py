"""Tell somebody. The row comes first, in the act's own transaction; a job delivers it."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.utils import parseaddr
from itertools import groupby
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext

from elevakt.engines.notifications import queries
from elevakt.engines.notifications.enums import Rhythm
from elevakt.engines.notifications.models import Digest, MailWish, Notice
from elevakt.engines.notifications.rules import (
    WORKDAY,
    MailHours,
    digest_day,
    digest_due,
    next_morning,
)
from elevakt.foundation.kernel import clock, jobs
from elevakt.foundation.kernel.rows import insert
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

    Which hours those are she may have chosen herself. Only what is acute is delivered at once.
    """
    now = clock.now()
    notices = list(notices)
    wished = queries.hours_of(one.person_id for one in notices if one.side is Side.STAFF)
    mornings = {
        person: next_morning(now.astimezone(clock.STOCKHOLM), hours)
        for person, hours in wished.items()
    }
    morning = next_morning(now.astimezone(clock.STOCKHOLM))
    kept = (
        Notice(
            organiser_id=organiser_id,
            person_id=told.person_id,
            side=told.side,
            matter_id=told.matter_id,
            kind=told.kind,
            title=told.title,
            once=told.once,
            created_at=now,
            not_before=now if told.is_acute else mornings.get(told.person_id, morning),
            is_acute=told.is_acute,
        )
        for told in notices
    )
    insert(kept, unless_there=True)
    if any(told.is_acute for told in notices):
        jobs.defer(DELIVER, alone=f"{DELIVER}:{organiser_id}", organiser_id=organiser_id)


def take_back(begins: str, *, but: Iterable[uuid.UUID]) -> None:
    """Drop what has not been delivered and whose key begins so; called inside ``engine_writes()``.

    :param but: those who are still to be told
    """
    waiting = Notice.objects.filter(once__startswith=begins, delivered_at=None, dropped_at=None)
    waiting.exclude(person_id__in=list(but)).update(dropped_at=clock.now())


def read_all(actor: Actor) -> None:
    """Mark the actor's notices as read: those that she sees, and no others."""
    seen = list(Notice.objects.filter(read_at__isnull=True).values_list("id", flat=True))
    with engine_writes():
        Notice.objects.filter(id__in=seen).update(read_at=clock.now())


def choose_mail(actor: Actor, *, rhythm: Rhythm, hours: MailHours) -> None:
    """Set when the actor wants mail, and how often of how much waits for her. From now on."""
    now = clock.now()
    with engine_writes():
        before = MailWish.objects.filter(person_id=actor.person, rhythm=rhythm).first()
        wish = MailWish(
            organiser_id=actor.organiser_id,
            person_id=actor.person,
            begin=hours.begin,
            end=hours.end,
            rhythm=rhythm,
            chosen_at=before.chosen_at if before else now,
        )
        MailWish.objects.bulk_create(
            [wish],
            update_conflicts=True,
            unique_fields=["person_id"],
            update_fields=["begin", "end", "rhythm", "chosen_at"],
        )


def keep_digests() -> list[uuid.UUID]:
    """Keep the digests whose time has come, each once, and return the keys of all to be sent.

    Called as machinery.
    """
    now = clock.now().astimezone(clock.STOCKHOLM)
    due = {
        wish: digest_due(Rhythm(wish.rhythm), MailHours(wish.begin, wish.end), wish.chosen_at, now)
        for wish in MailWish.objects.exclude(rhythm=Rhythm.NONE)
    }
    Digest.objects.bulk_create(
        [
            Digest(
                organiser_id=wish.organiser_id,
                person_id=wish.person_id,
                rhythm=wish.rhythm,
                day=day,
                made_at=now,
            )
            for wish, day in due.items()
            if day
        ],
        ignore_conflicts=True,
    )
    waiting = Digest.objects.filter(sent_at__isnull=True, dropped_at__isnull=True)
    return list(waiting.order_by("id").values_list("id", flat=True))


def digest_to_send(digest_id: uuid.UUID) -> Digest | None:
    """Return a digest that is still to be sent, and now; one whose time is past is dropped.

    Called as machinery. Nobody else sends it as long as the transaction lasts.
    """
    waiting = Digest.objects.filter(id=digest_id, sent_at__isnull=True, dropped_at__isnull=True)
    digest = waiting.select_for_update(skip_locked=True).first()
    if digest is None:
        return None
    now = clock.now().astimezone(clock.STOCKHOLM)
    wish = MailWish.objects.get(person_id=digest.person_id)
    if wish.rhythm != digest.rhythm or digest_day(Rhythm(digest.rhythm), now.date()) != digest.day:
        _settle(digest, "dropped_at")
        return None
    return digest if next_morning(now, MailHours(wish.begin, wish.end)) == now else None


def send_digest(digest: Digest, lines: Sequence[str]) -> bool:
    """Send a digest, and say whether it has left, or need not leave.

    :param lines: how much waits; where nothing does, nothing is sent
    """
    address = queries.address_of(digest.person_id, Side.STAFF) if lines else None
    if address is None:
        _settle(digest, "dropped_at")
        return True
    is_sent = _mail(digest.id, digest.person_id, address, lines)
    if is_sent:
        _settle(digest, "sent_at")
    return is_sent


def deliver() -> int:
    """Deliver what has waited long enough, and return how many the mail server did not take.

    Called as machinery. Whether each may still be told is asked at the moment of sending; and
    whether this is an hour in which she wants mail: it may be late, or she may have chosen anew.
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
        for notice in _not_too_late(person_id, side, list(notices)):
            if queries.may_be_told(person_id, side, notice.matter_id):
                allowed.append(notice)
            else:
                _mark([notice], "dropped_at")
        if allowed and _sent(allowed):
            _mark(allowed, "delivered_at")
        else:
            failed += len(allowed)
    return failed


def _not_too_late(person_id: uuid.UUID, side: str, notices: list[Notice]) -> list[Notice]:
    """Return what may come at this hour; the rest waits for the next morning."""
    now = clock.now().astimezone(clock.STOCKHOLM)
    wished = queries.hours_of([person_id]) if side == Side.STAFF else {}
    morning = next_morning(now, wished.get(person_id, WORKDAY))
    if morning == now:
        return notices
    later = [one.id for one in notices if not one.is_acute]
    Notice.objects.filter(id__in=later).update(not_before=morning)
    return [one for one in notices if one.is_acute]


def _sent(notices: list[Notice]) -> bool:
    """Send one mail about these, all one person's; say whether it has left, or need not leave.

    The same first notice gives the same Message-ID, so that a repeat is known as one.
    """
    first = notices[0]
    address = queries.address_of(first.person_id, first.side)
    return address is None or _mail(first.id, first.person_id, address)


def _mail(key: uuid.UUID, person_id: uuid.UUID, address: str, lines: Sequence[str] = ()) -> bool:
    """Send a mail, and say whether it has left.

    It says that there is something to read, to nobody by name and about nobody.
    """
    gate.opens({person_id: Basis.MACHINERY})
    words = gettext("Logga in i Elevakt")
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    more = "".join(f"\n{line}" for line in ["", *lines] if lines)
    mail = EmailMessage(
        words,
        f"{words}: {settings.ADDRESS}{more}\n",
        to=[address],
        headers={"Message-ID": f"<{key}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    try:
        mail.send()
    except (SMTPException, OSError, ValueError):  # the last: an address that is none
        return False
    return True


def _mark(notices: list[Notice], what: str) -> None:
    Notice.objects.filter(id__in=[notice.id for notice in notices]).update(**{what: clock.now()})


def _settle(digest: Digest, what: str) -> None:
    Digest.objects.filter(id=digest.id).update(**{what: clock.now()})

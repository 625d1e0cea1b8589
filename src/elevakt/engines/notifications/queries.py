"""One's own notices; and, for the machinery, whether somebody may be told and where."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from elevakt.engines.notifications.enums import Rhythm
from elevakt.engines.notifications.models import MailWish, Notice
from elevakt.engines.notifications.rules import WORKDAY, MailHours
from elevakt.foundation.kernel import clock
from elevakt.trust.access.models import (
    Matter,
    MatterBar,
    MatterPerson,
    MatterReader,
)
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.queries.standing_in import officers_for
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.people.enums import ContactKind, Side
from elevakt.trust.people.models import Contact, Duty, Enrolment, Person, Responsible

MOST = 50
OWN_MAIL = {Side.STAFF: "Skola personal", Side.FAMILY: "Privat"}
"""The type of e-mail address (SS 12000) that is used on each side, and no other."""


def notices(actor: Actor) -> list[Notice]:
    """Return the actor's newest notices; the policy keeps others' and those one is shut out of."""
    return list(Notice.objects.order_by("-created_at", "-id")[:MOST])


def unread(actor: Actor) -> int:
    """Return how many notices are unread, at most ``MOST``."""
    ((found,),) = asked(
        """
        select count(*) from (
          select from notifications.notice where read_at is null limit %(most)s) as unread
        """,
        {"most": MOST},
    )
    return int(found)


def all_unread(actor: Actor) -> int:
    """Return how many notices are unread."""
    return Notice.objects.filter(read_at__isnull=True).count()


@dataclass(frozen=True, slots=True)
class Wished:
    """When somebody wants mail, and how often of how much waits for her."""

    rhythm: Rhythm
    hours: MailHours


def wished_mail(actor: Actor) -> Wished:
    """Return what mail the actor wants: what holds for everybody until she has said otherwise."""
    wish = MailWish.objects.first()
    if wish is None:
        return Wished(Rhythm.NONE, WORKDAY)
    return Wished(Rhythm(wish.rhythm), MailHours(wish.begin, wish.end))


# ---- for the machinery: nothing here is ever shown ------------------------------------------


def shut_out(matter_id: uuid.UUID, persons: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Return who of these has nothing to do with a matter as staff, whatever else they may."""
    barred = MatterBar.objects.filter(matter_id=matter_id, person_id__in=set(persons))
    return frozenset(barred.values_list("person_id", flat=True))


def hours_of(persons: Iterable[uuid.UUID]) -> dict[uuid.UUID, MailHours]:
    """Return when those of these who have chosen want mail at work."""
    rows = asked(
        """
        select person_id, "begin", "end" from notifications.mail_wish
         where person_id = any(%(persons)s)
        """,
        {"persons": list(persons)},
    )
    return {person: MailHours(begin, end) for person, begin, end in rows}


def may_be_told(person_id: uuid.UUID, side: str, matter_id: uuid.UUID | None) -> bool:
    """Say whether somebody may, at this moment, be told that a matter has something to read."""
    if matter_id is None:
        return True
    if side == Side.STAFF:
        return _reads_as_staff(person_id, matter_id) and not shut_out(matter_id, [person_id])
    homes = _homes(person_id, matter_id)
    if homes:
        return all(_may_know_at_home(home, matter_id) for home in homes)
    return _reads_at_home(person_id, matter_id)


def address_of(person_id: uuid.UUID, side: str) -> str | None:
    """Return where somebody is reached by mail on one side, or None.

    Never a protected person or home; and never a pupil, whose mail may be read at home.
    """
    now = clock.now()
    children = Responsible.objects.filter(guardian_id=person_id, period__contains=now)
    if Person.objects.filter(
        id__in=[person_id, *children.values_list("pupil_id", flat=True)], is_protected=True
    ).exists():
        return None
    if Enrolment.objects.filter(person_id=person_id, period__contains=now).exists():
        return None
    return (
        Contact.objects.filter(
            person_id=person_id, kind=ContactKind.EMAIL, label=OWN_MAIL[Side(side)]
        )
        .order_by("id")
        .values_list("value", flat=True)
        .first()
    )


def _reads_as_staff(person_id: uuid.UUID, matter_id: uuid.UUID) -> bool:
    now = clock.now()
    if not Duty.objects.filter(person_id=person_id, period__contains=now).exists():
        return False
    reads = MatterReader.objects.filter(
        matter_id=matter_id, person_id=person_id, side=Side.STAFF, valid_during__contains=now
    )
    if reads.exists():
        return True
    scope = Matter.objects.filter(id=matter_id).values_list("scope", flat=True).first()
    return scope is not None and person_id in officers_for(scope)


def _reads_at_home(person_id: uuid.UUID, matter_id: uuid.UUID) -> bool:
    """Say whether somebody without children in a matter reads it now: by her report, or herself."""
    return bool(
        asked(
            """
            select from access.matter_reader reading
             where reading.matter_id = %(matter)s and reading.person_id = %(person)s
               and reading.side = 'family' and reading.valid_during @> access.now()
               and (reading.basis <> 'self' or exists (
                 select from access.told_reader told
                  where told.matter_id = reading.matter_id and told.basis = reading.basis
                    and told.person_id = reading.person_id))
             limit 1
            """,
            {"matter": matter_id, "person": person_id},
        )
    )


def _homes(person_id: uuid.UUID, matter_id: uuid.UUID) -> list[Responsible]:
    """Return those of the matter for whom somebody answers now."""
    about = MatterPerson.objects.filter(matter_id=matter_id).values("person_id")
    return list(
        Responsible.objects.filter(
            guardian_id=person_id, pupil_id__in=about, period__contains=clock.now()
        )
    )


def _may_know_at_home(home: Responsible, matter_id: uuid.UUID) -> bool:
    """Say whether this home may know, by the predicate that also closes what it has been told."""
    return bool(
        asked(
            """
            select from access.told_home told
             where told.matter_id = %(matter)s and told.pupil_id = %(pupil)s
               and told.guardian_id = %(guardian)s
            """,
            {"matter": matter_id, "pupil": home.pupil_id, "guardian": home.guardian_id},
        )
    )

"""Find, by night, what is worth a look in the logs, and sign that it has been looked at."""

import datetime as dt
import uuid

from django.db import connection

from elevakt.foundation.kernel import clock, ids
from elevakt.trust.access.actions.putting_on import NoReason
from elevakt.trust.access.enums import Pattern
from elevakt.trust.access.models import Hit, Look
from elevakt.trust.access.queries.watching import odd_ones, picked_at_random
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.audit import actions as gate


def find_what_is_worth_a_look(actor: Actor, day: dt.date) -> int:
    """Find what is worth a look on a day, once, and return how much. Called as machinery."""
    found = [
        Hit(
            organiser_id=actor.organiser_id,
            pattern=pattern,
            person_id=person_id,
            day=day,
            number=number,
        )
        for pattern, person_id, number in odd_ones(actor, day)
    ]
    Hit.objects.bulk_create(found, ignore_conflicts=True)
    return len(found)


def pick_a_sample(actor: Actor, monday: dt.date) -> int:
    """Pick some openings of the week that began on a day, and return how many.

    Once: where some of that week have been picked already, none are. Called as machinery.
    """
    last = monday + dt.timedelta(days=6)
    if Hit.objects.filter(pattern=Pattern.SAMPLE, day__range=(monday, last)).exists():
        return 0
    picked = [
        Hit(
            organiser_id=actor.organiser_id,
            pattern=Pattern.SAMPLE,
            person_id=person_id,
            day=day,
            number=1,
            opening_id=key,
        )
        for key, person_id, day in picked_at_random(actor, monday)
    ]
    Hit.objects.bulk_create(picked, ignore_conflicts=True)
    return len(picked)


def sign_look(actor: Actor, hit_id: uuid.UUID, *, words: str) -> None:
    """Sign that something has been looked at, and say what it was. It is written as the actor.

    :raises NotFound: if there is nothing by that key that is the actor's to look at
    :raises NoReason: if nothing is said
    """
    with connection.cursor() as cursor:
        cursor.execute("select access.may_sign_hit(%s)", [hit_id])
        if cursor.fetchone() != (True,):
            gate.refuses("look")
            raise NotFound
    if not words.strip():
        raise NoReason
    Look.objects.bulk_create(
        [
            Look(
                id=ids.new(),
                organiser_id=actor.organiser_id,
                hit_id=hit_id,
                signed_by_id=actor.person,
                signed_at=clock.now(),
                words=words.strip(),
            )
        ]
    )

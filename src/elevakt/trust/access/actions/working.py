"""Who works when nobody is there: the machinery of one organiser, with a name for what it does."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.rules.actor import Actor, machinery
from elevakt.trust.audit import actions as gate


@contextmanager
def working(organiser_id: uuid.UUID, job: str) -> Iterator[Actor]:
    """Do one thing as the machinery of one organiser, in one transaction.

    Whom it opened is one row of the log. So it does one thing at a time: a row that names several
    matters could not follow the circles of each.

    :param job: what is done, as the log says it
    """
    with gate.visiting(f"job:{job}") as visit, acting_as(machinery(organiser_id, job)) as actor:
        yield actor
        gate.write_openings(
            visit, organiser_id=organiser_id, person_id=None, standing_id=None, side=actor.side
        )


def organisers() -> list[uuid.UUID]:
    """Return the keys of all organisers, before anybody acts."""
    with connection.cursor() as cursor:
        cursor.execute("select * from access.organisers()")
        return [row[0] for row in cursor.fetchall()]

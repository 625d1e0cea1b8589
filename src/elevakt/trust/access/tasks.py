"""What trust does without being asked: what has been done is sealed."""

import datetime as dt
import uuid

from procrastinate.contrib.django import app

from elevakt.foundation.kernel import clock, jobs
from elevakt.trust.access.actions.working import organisers, working
from elevakt.trust.audit import actions as gate
from elevakt.trust.audit import queries

SEAL = "access.seal"
SETTLED = dt.timedelta(minutes=5)
"""What was written so long ago is there for everybody, if nothing has been at work for longer."""


@app.task(name=SEAL)
def seal(organiser_id: str) -> None:
    """Seal what has been opened, refused, searched and done in one organiser."""
    key = uuid.UUID(organiser_id)
    lag = max(SETTLED, queries.since_anybody_began() + dt.timedelta(minutes=1))
    for chain in queries.chains():
        with working(key, "seal"):
            gate.seal(key, chain, until=clock.now() - lag)


@app.periodic(cron="*/10 * * * *")
@app.task(name="access.seal_everywhere", queueing_lock="access.seal_everywhere")
def seal_everywhere(timestamp: int) -> None:
    """Ask for the seals of every organiser."""
    for organiser_id in organisers():
        jobs.defer_once(SEAL, alone=f"{SEAL}:{organiser_id}", organiser_id=organiser_id)

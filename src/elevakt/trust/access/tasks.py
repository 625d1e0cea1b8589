"""What trust does without being asked: it seals what has been done, and looks through it."""

import datetime as dt
import uuid

from procrastinate.contrib.django import app

from elevakt.foundation.kernel import clock, jobs
from elevakt.trust.access.actions.watching import find_what_is_worth_a_look, pick_a_sample
from elevakt.trust.access.actions.working import organisers, working
from elevakt.trust.audit import actions as gate
from elevakt.trust.audit import queries

SEAL = "access.seal"
WATCH = "access.watch"
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


@app.task(name=WATCH)
def watch(organiser_id: str) -> None:
    """Find what is worth a look in yesterday's log of one organiser, and pick of last week's."""
    yesterday = clock.today() - dt.timedelta(days=1)
    with working(uuid.UUID(organiser_id), "watch") as actor:
        find_what_is_worth_a_look(actor, yesterday)
        pick_a_sample(actor, clock.today() - dt.timedelta(days=clock.today().weekday() + 7))


@app.periodic(cron="15 2 * * *")
@app.task(name="access.watch_everywhere", queueing_lock="access.watch_everywhere")
def watch_everywhere(timestamp: int) -> None:
    """Ask for the logs of every organiser to be looked through, each night."""
    for organiser_id in organisers():
        jobs.defer_once(WATCH, organiser_id=organiser_id)

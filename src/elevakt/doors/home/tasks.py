"""Send the digests whose time has come, each as a job of its own."""

import uuid

from procrastinate.contrib.django import app

from elevakt.doors.home.actions import send_digest
from elevakt.engines.notifications.actions import NotDelivered, keep_digests
from elevakt.foundation.kernel import jobs
from elevakt.trust.access.actions.working import organisers, working

DIGESTS = "home.digests"
SEND = "home.send_digest"


@app.task(name=DIGESTS)
def digests(organiser_id: str) -> None:
    """Keep the digests of one organiser whose time has come, and ask for each to be sent."""
    key = uuid.UUID(organiser_id)
    with working(key, "digests"):
        waiting = keep_digests()
    for digest_id in waiting:
        jobs.defer_once(SEND, organiser_id=key, digest_id=digest_id)


@app.task(name=SEND)
def send(organiser_id: str, digest_id: str) -> None:
    """Send one digest; what fails is tried again in the next minutes.

    :raises NotDelivered: if the mail server did not take it
    """
    with working(uuid.UUID(organiser_id), "digest") as actor:
        is_settled = send_digest(actor, uuid.UUID(digest_id))
    if not is_settled:
        raise NotDelivered


@app.periodic(cron="*/10 * * * *")
@app.task(name="home.digests_everywhere", queueing_lock="home.digests_everywhere")
def digests_everywhere(timestamp: int) -> None:
    """Ask for the digests of every organiser."""
    for organiser_id in organisers():
        jobs.defer_once(DIGESTS, alone=f"{DIGESTS}:{organiser_id}", organiser_id=organiser_id)

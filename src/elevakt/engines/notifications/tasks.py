"""Deliver what has waited long enough."""

import uuid

from procrastinate.contrib.django import app

from elevakt.engines.notifications.actions import DELIVER, NotDelivered, deliver
from elevakt.foundation.kernel import jobs
from elevakt.trust.access.actions.working import organisers, working


@app.task(name=DELIVER)
def deliver_notices(organiser_id: str) -> None:
    """Deliver the notices of one organiser; what fails is tried again in the next minutes.

    :raises NotDelivered: if the mail server did not take everything, when the rest is marked
    """
    with working(uuid.UUID(organiser_id), "deliver"):
        failed = deliver()
    if failed:
        raise NotDelivered(failed)


@app.periodic(cron="*/2 * * * *")
@app.task(name="notifications.deliver_everywhere", queueing_lock="notifications.deliver_everywhere")
def deliver_everywhere(timestamp: int) -> None:
    """Ask for the notices of every organiser."""
    for organiser_id in organisers():
        jobs.defer_once(DELIVER, alone=f"{DELIVER}:{organiser_id}", organiser_id=organiser_id)

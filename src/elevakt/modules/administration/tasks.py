"""What administration does each morning: reminds, and throws away what nobody took in."""

import uuid

from procrastinate.contrib.django import app

from elevakt.foundation.kernel import jobs
from elevakt.modules.administration.actions.giving import remind
from elevakt.modules.administration.actions.importing import forget_uploads
from elevakt.trust.access.actions.working import organisers, working

REMIND = "administration.remind"


@app.task(name=REMIND)
def remind_organiser(organiser_id: str) -> None:
    """Remind those who lead the units of one organiser; throw away files that nobody took in."""
    with working(uuid.UUID(organiser_id), "remind") as actor:
        remind(actor)
    with working(uuid.UUID(organiser_id), "forget uploads"):
        forget_uploads()


@app.periodic(cron="15 5 * * *")
@app.task(name="administration.remind_everywhere", queueing_lock="administration.remind_everywhere")
def remind_everywhere(timestamp: int) -> None:
    """Ask for the reminders of every organiser."""
    for organiser_id in organisers():
        jobs.defer_once(REMIND, organiser_id=organiser_id)

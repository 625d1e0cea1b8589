"""What becomes of one's own notes when time passes."""

import uuid

from procrastinate.contrib.django import app

from elevakt.foundation.kernel import jobs
from elevakt.modules.notes.actions import throw_away
from elevakt.trust.access.actions.working import organisers, working

FORGET = "notes.forget"


@app.task(name=FORGET)
def forget_notes(organiser_id: str) -> None:
    """Throw away what nobody may remember any more, in one organiser."""
    with working(uuid.UUID(organiser_id), "forget"):
        throw_away()


@app.periodic(cron="20 4 * * *")
@app.task(name="notes.forget_everywhere", queueing_lock="notes.forget_everywhere")
def forget_everywhere(timestamp: int) -> None:
    """Ask every organiser to throw away, in the night."""
    for organiser_id in organisers():
        jobs.defer_once(FORGET, organiser_id=organiser_id)

"""What follows here from what has happened elsewhere."""

from elevakt.engines.cases.tasks import LOOK_FOR_MOVES
from elevakt.foundation.kernel import jobs
from elevakt.trust.people.events import EnrolmentsChanged


def look_for_moves(event: EnrolmentsChanged) -> None:
    """Look for pupils with a running case who have moved."""
    jobs.defer(LOOK_FOR_MOVES, organiser_id=event.organiser_id)

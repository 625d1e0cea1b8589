"""What follows here from what has happened elsewhere."""

from elevakt.engines.cases.tasks import LOOK_FOR_MOVES, REPLAN_UNIT
from elevakt.foundation.kernel import jobs
from elevakt.trust.people.events import CalendarChanged, EnrolmentsChanged


def look_for_moves(event: EnrolmentsChanged) -> None:
    """Look for pupils with a running case who have moved."""
    jobs.defer(LOOK_FOR_MOVES, organiser_id=event.organiser_id)


def plan_anew(event: CalendarChanged) -> None:
    """Count the school days of the unit's running cases anew."""
    jobs.defer(REPLAN_UNIT, organiser_id=event.organiser_id, unit_id=event.unit_id)

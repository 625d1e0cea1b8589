"""What the case engine does without being asked: what time brings, and documents."""

import uuid

from procrastinate.contrib.django import app

from elevakt.engines.cases.actions.asking import remind_all_asked
from elevakt.engines.cases.actions.documenting import MAKE, make, overdue
from elevakt.engines.cases.actions.moving import notice_moves
from elevakt.engines.cases.actions.replanning import cases_of, replan
from elevakt.engines.cases.actions.sweeping import cases_due, do_what_is_due, remind
from elevakt.foundation.kernel import jobs
from elevakt.trust.access.actions.working import organisers, working

SWEEP = "cases.sweep"
DO = "cases.do_what_is_due"
LOOK_FOR_MOVES = "cases.look_for_moves"
REPLAN_UNIT, REPLAN = "cases.replan_unit", "cases.replan"


@app.task(name=MAKE, retry=jobs.PATIENT)
def make_document(organiser_id: str, document_id: str) -> None:
    """Make the file of a document."""
    with working(uuid.UUID(organiser_id), "document"):
        make(uuid.UUID(document_id))


@app.task(name=SWEEP)
def sweep(organiser_id: str) -> None:
    """Remind of what is late, and ask for what time has brought, in one organiser.

    Each case is a job of its own, so that a fault in one never holds up the others.
    """
    key = uuid.UUID(organiser_id)
    with working(key, "sweep"):
        remind(key)
        remind_all_asked(key)
        cases, documents = cases_due(), overdue()
    for case_id in cases:
        jobs.defer_once(DO, organiser_id=key, case_id=case_id)
    for document_id in documents:
        jobs.defer_once(MAKE, organiser_id=key, document_id=document_id)


@app.task(name=DO)
def do_in_case(organiser_id: str, case_id: str) -> None:
    """Do in one case what is to be done by itself; what fails is tried again by the next sweep."""
    with working(uuid.UUID(organiser_id), "sweep") as actor:
        do_what_is_due(actor, uuid.UUID(case_id))


@app.task(name=LOOK_FOR_MOVES)
def moves(organiser_id: str) -> None:
    """Look for pupils with a running case who have changed school or school form."""
    key = uuid.UUID(organiser_id)
    with working(key, "moves"):
        notice_moves(key)


@app.task(name=REPLAN_UNIT)
def replan_unit(organiser_id: str, unit_id: str) -> None:
    """Ask for each running case of a unit to be planned anew: its calendar has changed."""
    key = uuid.UUID(organiser_id)
    with working(key, "replan"):
        cases = cases_of(uuid.UUID(unit_id))
    for case_id in cases:
        jobs.defer_once(REPLAN, organiser_id=key, case_id=case_id)


@app.task(name=REPLAN, retry=jobs.PATIENT)
def replan_case(organiser_id: str, case_id: str) -> None:
    """Plan one case anew."""
    with working(uuid.UUID(organiser_id), "replan"):
        replan(uuid.UUID(case_id))


@app.periodic(cron="10 5 * * *")
@app.task(name="cases.look_for_moves_everywhere", queueing_lock="cases.look_for_moves_everywhere")
def moves_everywhere(timestamp: int) -> None:
    """Look in every organiser each morning: an enrolment may be known long before its day."""
    for organiser_id in organisers():
        jobs.defer_once(LOOK_FOR_MOVES, organiser_id=organiser_id)


@app.periodic(cron="*/5 * * * *")
@app.task(name="cases.sweep_everywhere", queueing_lock="cases.sweep_everywhere")
def sweep_everywhere(timestamp: int) -> None:
    """Ask for a sweep of every organiser."""
    for organiser_id in organisers():
        jobs.defer_once(SWEEP, organiser_id=organiser_id)

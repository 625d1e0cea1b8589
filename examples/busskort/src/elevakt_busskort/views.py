"""The one page of the busskort module."""

from django.http import HttpResponse
from django.shortcuts import render

from elevakt.engines.cases.queries.reports import may_report
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.rules.sides import for_home_too

PROCESS = "bus_card"


@for_home_too
def about(request: ActorRequest) -> HttpResponse:
    """Say how a bus card is asked for, and lead to the form whoever may ask. About no pupil."""
    may_ask = any(one.id == PROCESS for one in may_report(request.actor))
    return render(request, "elevakt_busskort/about.html", {"may_ask": may_ask, "process": PROCESS})

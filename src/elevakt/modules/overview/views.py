"""The unit overview and what has been told to the organiser."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from elevakt.engines.cases.places import UNIT_PAGES
from elevakt.foundation.kernel.typed import moment
from elevakt.modules.overview import queries
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.queries import units
from elevakt.trust.access.rules.refusals import NotFound


def my_units(request: ActorRequest) -> HttpResponse:
    """Go to the unit that I lead, or let me choose when I lead several."""
    led = units.led_units(request.actor)
    if not led:
        raise Http404
    if len(led) == 1:
        return redirect("overview:unit", led[0].id)
    return render(request, "overview/units.html", {"units": led})


def unit(request: ActorRequest, unit_id: uuid.UUID) -> HttpResponse:
    """Show the cases of a unit that I lead: open by deadline, or closed."""
    before = moment(request.GET.get("fore", ""))
    try:
        page = queries.unit_page(
            request.actor, unit_id, before=before, is_closed=request.GET.get("visa") == "avslutade"
        )
    except NotFound:
        raise Http404 from None
    beside = UNIT_PAGES.contributions()
    return render(request, "overview/unit.html", {"page": page, "beside": beside})


def told(request: ActorRequest) -> HttpResponse:
    """Show what the organiser has been told of, to its officer."""
    before = moment(request.GET.get("fore", ""))
    try:
        page = queries.told_page(request.actor, before=before)
    except NotFound:
        raise Http404 from None
    return render(request, "overview/told.html", {"page": page})

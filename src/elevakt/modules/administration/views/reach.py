"""Who reaches the pupils of a unit, and that it was gone through."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from elevakt.modules.administration.actions import giving as actions
from elevakt.modules.administration.forms.giving import (
    SignForm,
)
from elevakt.modules.administration.queries.reach import reach_page
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.queries.units import led_units
from elevakt.trust.access.rules.refusals import NotFound

UNPROCESSABLE = 422

WHY = {
    "leads": gettext_lazy("Leder skolan: elever"),
    "mentors": gettext_lazy("Är mentor: elever"),
    "teaches": gettext_lazy("Undervisar: elever"),
    "cares": gettext_lazy("Arbetar på fritids eller i förskolan: elever"),
    "administers": gettext_lazy("Är skoladministratör: elever"),
    "covers": gettext_lazy("Är vikarie: elever"),
    "assists": gettext_lazy("Är elevassistent: elever"),
    "break_glass": gettext_lazy("Har nödöppnat: elever"),
    "participates": gettext_lazy("Arbetar i ärenden"),
    "decides": gettext_lazy("Beslutar i rektors ställe: ärenden"),
    "officer": gettext_lazy("Huvudmannens handläggare: ärenden"),
}
"""Why somebody reaches pupils or cases of a unit, in words."""


@require_GET
def reviews(request: ActorRequest) -> HttpResponse:
    """Go to who reaches the pupils of the unit that I lead; let me choose when I lead several."""
    led = led_units(request.actor)
    if not led:
        raise Http404
    if len(led) == 1:
        return redirect("administration:reach", led[0].id)
    return render(request, "administration/reviews.html", {"units": led})


@require_http_methods(["GET", "POST"])
def reach(request: ActorRequest, unit_id: uuid.UUID) -> HttpResponse:
    """Show who reaches the pupils of a unit that I lead; posted, sign that I have gone through."""
    form = SignForm(request.POST or None)
    try:
        if request.method == "POST" and form.is_valid():
            actions.sign(request.actor, unit_id, words=form.cleaned_data["words"])
            messages.success(request, _("Underskrivet. Nästa gång är nästa termin."))
            return redirect("administration:reach", unit_id)
        page = reach_page(request.actor, unit_id)
    except NotFound:
        raise Http404 from None
    status = UNPROCESSABLE if form.errors else 200
    rows = [{"row": row, "why": WHY.get(row.basis, row.basis)} for row in page.rows]
    context = {"page": page, "rows": rows, "form": form}
    return render(request, "administration/reach.html", context, status=status)

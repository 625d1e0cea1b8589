"""A pupil has changed school or school form: hand the case over, keep it, or end it."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from elevakt.engines.cases.actions.moving import decide_move
from elevakt.engines.cases.enums import Onwards
from elevakt.engines.cases.forms.small import MovedForm
from elevakt.engines.cases.queries.moved import move
from elevakt.engines.cases.views.answering import UNPROCESSABLE, answered
from elevakt.trust.access.actions.acting import ActorRequest


@require_http_methods(["GET", "POST"])
@answered
def moved(request: ActorRequest, moved_id: uuid.UUID) -> HttpResponse:
    """Ask what becomes of a case whose pupil has moved; posted, let it be so."""
    row = move(request.actor, moved_id)
    form = MovedForm(request.POST or None, may_hand_over=row.is_elsewhere)
    if request.method == "POST" and form.is_valid():
        choice = Onwards(form.cleaned_data["choice"])
        decide_move(
            request.actor, moved_id=moved_id, choice=choice, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("Sparat."))
        # Whoever hands a case over leads it no longer.
        return redirect("/") if choice is Onwards.HAND_OVER else redirect("cases:case", row.case_id)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "cases/moved.html", {"moved": row, "form": form}, status=status)

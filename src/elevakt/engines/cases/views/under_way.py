"""What the pages of every act on a case begin and end with."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from elevakt.engines.cases.actions.refusing import Refused
from elevakt.engines.cases.forms.small import ReasonForm
from elevakt.engines.cases.queries.pages import CasePage, OnlyReported, case_page
from elevakt.engines.cases.rules.acts import Act, may
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.views.answering import UNPROCESSABLE
from elevakt.engines.cases.views.events import titled
from elevakt.foundation.ui.forms import Form
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.rules.refusals import NotFound


def page_of(request: ActorRequest, case_id: uuid.UUID) -> CasePage:
    """Return the case, if the actor has something to do in it.

    :raises NotFound: if she may not know of it, or has only reported it
    """
    try:
        page = case_page(request.actor, case_id)
    except OnlyReported as nothing:
        raise NotFound from nothing
    if not page.readings.may_write:
        raise NotFound
    return page


def require(page: CasePage, act: Act) -> None:
    """Go on only if the act is allowed now for the actor.

    :raises Refused: if it is not
    """
    refusal = may(page.plan, page.definition, act, page.readings.roles)
    if refusal:
        raise Refused(refusal.why, page.definition)


def instance_of(request: ActorRequest) -> str:
    """Return which instance of a step the address is about.

    :raises NotFound: if there can be none such
    """
    key = request.GET.get("for", "")
    try:
        Instance.of(key)
    except ValueError as unknown:
        raise NotFound from unknown
    return key


def reasoned(
    request: ActorRequest,
    page: CasePage,
    title: str,
    act: Callable[[dict[str, Any]], object],
    *,
    button: str,
    help_text: str = "",
    form: Form | None = None,
) -> HttpResponse:
    """Ask why, or what the form asks, and act on what is answered."""
    form = form or ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act(form.cleaned_data)
        return back(request, page.case.matter_id, _("Sparat."))
    context: Mapping[str, Any] = {
        "case": page.case,
        "form": form,
        "title": title,
        "help": help_text,
        "button": button,
    }
    return render(
        request, "cases/reason.html", context, status=UNPROCESSABLE if form.errors else 200
    )


def title_of(page: CasePage, step: str, instance: str) -> str:
    """Return what a step is called, with whom it is done for, in the language of the page."""
    definition = page.definition.in_language(get_language() or "sv")
    return titled(page, definition, step, instance)


def back(request: ActorRequest, case_id: uuid.UUID, words: str) -> HttpResponse:
    """Go back to the case, and say what was done."""
    messages.success(request, words)
    return redirect("cases:case", case_id)

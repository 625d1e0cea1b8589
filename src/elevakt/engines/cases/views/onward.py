"""Open a case out of another: what is known goes along, and both ends remember it."""

import uuid
from collections.abc import Mapping, Sequence
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from elevakt.engines.cases.actions.leading import open_instead
from elevakt.engines.cases.actions.onward import open_from
from elevakt.engines.cases.actions.refusing import WrongAnswers
from elevakt.engines.cases.enums import EntryKind
from elevakt.engines.cases.forms.controls import said
from elevakt.engines.cases.forms.people import pupils_name
from elevakt.engines.cases.forms.small import ReasonForm
from elevakt.engines.cases.queries.drafts import draft
from elevakt.engines.cases.queries.links import (
    LinkedCase,
    kinds_to_open,
    linked,
    may_be_opened_from,
    to_open_from,
)
from elevakt.engines.cases.queries.pages import CasePage, OnlyReported, case_page
from elevakt.engines.cases.rules.acts import Act, may
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.onward import answers_along, people_along
from elevakt.engines.cases.rules.people import Named, named
from elevakt.engines.cases.rules.values import Json
from elevakt.engines.cases.views.answering import answered
from elevakt.engines.cases.views.drafts import keep_draft, onward_key
from elevakt.engines.cases.views.opening import Opening, answer
from elevakt.engines.cases.views.under_way import page_of, require
from elevakt.engines.cases.views.words import STATES
from elevakt.trust.access.actions.acting import ActorRequest

INSTEAD = "i-stallet"
"""In the address: the case goes on as the one that is opened, and ends itself."""


@require_http_methods(["GET", "POST"])
@answered
def onward(request: ActorRequest, case_id: uuid.UUID, process: str) -> HttpResponse:
    """Ask for what opens another case out of this one; posted, open it."""
    try:
        page = case_page(request.actor, case_id)
    except OnlyReported as nothing:
        raise Http404 from nothing
    definition = to_open_from(request.actor, page, process)

    instead = INSTEAD in request.GET
    if instead:
        require(page, Act(EntryKind.RECLASSIFIED))
    reason = _why(request, case_id, process) if instead else None

    def send(
        people: Sequence[Named], posted: Mapping[str, object], request_key: uuid.UUID
    ) -> HttpResponse:
        if reason and not reason.is_valid():
            raise WrongAnswers({}, ())
        opens = partial(open_from, request.actor)
        if reason:
            opens = partial(open_instead, request.actor, reason=reason.cleaned_data["reason"])
        opened = opens(
            case_id=case_id,
            process=process,
            people=people,
            posted=posted,
            request_id=request_key,
        )
        messages.success(request, _("Ärendet är öppnat."))
        return redirect("cases:case", opened)

    form = Opening(
        definition,
        onward_key(case_id, process),
        here=reverse("cases:onward", args=[case_id, process]) + (f"?{INSTEAD}" if instead else ""),
        draft_href=reverse("cases:onward_draft", args=[case_id, process]),
        back=reverse("cases:case", args=[case_id]),
        known=_known(page, definition),
        begun=_begun(page, definition),
        send=send,
        above={"origin": page.case, "instead": reason},
    )
    return answer(request, form)


@require_POST
@answered
def onward_draft(request: ActorRequest, case_id: uuid.UUID, process: str) -> HttpResponse:
    """Keep what is being written, whatever has become of the access to the case."""
    return keep_draft(request, onward_key(case_id, process))


@require_GET
@answered
def kinds(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    """Let whoever leads a case choose what to open out of it, besides it or instead of it."""
    page = page_of(request, case_id)
    refused = may(page.plan, page.definition, Act(EntryKind.RECLASSIFIED), page.readings.roles)
    rows = [
        {
            "href": reverse("cases:onward", args=[case_id, one.id]),
            "title": said(one.in_language(get_language() or "sv").title),
            "may_be_instead": refused is None and one.id != page.case.process,
        }
        for one in kinds_to_open(request.actor, page)
    ]
    context = {"case": page.case, "rows": rows, "instead": INSTEAD}
    return render(request, "cases/kinds.html", context)


def links_of(request: ActorRequest, page: CasePage) -> list[dict[str, object]]:
    """Return the cases that belong with one, in words."""
    return [
        {
            "href": reverse("cases:case", args=[one.id]),
            "title": one.title,
            "number": one.number,
            "state": STATES[one.state],
            "how": _how(one),
        }
        for one in linked(request.actor, page.case.matter_id)
    ]


def offers_of(request: ActorRequest, page: CasePage) -> list[dict[str, object]]:
    """Return what may be opened out of a case, in words."""
    return [
        {
            "href": reverse("cases:onward", args=[page.case.matter_id, one.id]),
            "title": said(one.in_language(get_language() or "sv").title),
        }
        for one in may_be_opened_from(request.actor, page)
    ]


def _why(request: ActorRequest, case_id: uuid.UUID, process: str) -> ReasonForm:
    """Ask why the case is of another kind; what was written before stands there."""
    kept = draft(request.actor, onward_key(case_id, process)).values.get("instead-reason", [])
    before = {"reason": "\n".join(kept)}
    return ReasonForm(request.POST or None, prefix="instead", initial=before)


def _how(one: LinkedCase) -> str:
    if not one.is_opened:
        return ""
    return _("Öppnades härifrån") if one.is_onward else _("Det här öppnades därifrån")


def _known(page: CasePage, definition: Definition) -> Mapping[str, Json]:
    first = page.answers.get(page.definition.start.id, {}).get("", {})
    return answers_along(page.definition, definition, first)


def _begun(page: CasePage, definition: Definition) -> dict[str, list[str]]:
    """Return the pupils that go along, of those whom the actor sees in the case."""
    seen = [one for one in named(page.entries) if one.person in page.names.persons]
    along = people_along(page.definition, definition, seen)
    return {pupils_name(role): [str(key) for key in keys] for role, keys in along.items()}

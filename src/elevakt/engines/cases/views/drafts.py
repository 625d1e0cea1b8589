"""Words that are kept while they are written, by a script or by "Spara utkast"."""

import uuid
from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from elevakt.engines.cases.actions.drafts import WrittenElsewhere, save_draft
from elevakt.engines.cases.queries.drafts import DraftKey, Unsent, unsent
from elevakt.engines.cases.views.addresses import address
from elevakt.engines.cases.views.answering import CONFLICT, answered
from elevakt.foundation.kernel.typed import number
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.rules.sides import for_home_too

REPORT, NOTE, QUESTION = "report:", "note", "asked:"
"""What the forms of a report, of a note and of an answer are called in drafts."""

NOT_WORDS = frozenset(
    {
        "csrfmiddlewaretoken",
        "add_row",
        "based_on",
        "instead",
        "request_key",
        "save_draft",
        "search_school",
        "draft_base",
        "draft_field",
        "draft_page",
    }
)
"""What a form sends beside what somebody has written."""


@require_POST
@answered
def step_draft(request: ActorRequest, case_id: uuid.UUID, step: str) -> HttpResponse:
    """Keep what is being written in a step, whatever has become of the access to the case."""
    return keep_draft(request, DraftKey(step, case_id, request.GET.get("for", "")))


@for_home_too
@require_POST
@answered
def report_draft(request: ActorRequest, process: str) -> HttpResponse:
    """Keep what is being written in a report."""
    return keep_draft(request, report_key(process))


@require_GET
@answered
def drafts(request: ActorRequest) -> HttpResponse:
    """Show every text that was never sent, also where its form cannot be reached any more."""
    texts = [{"draft": one, "href": form_of(one)} for one in unsent(request.actor)]
    return render(request, "cases/drafts.html", {"texts": texts})


def form_of(draft: Unsent) -> str:
    """Return the address of the form that a text was written in; nothing if it is out of reach."""
    key = draft.key
    if not draft.is_reachable:
        return ""
    if key.form.startswith(QUESTION):
        return reverse("cases:asked", args=[key.form.removeprefix(QUESTION)])
    if key.matter is None:
        return reverse("report:report", args=[key.form.removeprefix(REPORT)])
    if key.form.startswith(REPORT):
        return reverse("cases:onward", args=[key.matter, key.form.removeprefix(REPORT)])
    if key.form == NOTE:
        return reverse("cases:note", args=[key.matter])
    return address("cases:step", key.matter, key.form, key.instance)


def report_key(process: str) -> DraftKey:
    """Return which form a report of a process is."""
    return DraftKey(f"{REPORT}{process}")


def onward_key(case_id: uuid.UUID, process: str) -> DraftKey:
    """Return which form one is that opens a case of a process out of another case."""
    return DraftKey(f"{REPORT}{process}", case_id)


def wants_draft(request: ActorRequest) -> bool:
    """Say whether a form was sent to be kept, not to be done."""
    return "save_draft" in request.POST


def discards(request: ActorRequest) -> bool:
    """Say whether what was kept of a form is to be thrown away."""
    return "discard_draft" in request.POST


def keep_form(request: ActorRequest, key: DraftKey, data: QueryDict) -> None:
    """Keep a whole form that was sent without a script, and say when."""
    said = {name: values for name, values in data.lists() if name not in NOT_WORDS}
    at = save_draft(request.actor, key, said, page=str(uuid.UUID(int=0)))
    messages.success(request, _("Sparat %(time)s") % {"time": date_format(localtime(at), "H:i")})


def keep_draft(request: ActorRequest, key: DraftKey) -> HttpResponse:
    """Keep what is being written in a form, and say when; or show what was written elsewhere."""
    try:
        at = save_draft(
            request.actor,
            key,
            _said(request.POST),
            page=request.POST.get("draft_page", ""),
            based_on=number(request.POST.get("draft_base", "")),
        )
    except WrittenElsewhere as other:
        answer = {"revision": other.revision, "texts": other.texts}
        return JsonResponse(answer, status=CONFLICT)
    return JsonResponse({"saved": date_format(localtime(at), "H:i")})


def _said(sent: QueryDict) -> Mapping[str, Sequence[str]]:
    names = [name for name in sent.getlist("draft_field") if name not in NOT_WORDS]
    return {name: [one for one in sent.getlist(name) if one] for name in names}

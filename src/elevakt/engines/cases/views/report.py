"""Report: what has happened, to whom, and what one has done. It tells nothing in return.

Before and after sending, the page is the same for every pupil but for name, class and school.
"""

import uuid
from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from elevakt.engines.cases.actions.reporting import report_case
from elevakt.engines.cases.enums import Asked, PersonKind
from elevakt.engines.cases.forms.controls import said
from elevakt.engines.cases.forms.people import start
from elevakt.engines.cases.queries.cases import my_reports
from elevakt.engines.cases.queries.naming import Names, key_of
from elevakt.engines.cases.queries.reports import may_report, opened_by, own_report, to_report
from elevakt.engines.cases.rules.people import Named
from elevakt.engines.cases.rules.values import Json
from elevakt.engines.cases.views.answering import answered
from elevakt.engines.cases.views.drafts import report_key
from elevakt.engines.cases.views.lookups import (
    at_school,
    pupil_options,
    staff_options,
    words_typed,
)
from elevakt.engines.cases.views.opening import Opening, afterwards_in_words, answer, shown_to
from elevakt.engines.cases.views.telling import Teller, gathered
from elevakt.engines.cases.views.words import FOR_REPORTER, who_reads
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.rules.sides import for_home_too

AT_ONCE = 8
"""So many things to report are shown at once; of more the rare ones are folded."""


@for_home_too
@require_GET
@answered
def kinds(request: ActorRequest) -> HttpResponse:
    """Ask what has happened, in everyday words."""
    pupil = key_of(request.GET.get("elev", ""))
    tail = f"?elev={pupil}" if pupil else ""
    found = may_report(request.actor)
    folded = [one for one in found if one.asked is Asked.SELDOM] if len(found) > AT_ONCE else []
    tiles, more = (
        [
            {
                "href": reverse("report:report", args=[one.id]) + tail,
                "title": said(one.in_language(get_language() or "sv").report_as or one.title),
            }
            for one in group
        ]
        for group in ([one for one in found if one not in folded], folded)
    )
    context = {"choices": tiles, "more": more, "is_staff": request.actor.is_staff}
    return render(request, "cases/choose.html", context)


@for_home_too
@require_http_methods(["GET", "POST"])
@answered
def report(request: ActorRequest, process: str) -> HttpResponse:
    """Ask for a report; posted, open the case."""
    definition = to_report(request.actor, process)

    def send(
        people: Sequence[Named], posted: Mapping[str, object], request_key: uuid.UUID
    ) -> HttpResponse:
        pupils = [one.key for one in people if one.kind is PersonKind.PUPIL]
        report_case(
            request.actor,
            definition=definition,
            opened_by=opened_by(request.actor, pupils),
            people=people,
            posted=posted,
            request_id=request_key,
        )
        return redirect("report:sent", definition.id)

    form = Opening(
        definition,
        report_key(process),
        here=reverse("report:report", args=[process]),
        draft_href=reverse("report:draft", args=[process]),
        back=reverse("report:kinds"),
        begun=start(definition, request.GET.get("elev", "")),
        send=send,
    )
    return answer(request, form)


@for_home_too
@require_GET
@answered
def sent(request: ActorRequest, process: str) -> HttpResponse:
    """Say what is left and what happens now: the same words, whomever it was about."""
    definition = to_report(request.actor, process)
    context = {"is_staff": request.actor.is_staff, **afterwards_in_words(definition)}
    return render(request, "cases/sent.html", context)


@for_home_too
@require_GET
@answered
def mine(request: ActorRequest) -> HttpResponse:
    """Show what the actor has reported, and how it goes."""
    rows = [
        {"row": row, "state": FOR_REPORTER[row.state]} for row in my_reports(request.actor, most=50)
    ]
    return render(request, "cases/reports.html", {"rows": rows})


@for_home_too
@require_GET
@answered
def own(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one's own report in one's own words, and how it goes."""
    found = own_report(request.actor, case_id)
    definition = shown_to(request.actor, found.definition)
    named = gathered(
        (str(said(definition.people[str(one["role"])].title)), _who(found.names, one))
        for one in found.named
    )
    context = {
        "report": found,
        "title": said(definition.report_as or definition.title),
        "state": FOR_REPORTER[found.state],
        "said": [
            *named,
            *Teller(found.names, found.files).answers(definition.start, found.answers),
        ],
        # By role, and by the same one whoever leads: to whom it went is not the reporter's to know.
        "who_reads": who_reads(definition, definition.start, definition.leads, as_written=True),
    }
    return render(request, "cases/own_report.html", context)


@require_POST
@answered
def pupils(request: ActorRequest) -> HttpResponse:
    """Answer the search for a pupil of the own schools."""
    words = words_typed(request)
    context = {"options": pupil_options(request.actor, words), "query": words}
    return render(request, "forms/options.html", context)


@require_POST
@answered
def staff(request: ActorRequest) -> HttpResponse:
    """Answer the search for a colleague."""
    words = words_typed(request)
    context = {"options": staff_options(request.actor, words), "query": words}
    return render(request, "forms/options.html", context)


@require_POST
@answered
def school(request: ActorRequest) -> HttpResponse:
    """Answer the search at another school: at most five, and the same words when there are none."""
    prefix = request.POST.get("search_school", "")
    words = request.POST.get(f"who-{prefix}-words", "").strip()
    unit = key_of(request.POST.get(f"who-{prefix}-unit", ""))
    hits = at_school(request.actor, words, unit) if unit and words else []
    context = {"hits": hits, "name": f"who-{prefix}-found", "is_searched": True}
    return render(request, "cases/fields/hits.html", context)


def _who(names: Names, one: Mapping[str, Json]) -> str:
    """Return whom the reporter named, as far as she sees them: reporting gives nobody to read."""
    if one["kind"] == PersonKind.UNKNOWN:
        return _("Vet inte vem")
    key = uuid.UUID(str(one["key"]))
    is_seen = key in names.persons or key in names.words or key in names.colleagues
    return names.person(key) if is_seen else _("En elev")

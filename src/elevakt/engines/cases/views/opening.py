"""The form that opens a case, whether somebody reports or a case is opened out of another."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from elevakt.engines.cases.actions.drafts import clear_draft
from elevakt.engines.cases.actions.files import NotAccepted
from elevakt.engines.cases.actions.refusing import WrongAnswers
from elevakt.engines.cases.enums import Role
from elevakt.engines.cases.forms.answers import filled
from elevakt.engines.cases.forms.controls import said
from elevakt.engines.cases.forms.people import ReportForm, only_child, report_form
from elevakt.engines.cases.queries.drafts import DraftKey, Kept, draft
from elevakt.engines.cases.queries.naming import key_of
from elevakt.engines.cases.queries.phrases import offered
from elevakt.engines.cases.rules.afterwards import afterwards
from elevakt.engines.cases.rules.answers.checking import check_answers
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.people import Named
from elevakt.engines.cases.rules.translating import names_between, put_at_home
from elevakt.engines.cases.rules.values import Json
from elevakt.engines.cases.views.answering import UNPROCESSABLE
from elevakt.engines.cases.views.drafts import discards, keep_form, wants_draft
from elevakt.engines.cases.views.files import with_files
from elevakt.engines.cases.views.lookups import asking
from elevakt.foundation.kernel import ids
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.rules.actor import Actor

Send = Callable[[Sequence[Named], Mapping[str, object], uuid.UUID], HttpResponse]


@dataclass(frozen=True)
class Opening:
    """One form that opens a case.

    :param here: its own address
    :param back: where one goes who lets it be
    :param known: answers that are known already
    :param begun: controls that are filled in when nothing is written yet
    :param send: opens the case, and says where one goes then
    :param above: what the page shows of where it comes from
    """

    definition: Definition
    key: DraftKey
    here: str
    draft_href: str
    back: str
    send: Send
    known: Mapping[str, Json] = field(default_factory=dict)
    begun: Mapping[str, list[str]] = field(default_factory=dict)
    above: Mapping[str, object] = field(default_factory=dict)


def answer(request: ActorRequest, one: Opening) -> HttpResponse:
    """Ask for what opens the case; posted, open it, or keep what is written."""
    among = asking(request.actor)
    shown = shown_to(request.actor, one.definition)
    around = replace(
        among.around,
        words=names_between(one.definition, shown),
        phrases=offered(request.actor, shown, shown.start),
    )
    made = report_form(shown, replace(among, around=around))
    if request.method == "POST":
        return _post(request, one, made)
    kept = draft(request.actor, one.key)
    begun = {name: list(values) for name, values in (kept.values or one.begun).items()}
    begun = only_child(one.definition, among.children or ()) | begun
    form = made(filled(made.questions, {} if kept.values else one.known, begun))
    return _asked(request, one, form, kept, ids.new())


def shown_to(actor: Actor, definition: Definition) -> Definition:
    """Return a definition as the actor reads it: in her language, and at home in words for it."""
    shown = definition.in_language(get_language() or "sv")
    return shown if actor.is_staff else put_at_home(shown)


def afterwards_in_words(definition: Definition) -> dict[str, object]:
    """Return what follows a report, in words."""
    found = afterwards(definition.in_language(get_language() or "sv"))
    return {
        "own": [(said(step.title), step.when.said_by(_)) for step in found.own],
        "taken_over": found.taken_over.said_by(_) if found.taken_over else "",
        "is_to_organiser": found.leads is Role.ORGANISER,
    }


def _post(request: ActorRequest, one: Opening, made: type[ReportForm]) -> HttpResponse:
    if discards(request):
        clear_draft(request.actor, one.key)
        return redirect(one.here)
    request_key = key_of(request.POST.get("request_key", "")) or ids.new()
    try:
        data = with_files(request, made.base_fields)
    except NotAccepted as reason:
        form = made(request.POST)
        form.add_error(None, str(reason))
        return _asked(request, one, form, Kept(), request_key, UNPROCESSABLE)
    more, search = request.POST.get("add_row", ""), request.POST.get("search_school", "")
    form = made(data, more=more, search=search)
    if more or search:
        return _asked(request, one, form, Kept(), request_key)
    if wants_draft(request):
        keep_form(request, one.key, data)
        return redirect(one.here)
    answered = _sent(one, form, request_key)
    if answered is None:
        return _asked(request, one, form, Kept(), request_key, UNPROCESSABLE)
    clear_draft(request.actor, one.key)
    return answered


def _sent(one: Opening, form: ReportForm, request_key: uuid.UUID) -> HttpResponse | None:
    """Open the case, or say in the form what is missing."""
    people = form.people()
    try:
        if form.errors:
            # What is wrong with the answers is said at once, not after those who are missing.
            first = one.definition.start
            raise WrongAnswers(
                check_answers(one.definition, first, form.posted, facts=Facts()).faults
            )
        return one.send(people, form.posted, request_key)
    except WrongAnswers as wrong:
        form.blame(wrong.faults)
        for sentence in wrong.people:
            form.add_error(None, sentence.called(form.words).said_by(_))
        return None


def _asked(
    request: ActorRequest,
    one: Opening,
    form: ReportForm,
    kept: Kept,
    request_key: uuid.UUID,
    status: int = 200,
) -> HttpResponse:
    shown = one.definition.in_language(get_language() or "sv")
    is_staff = request.actor.is_staff
    context = {
        "form": form,
        "is_staff": is_staff,
        "kept": kept,
        "title": said(shown.report_as or shown.title),
        "help": said(shown.start.help) if shown.start.help and is_staff else "",
        **afterwards_in_words(one.definition),
        "draft_href": one.draft_href,
        "cancel_href": one.back,
        "request_key": request_key,
        **one.above,
    }
    return render(request, "cases/report.html", context, status=status)

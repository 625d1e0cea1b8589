"""What one is asked in a case of which one sees nothing else: a form of one's own."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from elevakt.engines.cases.actions.asking import answer, prepare_question, remind_asked
from elevakt.engines.cases.actions.drafts import clear_draft
from elevakt.engines.cases.actions.refusing import WrongAnswers
from elevakt.engines.cases.forms.answers import AnswerForm, answer_form, filled
from elevakt.engines.cases.forms.controls import Around, said
from elevakt.engines.cases.queries.asked import QuestionRow, question, question_row
from elevakt.engines.cases.queries.definitions import definition, shown
from elevakt.engines.cases.queries.drafts import DraftKey, Kept, draft
from elevakt.engines.cases.rules.translating import names_between
from elevakt.engines.cases.views.answering import UNPROCESSABLE, answered
from elevakt.engines.cases.views.drafts import (
    QUESTION,
    discards,
    keep_draft,
    keep_form,
    wants_draft,
)
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.rules.sides import for_home_too


@for_home_too
@require_http_methods(["GET", "POST"])
@answered
def asked(request: ActorRequest, asked_id: uuid.UUID) -> HttpResponse:
    """Ask somebody, on a page where she sees nothing else; posted, take her answer."""
    actor, key = request.actor, _key(asked_id)
    row, prepared = question(actor, asked_id), prepare_question(actor, asked_id)
    of = question_row(actor, asked_id)
    whole = shown(of.process, of.version)
    made = answer_form(
        whole.step(of.step).fields,
        Around(words=names_between(definition(of.process, of.version), whole)),
    )
    if request.method != "POST":
        kept = draft(actor, key)
        form = made(filled(made.questions, prepared.answers, kept.values))
        return _page(request, row, whole.step(of.step).help, form, kept)
    if discards(request):
        clear_draft(actor, key)
        return redirect("cases:asked", asked_id)
    more = request.POST.get("add_row", "")
    form = made(request.POST, more=more)
    if more:
        return _page(request, row, whole.step(of.step).help, form, Kept())
    if wants_draft(request):
        keep_form(request, key, request.POST)
        return redirect("cases:asked", asked_id)
    try:
        answer(actor, asked_id=asked_id, posted=form.posted)
    except WrongAnswers as wrong:
        form.blame(wrong.faults)
        return _page(request, row, whole.step(of.step).help, form, Kept(), UNPROCESSABLE)
    clear_draft(actor, key)
    messages.success(request, _("Tack. Ditt svar är skickat."))
    return redirect("/")


@for_home_too
@require_POST
@answered
def asked_draft(request: ActorRequest, asked_id: uuid.UUID) -> HttpResponse:
    """Keep what is being written in an answer, whatever becomes of the question."""
    return keep_draft(request, _key(asked_id))


@require_POST
@answered
def remind(request: ActorRequest, case_id: uuid.UUID, step: str) -> HttpResponse:
    """Remind somebody who has not answered."""
    remind_asked(request.actor, case_id=case_id, step=step, instance=request.GET.get("for", ""))
    messages.success(request, _("Påminnelsen är skickad."))
    return redirect("cases:case", case_id)


def _key(asked_id: uuid.UUID) -> DraftKey:
    return DraftKey(f"{QUESTION}{asked_id}")


def _page(
    request: ActorRequest,
    row: QuestionRow,
    words: object,
    form: AnswerForm,
    kept: Kept,
    status: int = 200,
) -> HttpResponse:
    context = {
        "question": row,
        "title": said(row.title),
        "help": said(str(words)) if words else "",
        "form": form,
        "kept": kept,
        "draft_href": reverse("cases:asked_draft", args=[row.id]),
        "language": get_language(),
    }
    return render(request, "cases/asked.html", context, status=status)

"""What is done to a case beside its steps: notes, reasons, corrections, and stepping out of it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from elevakt.engines.cases.actions import doing
from elevakt.engines.cases.actions.drafts import clear_draft
from elevakt.engines.cases.actions.preparing import prepare
from elevakt.engines.cases.actions.refusing import WrongAnswers
from elevakt.engines.cases.enums import EntryKind, PersonKind, Role
from elevakt.engines.cases.forms.answers import answer_form, filled
from elevakt.engines.cases.forms.controls import said
from elevakt.engines.cases.forms.small import NamingForm, NoteForm, ReasonForm
from elevakt.engines.cases.queries.drafts import DraftKey, Kept, draft
from elevakt.engines.cases.queries.led import led_pupil, led_pupils
from elevakt.engines.cases.queries.naming import key_of
from elevakt.engines.cases.queries.pages import CasePage
from elevakt.engines.cases.rules.acts import Act
from elevakt.engines.cases.rules.answers.checking import as_posted
from elevakt.engines.cases.rules.ledger import in_force
from elevakt.engines.cases.rules.people import Named
from elevakt.engines.cases.views.answering import UNPROCESSABLE, answered
from elevakt.engines.cases.views.drafts import NOTE, discards
from elevakt.engines.cases.views.events import titled
from elevakt.engines.cases.views.files import with_files
from elevakt.engines.cases.views.lookups import around_step, at_school, words_typed
from elevakt.engines.cases.views.readers import readers_of_note
from elevakt.engines.cases.views.under_way import (
    back,
    instance_of,
    page_of,
    reasoned,
    require,
    title_of,
)
from elevakt.engines.cases.views.words import who_reads
from elevakt.foundation.kernel import ids
from elevakt.foundation.ui.forms import Option, Picker
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.people.rules.names import sort_key


@require_http_methods(["GET", "POST"])
@answered
def note(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write a dated and signed note."""
    page = page_of(request, case_id)
    require(page, Act(EntryKind.NOTE))
    key = DraftKey(NOTE, case_id)
    if discards(request):
        clear_draft(request.actor, key)
        return redirect("cases:note", case_id)
    kept = draft(request.actor, key)
    begun = {name: values[0] for name, values in kept.values.items() if values}
    form = NoteForm(
        request.POST or None,
        initial=begun,
        people=_about(page),
        of_all=page.readings.writes_of_all,
    )
    if request.method == "POST" and form.is_valid():
        about = form.cleaned_data["about"]
        doing.add_note(
            request.actor,
            case_id=case_id,
            text=form.cleaned_data["text"],
            about_person=uuid.UUID(about) if about else None,
            happened_on=form.cleaned_data["happened_on"],
            request_id=key_of(request.POST.get("request_key", "")),
        )
        clear_draft(request.actor, key)
        return back(request, case_id, _("Anteckningen är sparad."))
    context = {
        "case": page.case,
        "form": form,
        "title": _("Skriv anteckning"),
        "kept": kept,
        "request_key": key_of(request.POST.get("request_key", "")) or ids.new(),
        "who_reads": readers_of_note(
            request.actor, page, page.definition.in_language(get_language() or "sv")
        ),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "cases/note.html", context, status=status)


@require_http_methods(["GET", "POST"])
@answered
def concerned(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    """Step out of a case that touches oneself or somebody near."""
    page = page_of(request, case_id)
    if request.method == "POST":
        doing.say_concerned(request.actor, case_id=case_id)
        messages.success(request, _("Du ser inte ärendet längre. Någon annan tar över."))
        return redirect("/")
    return render(request, "cases/concerned.html", {"case": page.case, "case_id": case_id})


@require_http_methods(["GET", "POST"])
@answered
def skip(request: ActorRequest, case_id: uuid.UUID, step: str) -> HttpResponse:
    """Skip a step that may be skipped, with the reason."""
    page, instance = page_of(request, case_id), instance_of(request)
    prepare(request.actor, case_id, step, instance)
    require(page, Act(EntryKind.SKIPPED, step, instance, by=page.readings.person))
    return reasoned(
        request,
        page,
        _("Hoppa över: %(step)s") % {"step": title_of(page, step, instance)},
        lambda said: doing.skip_step(
            request.actor, case_id=case_id, step=step, instance=instance, reason=said["reason"]
        ),
        button=_("Hoppa över"),
    )


@require_http_methods(["GET", "POST"])
@answered
def reopen_step(request: ActorRequest, case_id: uuid.UUID, step: str) -> HttpResponse:
    """Open a step again, with the reason."""
    page, instance = page_of(request, case_id), instance_of(request)
    prepare(request.actor, case_id, step, instance)
    require(page, Act(EntryKind.REOPENED, step, instance, by=page.readings.person))
    return reasoned(
        request,
        page,
        _("Öppna igen: %(step)s") % {"step": title_of(page, step, instance)},
        lambda said: doing.reopen_step(
            request.actor, case_id=case_id, step=step, instance=instance, reason=said["reason"]
        ),
        button=_("Öppna igen"),
        help_text=_("Det som är skrivet finns kvar. Steget kan göras om."),
    )


@require_http_methods(["GET", "POST"])
@answered
def reopen_case(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    """Open a closed case again, with the reason."""
    page = page_of(request, case_id)
    require(page, Act(EntryKind.REOPENED))
    return reasoned(
        request,
        page,
        _("Öppna ärendet igen"),
        lambda said: doing.reopen_case(request.actor, case_id=case_id, reason=said["reason"]),
        button=_("Öppna igen"),
        help_text=_("Allt som är gjort finns kvar."),
    )


@require_http_methods(["GET", "POST"])
@answered
def withdraw(request: ActorRequest, case_id: uuid.UUID, entry_id: uuid.UUID) -> HttpResponse:
    """Take back a text that stands on the wrong pupil, with the reason."""
    page = page_of(request, case_id)
    no = next((entry.no for entry in page.entries if entry.id == entry_id), None)
    if no is None:
        raise NotFound
    require(page, Act(EntryKind.WITHDRAWN))
    return reasoned(
        request,
        page,
        _("Ta tillbaka texten"),
        lambda said: doing.withdraw(
            request.actor, case_id=case_id, entry_no=no, reason=said["reason"]
        ),
        button=_("Ta tillbaka"),
        help_text=_("Texten slutar genast att gälla. Ingen ser den längre på ärendets sida."),
    )


@require_http_methods(["GET", "POST"])
@answered
def correct(request: ActorRequest, case_id: uuid.UUID, entry_id: uuid.UUID) -> HttpResponse:
    """Correct what was answered, or fill in what was left; the old stays as it was."""
    page = page_of(request, case_id)
    kept = next((one for one in in_force(page.entries) if one.entry.id == entry_id), None)
    if kept is None or kept.entry.step is None:
        raise NotFound
    step, instance = kept.entry.step, kept.entry.instance
    prepared = prepare(request.actor, case_id, step, instance)
    require(page, Act(EntryKind.CORRECTED, step, instance, by=page.readings.person))
    definition = page.definition.in_language(get_language() or "sv")
    of = definition.step(step)
    made = answer_form(
        of.fields,
        around_step(request.actor, page, definition, of, prepared.facts, instance),
    )
    form = made(filled(made.questions, as_posted(of, kept.answers), {}))
    reason = ReasonForm(request.POST or None)
    if request.method == "POST":
        more = request.POST.get("add_row", "")
        form = made(with_files(request, made.base_fields), more=more)
        if not more and reason.is_valid():
            try:
                doing.correct(
                    request.actor,
                    case_id=case_id,
                    entry_no=kept.entry.no,
                    posted=form.posted,
                    reason=reason.cleaned_data["reason"],
                )
            except WrongAnswers as wrong:
                form.blame(wrong.faults)
            else:
                return back(request, case_id, _("Rättat."))
    context = {
        "case": page.case,
        "case_id": case_id,
        "title": titled(page, definition, step, instance),
        "form": form,
        "reason": reason,
        "who_reads": who_reads(definition, of, page.case.lead, as_written=False),
        "kept": Kept(),
    }
    status = UNPROCESSABLE if form.errors or reason.errors else 200
    return render(request, "cases/correct.html", context, status=status)


@require_http_methods(["GET", "POST"])
@answered
def name_person(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    """Say who somebody is that was not found, or name one more."""
    page = page_of(request, case_id)
    require(page, Act(EntryKind.PERSON_ADDED))
    lost = next(
        (
            one
            for one in page.people
            if str(one.key) == request.GET.get("replaces") and one.kind == PersonKind.NOT_FOUND
        ),
        None,
    )
    form = NamingForm(
        request.POST or None,
        initial={"role": lost.role} if lost else {},
        roles=_roles(page, lost.role if lost else None),
        picker=_picker(request),
    )
    if request.method == "POST" and form.is_valid():
        pupil = _meant(request, page, form.cleaned_data["pupil"])
        if pupil is None:
            form.add_error("pupil", _("Välj en elev i listan, eller skriv hela namnet."))
        else:
            doing.name_person(
                request.actor,
                case_id=case_id,
                named=Named(
                    pupil,
                    form.cleaned_data["role"],
                    PersonKind.PUPIL,
                    replaces=lost.key if lost else None,
                ),
            )
            return back(request, case_id, _("Sparat."))
    context = {
        "case": page.case,
        "form": form,
        "title": _("Vem är det?") if lost else _("Lägg till någon"),
        "words": page.names.words.get(lost.key, "") if lost else "",
    }
    return render(request, "cases/name.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_http_methods(["POST"])
@answered
def led(request: ActorRequest) -> HttpResponse:
    """Answer the search for a pupil whom the actor leads."""
    words = words_typed(request)
    options = [Option(str(key), name) for key, name in led_pupils(request.actor, words)]
    return render(request, "forms/options.html", {"options": options, "query": words})


def _about(page: CasePage) -> list[Option]:
    """Return those whom a note of the actor may be about."""
    with_part = {role.id for role in page.definition.people.values() if role.part}
    only = page.readings.writes_of
    return [
        Option(str(one.person), page.names.person(one.key))
        for one in page.people
        if one.person
        and one.role in with_part
        and (page.readings.writes_of_all or one.person in only)
    ]


def _roles(page: CasePage, role: str | None) -> list[Option]:
    return [
        Option(one.id, str(said(one.title)))
        for one in page.definition.in_language(get_language() or "sv").people.values()
        if PersonKind.PUPIL in one.kinds and role in (None, one.id)
    ]


def _picker(request: ActorRequest) -> Picker:
    def chosen(keys: Any) -> list[Option]:
        found = {key: _led_name(request, key) for key in keys}
        return [Option(key, name) for key, name in found.items() if name]

    return Picker(reverse("cases:led"), chosen)


def _meant(request: ActorRequest, page: CasePage, typed: str) -> uuid.UUID | None:
    """Return the pupil that was chosen, or that is called as was typed if there is just one.

    An officer leads no pupils: hers is the only one at the school of the case with the whole name
    that was typed, and the search is logged. One who is called nearly so is somebody else.
    """
    if _led_name(request, typed):
        return uuid.UUID(typed)
    found = [key for key, _name in led_pupils(request.actor, typed)]
    unit = page.case.unit_id
    if not found and unit and page.case.lead == Role.ORGANISER:
        whole = " ".join(typed.split())
        hits = at_school(request.actor, whole, unit)
        found = [uuid.UUID(one.value) for one in hits if sort_key(one.label) == sort_key(whole)]
    return found[0] if len(found) == 1 else None


def _led_name(request: ActorRequest, typed: str) -> str | None:
    key = key_of(typed)
    return led_pupil(request.actor, key) if key else None

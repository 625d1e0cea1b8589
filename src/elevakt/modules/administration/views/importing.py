"""Rosters taken in: what has been, what waits, and what is missing in the files."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from elevakt.modules.administration.actions import importing as actions
from elevakt.modules.administration.forms.importing import UploadForm
from elevakt.modules.administration.queries import importing as queries
from elevakt.modules.administration.rules.lines import ADDED, CHANGED, ENDED, HELD, all_lines, lines
from elevakt.modules.administration.rules.unpacking import NotARoster
from elevakt.modules.administration.views.words import HAPPENS, RESOURCES, SOURCES, WRONG
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.queries.giving import is_administrator
from elevakt.trust.access.rules.proofs import proved_anew
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.people.actions.importing import TooMuchIsMissing
from elevakt.trust.people.actions.undoing import BuiltOn, NothingToTakeBack
from elevakt.trust.people.rules.faults import RosterFaults

UNPROCESSABLE = 422
MOST_FAULTS = 20


@require_GET
def imports(request: ActorRequest) -> HttpResponse:
    """Show what has been taken in, and what waits."""
    try:
        page = queries.imports_page(request.actor)
    except NotFound:
        raise Http404 from None
    context = {
        "page": page,
        "waiting": [(one, SOURCES[one.source]) for one in page.waiting],
        "done": [(one, SOURCES[one.source]) for one in page.done],
    }
    return render(request, "administration/imports.html", context)


@require_http_methods(["GET", "POST"])
def upload(request: ActorRequest) -> HttpResponse:
    """Ask for the files; posted, lay them aside and show what they would change."""
    if not is_administrator(request.actor):
        raise Http404
    is_posted = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_posted else UploadForm()
    faults: tuple[str, ...] = ()
    if is_posted and form.is_valid():
        try:
            sent = ((one.name or "", one.read()) for one in form.cleaned_data["roster"])
            return redirect("administration:preview", actions.send(request.actor, sent))
        except NotARoster as wrong:
            form.add_error("roster", str(WRONG[wrong.why]))
        except actions.AnothersRoster:
            form.add_error("roster", _("Filerna gäller en annan huvudman."))
        except RosterFaults as wrong:
            faults = tuple(map(str, wrong.faults))
            form.add_error("roster", _("Filerna har fel. Inget har ändrats."))
    status = UNPROCESSABLE if form.errors else 200
    context = {
        "form": form,
        "faults": faults[:MOST_FAULTS],
        "more_faults": max(len(faults) - MOST_FAULTS, 0),
    }
    return render(request, "administration/upload.html", context, status=status)


@require_GET
def preview(request: ActorRequest, upload_id: uuid.UUID) -> HttpResponse:
    """Show what an upload would change: to whoever sent it, and to the second person."""
    try:
        sent, seen = actions.look(request.actor, upload_id)
    except NotFound:
        raise Http404 from None
    is_mine = sent.by_person_id == request.actor.person
    shown = {
        "opens": list(lines(seen.opened, seen.everything)),
        "gains": list(lines(seen.found.gains, seen.everything)),
        "protected": list(
            lines((*seen.found.newly_protected, *seen.found.no_longer_protected), seen.everything)
        ),
        "all": list(all_lines(seen.found, seen.everything)),
    }
    if not is_mine:
        shown = {"opens": shown["opens"]}
    chosen = request.GET.get("visa", "")
    if chosen not in shown:
        chosen = next((name for name, rows in shown.items() if rows), "opens")
    begin = _begin(request.GET.get("fran", ""))
    rows = shown[chosen][begin : begin + queries.MOST]
    known = {one.id for one in seen.now.persons}
    queries.show(request.actor, [one for one in rows if known.issuperset(one.persons)])
    labels = {
        "opens": _("Ger dig eller en anhörig mer att läsa")
        if is_mine
        else _("Ger den som läser in mer att läsa"),
        "gains": _("Ger någon mer att läsa"),
        "protected": _("Skyddade personuppgifter"),
        "all": _("Allt"),
    }
    context = {
        "upload": sent,
        "seen": seen,
        "is_mine": is_mine,
        "source": SOURCES[sent.source],
        "counts": [
            (RESOURCES[one.resource], counted)
            for one in seen.found.resources
            if (
                counted := [
                    (len(rows), HAPPENS[what])
                    for what, rows in (
                        (ADDED, one.added),
                        (CHANGED, one.changed),
                        (ENDED, one.removed),
                        (HELD, one.held),
                    )
                    if rows
                ]
            )
        ],
        "stops": [RESOURCES[one.resource] for one in seen.found.stops],
        "tabs": [
            {
                "href": f"?visa={name}",
                "label": labels[name],
                "current": name == chosen,
                "count": len(rows_of),
            }
            for name, rows_of in shown.items()
            if rows_of
        ],
        "rows": [(one, RESOURCES[one.resource], HAPPENS.get(one.what, "")) for one in rows],
        "next": f"?visa={chosen}&fran={begin + queries.MOST}"
        if len(shown[chosen]) > begin + queries.MOST
        else "",
        "before": f"?visa={chosen}&fran={max(begin - queries.MOST, 0)}" if begin else "",
    }
    return render(request, "administration/preview.html", context)


@proved_anew
@require_POST
def accept(request: ActorRequest, upload_id: uuid.UUID) -> HttpResponse:
    """Take in what I have sent, or let it wait for a second person."""
    is_right = request.POST.get("missing_is_right") == "yes"
    try:
        waits = actions.accept(request.actor, upload_id, is_missing_right=is_right)
    except NotFound:
        raise Http404 from None
    except TooMuchIsMissing:
        messages.error(request, _("Inget har ändrats. Bekräfta först att det ska saknas."))
        return redirect("administration:preview", upload_id)
    except actions.NobodyConfirms:
        messages.error(
            request,
            _("Inget har ändrats. Någon annan måste bekräfta, och det finns ingen som kan det."),
        )
        return redirect("administration:preview", upload_id)
    if waits:
        messages.success(request, _("Någon annan måste bekräfta. De som kan det har fått veta."))
    else:
        messages.success(request, _("Inläst."))
    return redirect("administration:imports")


@proved_anew
@require_POST
def answer(request: ActorRequest, upload_id: uuid.UUID) -> HttpResponse:
    """Say yes or no, as the second person, to what an import opens."""
    is_confirmed = request.POST.get("answer") == "yes"
    try:
        actions.answer(
            request.actor,
            upload_id,
            is_confirmed=is_confirmed,
            digest=request.POST.get("seen", ""),
        )
    except NotFound:
        raise Http404 from None
    except actions.HasChanged:
        messages.error(request, _("Elevregistret har ändrats sedan du tittade. Titta igen."))
        return redirect("administration:preview", upload_id)
    messages.success(
        request, _("Bekräftat och inläst.") if is_confirmed else _("Du sa nej. Inget har ändrats.")
    )
    return redirect(settings.LOGIN_REDIRECT_URL)


@require_POST
def throw_away(request: ActorRequest, upload_id: uuid.UUID) -> HttpResponse:
    """Throw away what I have sent."""
    try:
        actions.throw_away(request.actor, upload_id)
    except NotFound:
        raise Http404 from None
    messages.success(request, _("Filerna är borta. Inget har ändrats."))
    return redirect("administration:imports")


@proved_anew
@require_POST
def undo(request: ActorRequest, import_id: uuid.UUID) -> HttpResponse:
    """Take back the latest import."""
    try:
        actions.undo(request.actor, import_id)
    except (NotFound, NothingToTakeBack):
        raise Http404 from None
    except BuiltOn as why:
        messages.error(
            request, _("Inläsningen kan inte ångras: %(why)s. Inget har ändrats.") % {"why": why}
        )
    except actions.AnotherMust:
        messages.error(
            request,
            _("Det skulle ge dig eller en anhörig mer att läsa. Be en annan administratör ångra."),
        )
    else:
        messages.success(request, _("Inläsningen är ångrad. Allt är som det var före den."))
    return redirect("administration:imports")


@require_GET
def missing(request: ActorRequest) -> HttpResponse:
    """Show what the latest files no longer have."""
    try:
        page = queries.missing_page(request.actor)
    except NotFound:
        raise Http404 from None
    rows = [(one, RESOURCES[one.line.resource]) for one in page.rows]
    return render(request, "administration/missing.html", {"page": page, "rows": rows})


@require_POST
def answer_missing(request: ActorRequest, held_id: uuid.UUID) -> HttpResponse:
    """Say that what is missing has ended, or stays."""
    is_ended = request.POST.get("answer") == "ended"
    try:
        actions.answer_missing(request.actor, held_id, is_ended=is_ended)
    except NotFound:
        raise Http404 from None
    messages.success(request, _("Avslutad från i dag.") if is_ended else _("Behålls som det är."))
    return redirect("administration:missing")


@proved_anew
@require_POST
def end_all_missing(request: ActorRequest) -> HttpResponse:
    """Say that everybody who is missing has left."""
    try:
        ended = actions.end_all_missing(request.actor)
    except NotFound:
        raise Http404 from None
    said = ngettext("%d person avslutad från i dag.", "%d personer avslutade från i dag.", ended)
    messages.success(request, said % ended)
    return redirect("administration:missing")


def _begin(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0

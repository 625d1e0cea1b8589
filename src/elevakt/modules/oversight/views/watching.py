"""What there is to look at, and what is put on for a while."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from elevakt.engines.cases.places import PUPIL_PAGES
from elevakt.foundation.ui.seeking import Words, seeks
from elevakt.modules.oversight import queries
from elevakt.modules.oversight.actions import open_in_emergency
from elevakt.modules.oversight.forms import OverseeForm, SignForm, emergency_form
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.actions.putting_on import NotStrong, oversee, sign, take_off
from elevakt.trust.access.actions.watching import sign_look
from elevakt.trust.access.enums import Basis
from elevakt.trust.access.rules.proofs import proved_anew
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.rules.strength import is_strong

UNPROCESSABLE = 422


@seeks("namn", "skola", "kollega")
def start(request: ActorRequest, sought: Words) -> HttpResponse:
    """Show what there is to look at, to whoever leads, oversees or is officer."""
    words, colleague, school = sought["namn"], sought["kollega"], sought["skola"]
    try:
        page = queries.start_page(
            request.actor, words=words, unit_id=_key(school), colleague=colleague
        )
    except NotFound:
        raise Http404 from None
    context = {"page": page, "words": words, "colleague": colleague, "school": school}
    return render(request, "oversight/start.html", context)


@proved_anew
@require_http_methods(["GET", "POST"])
def put_on(request: ActorRequest) -> HttpResponse:
    """Put on to oversee, for an hour."""
    try:
        page = queries.start_page(request.actor)
        if not page.may_oversee or page.oversees:
            raise NotFound
        form = OverseeForm(request.POST or None)
        if request.method == "POST" and is_strong(request.actor) and form.is_valid():
            oversee(request.actor, reason=form.cleaned_data["reason"])
            return redirect("oversight:start")
    except NotFound:
        raise Http404 from None
    weak = not is_strong(request.actor)
    status = UNPROCESSABLE if form.errors or (weak and request.method == "POST") else 200
    return render(request, "oversight/put_on.html", {"form": form, "weak": weak}, status=status)


@require_POST
def take_it_off(request: ActorRequest, basis: str) -> HttpResponse:
    """End what I have put on."""
    worn = {"nodoppning": Basis.BREAK_GLASS, "granskning": Basis.OVERSEES}
    if basis not in worn:
        raise Http404
    take_off(request.actor, worn[basis])
    messages.success(request, _("Avslutat."))
    return redirect(settings.LOGIN_REDIRECT_URL)


@proved_anew
@require_http_methods(["GET", "POST"])
@seeks("namn", "skola")
def emergency(request: ActorRequest, sought: Words) -> HttpResponse:
    """Let whoever must open a pupil in an emergency: find her, say why, and for how long."""
    words, school = sought["namn"], sought["skola"]
    pupil_id = _key(request.GET.get("elev", ""))
    page = queries.emergency_page(
        request.actor, words=words, unit_id=_key(school), pupil_id=pupil_id
    )
    form = emergency_form(page.minutes)(request.POST or None)
    weak = not is_strong(request.actor)
    context: dict[str, Any] = {"page": page, "words": words, "school": school, "weak": weak}
    status = 200
    if request.method == "POST" and pupil_id:
        status = UNPROCESSABLE
        is_filled_in = form.is_valid()
        said = form.cleaned_data if is_filled_in else {}
        try:
            # Without a strong log-in nothing is opened, and it is remembered that somebody tried.
            if weak or is_filled_in:
                open_in_emergency(
                    request.actor,
                    pupil_id,
                    reason=said.get("reason", ""),
                    minutes=int(said.get("minutes", 0)),
                )
                return redirect(_page_of_a_pupil(), pupil_id)
        except NotStrong:
            pass
        except NotFound:
            context["may_not"] = True
    return render(request, "oversight/emergency.html", {**context, "form": form}, status=status)


@require_http_methods(["GET", "POST"])
def review(request: ActorRequest, put_on_id: uuid.UUID) -> HttpResponse:
    """Let one who leads sign that an emergency opening has been looked at."""
    try:
        found = queries.emergency(request.actor, put_on_id)
        form = SignForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            sign(request.actor, put_on_id, words=form.cleaned_data["words"])
            messages.success(request, _("Signerat."))
            return redirect("oversight:start")
    except NotFound:
        raise Http404 from None
    status = UNPROCESSABLE if form.errors else 200
    context = {"one": found, "form": form}
    return render(request, "oversight/review.html", context, status=status)


@require_http_methods(["GET", "POST"])
def look(request: ActorRequest, hit_id: uuid.UUID) -> HttpResponse:
    """Let somebody sign that what was worth a look has been looked at."""
    try:
        found = queries.found(request.actor, hit_id)
        form = SignForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            sign_look(request.actor, hit_id, words=form.cleaned_data["words"])
            messages.success(request, _("Signerat."))
            return redirect("oversight:start")
    except NotFound:
        raise Http404 from None
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "oversight/look.html", {"one": found, "form": form}, status=status)


def _page_of_a_pupil() -> str:
    """Return the page of a pupil that whoever opens one in an emergency comes to."""
    pages = PUPIL_PAGES.contributions()
    return next(page.url_name for page in pages if Basis.BREAK_GLASS in page.bases)


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None

"""My pupils and the pupil page."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from elevakt.engines.cases.places import PUPIL_PAGES
from elevakt.engines.cases.queries.mapped import Need
from elevakt.foundation.kernel.typed import number
from elevakt.foundation.ui.classroom import shown_in_classroom
from elevakt.modules.pupils import queries
from elevakt.modules.pupils.forms import DEEDS, KINDS, CircumstanceForm, ReviewForm
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.actions.circles import NotAmongThem, set_circle
from elevakt.trust.access.actions.circumstances import (
    lift_circumstance,
    review_circumstance,
    set_circumstance,
)
from elevakt.trust.access.enums import CircumstanceDeed, CircumstanceKind
from elevakt.trust.access.queries import pupils
from elevakt.trust.access.queries.circumstances import known_kind
from elevakt.trust.access.rules.proofs import proved_anew
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.audit.actions import LONGEST_REASON


@shown_in_classroom
def my_pupils(request: ActorRequest) -> HttpResponse:
    """Show the pupils whom I teach, mentor or lead, fifty at a time."""
    chosen = request.GET.get("klass", "")
    page = {
        "page": pupils.my_pupils(
            request.actor, after=_key(request.GET.get("efter", "")), class_name=chosen
        ),
        "classes": pupils.my_classes(request.actor),
        "chosen": chosen,
    }
    return render(request, "pupils/list.html", page)


@require_http_methods(["GET", "POST"])
def pupil(request: ActorRequest, pupil_id: uuid.UUID) -> HttpResponse:
    """Show what I need to know of a pupil now. The home of a protected pupil asks for a reason."""
    reason = request.POST.get("reason", "").strip()
    try:
        page = queries.pupil_page(
            request.actor, pupil_id, reason=reason if len(reason) <= LONGEST_REASON else ""
        )
    except NotFound:
        raise Http404 from None
    is_wrong = request.method == "POST" and not 0 < len(reason) <= LONGEST_REASON
    beside = [
        one
        for one in PUPIL_PAGES.contributions()
        if page.pupil.basis in one.bases and one.url_name != "pupils:pupil"
    ]
    return render(
        request,
        "pupils/pupil.html",
        {"page": page, "is_wrong": is_wrong, "most": LONGEST_REASON, "beside": beside},
        status=422 if is_wrong else 200,
    )


def support(request: ActorRequest) -> HttpResponse:
    """Show what those I teach or am mentor for shall be met with, group by group."""
    page = queries.support_page(
        request.actor,
        group_id=_key(request.GET.get("grupp", "")),
        after=number(request.GET.get("efter", "")),
    )
    return render(request, "pupils/support.html", {"page": page})


NEEDS = {"sena": Need.LATE, "saknar": Need.LACKS, "utan-effekt": Need.NO_EFFECT}
"""What one may look for on the map, as the address says it."""

TABS = {
    "": (gettext_lazy("Alla"), gettext_lazy("Ingen elev har stöd just nu")),
    "sena": (gettext_lazy("Försenad uppföljning"), gettext_lazy("Ingen uppföljning är försenad")),
    "saknar": (gettext_lazy("Handling saknas"), gettext_lazy("Ingen handling saknas")),
    "utan-effekt": (
        gettext_lazy("Utan effekt"),
        gettext_lazy("Inget stöd har bedömts vara utan effekt"),
    ),
}
"""What is written on the tabs of the map, and on an empty one."""


def support_map(request: ActorRequest, unit_id: uuid.UUID) -> HttpResponse:
    """Show who has what in a unit that I lead, what is late and what is missing."""
    shown = request.GET.get("visa", "")
    shown = shown if shown in TABS else ""
    try:
        page = queries.map_page(
            request.actor,
            unit_id,
            class_name=request.GET.get("klass", ""),
            need=NEEDS.get(shown),
            after=number(request.GET.get("efter", "")),
        )
    except NotFound:
        raise Http404 from None
    tabs = [(key, words) for key, (words, _empty) in TABS.items()]
    around = {"page": page, "shown": shown, "tabs": tabs, "empty": TABS[shown][1]}
    return render(request, "pupils/map.html", around)


@proved_anew
@require_http_methods(["GET", "POST"])
def circle(request: ActorRequest, pupil_id: uuid.UUID) -> HttpResponse:
    """Let whoever leads the unit say, name by name, who may know of a protected pupil."""
    try:
        page = queries.circle_page(request.actor, pupil_id)
        if request.method == "POST":
            set_circle(request.actor, pupil_id=pupil_id, readers=_keys(request))
            messages.success(request, _("Kretsen är bestämd."))
            return redirect("pupils:pupil", pupil_id)
    except (NotFound, NotAmongThem):
        raise Http404 from None
    beside = [
        one
        for one in PUPIL_PAGES.contributions()
        if page.pupil.basis in one.bases and not one.url_name.startswith("pupils:")
    ]
    return render(request, "pupils/circle.html", {"page": page, "beside": beside})


@require_http_methods(["GET", "POST"])
def circumstances(request: ActorRequest, pupil_id: uuid.UUID) -> HttpResponse:
    """Show special circumstances of a pupil whom I lead; posted, set what makes home a question."""
    form = CircumstanceForm(request.POST or None)
    try:
        page = queries.circumstances_page(request.actor, pupil_id)
        if request.method == "POST" and form.is_valid():
            chosen = form.cleaned_data
            set_circumstance(
                request.actor,
                pupil_id=pupil_id,
                kind=CircumstanceKind(chosen["kind"]),
                reason=chosen["reason"],
                last_on=chosen["last_on"],
                review_on=chosen["review_on"],
            )
            messages.success(request, _("Sparat. Från och med nu frågas du innan hemmet får veta."))
            return redirect("pupils:circumstances", pupil_id)
    except NotFound:
        raise Http404 from None
    lists = [
        (is_now, [{"one": one, "kind": KINDS[known_kind(one.kind)]} for one in rows])
        for is_now, rows in ((True, page.now), (False, page.before))
    ]
    context = {"page": page, "form": form, "lists": lists, "deeds": DEEDS}
    status = 422 if form.errors else 200
    return render(request, "pupils/circumstances.html", context, status=status)


@proved_anew
@require_http_methods(["GET", "POST"])
def circumstance(
    request: ActorRequest, pupil_id: uuid.UUID, circumstance_id: uuid.UUID
) -> HttpResponse:
    """Look at special circumstances again; posted, say that they still hold, or lift them."""
    form = ReviewForm(request.POST or None)
    try:
        page = queries.circumstances_page(request.actor, pupil_id)
        one = next((one for one in page.now if one.id == circumstance_id), None)
        if one is None:
            raise NotFound
        if request.method == "POST" and form.is_valid():
            about = {"pupil_id": pupil_id, "circumstance_id": circumstance_id}
            words = form.cleaned_data["words"]
            if form.cleaned_data["deed"] == CircumstanceDeed.REVIEWED:
                day = form.cleaned_data["review_on"]
                review_circumstance(request.actor, **about, words=words, review_on=day)
            else:
                lift_circumstance(request.actor, **about, words=words)
            messages.success(request, _("Sparat."))
            return redirect("pupils:circumstances", pupil_id)
    except NotFound:
        raise Http404 from None
    context = {"page": page, "one": one, "kind": KINDS[known_kind(one.kind)], "form": form}
    status = 422 if form.errors else 200
    return render(request, "pupils/circumstance.html", context, status=status)


def _keys(request: ActorRequest) -> list[uuid.UUID]:
    found = [_key(key) for key in request.POST.getlist("reader")]
    if None in found:
        raise Http404
    return [key for key in found if key]


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None

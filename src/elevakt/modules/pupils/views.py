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
from elevakt.modules.pupils import queries
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.actions.circles import NotAmongThem, set_circle
from elevakt.trust.access.queries import pupils
from elevakt.trust.access.rules.proofs import proved_anew
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.audit.actions import LONGEST_REASON


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
    return render(request, "pupils/circle.html", {"page": page})


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

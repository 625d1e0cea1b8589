"""Who has opened what: of a pupil, by a colleague, and by oneself."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from elevakt.modules.oversight import queries
from elevakt.modules.oversight.queries import MOST_IN_A_FILE
from elevakt.modules.oversight.rules.files import as_csv
from elevakt.modules.oversight.views.sought import filter_of
from elevakt.modules.oversight.views.words import BASES, page_words_of
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.audit.enums import Seen


def pupil_log(request: ActorRequest, pupil_id: uuid.UUID) -> HttpResponse:
    """Show who has opened what about a pupil, for whoever leads the unit or oversees."""
    chosen = filter_of(request.GET)
    try:
        page = queries.pupil_log(request.actor, pupil_id, chosen.sought)
    except NotFound:
        raise Http404 from None
    around = {"page": page, "rows": page.readings, "filter": chosen, "who_words": _("Vem")}
    return render(request, "oversight/pupil.html", around)


def pupil_file(request: ActorRequest, pupil_id: uuid.UUID) -> HttpResponse:
    """Hand out, as a table, who has opened what about a pupil. That is an opening too."""
    try:
        page = queries.pupil_log(
            request.actor, pupil_id, filter_of(request.GET).sought, most=MOST_IN_A_FILE
        )
    except NotFound:
        raise Http404 from None
    heads = (_("När"), _("Vem"), _("Titel"), _("Hur"), _("Sida"), _("Därför att"), _("Skäl"))
    return _handed(
        heads,
        (
            (
                _written(one.at),
                one.name,
                one.title,
                _seen(one.kind),
                str(page_words_of(one.page)),
                str(BASES.get(one.basis, one.basis)),
                one.reason,
            )
            for one in page.readings
        ),
    )


def person_log(request: ActorRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show what a colleague has opened, for whoever oversees: how many, never whom."""
    chosen = filter_of(request.GET)
    try:
        page = queries.person_log(request.actor, person_id, chosen.sought)
    except NotFound:
        raise Http404 from None
    around = {"page": page, "rows": page.openings, "filter": chosen, "who_words": _("Antal elever")}
    return render(request, "oversight/person.html", around)


def person_file(request: ActorRequest, person_id: uuid.UUID) -> HttpResponse:
    """Hand out, as a table, what a colleague has opened."""
    try:
        page = queries.person_log(
            request.actor, person_id, filter_of(request.GET).sought, most=MOST_IN_A_FILE
        )
    except NotFound:
        raise Http404 from None
    heads = (_("När"), _("Hur"), _("Sida"), _("Antal elever"), _("Därför att"))
    return _handed(
        heads,
        (
            (
                _written(one.at),
                _seen(one.kind),
                str(page_words_of(one.page)),
                str(one.persons),
                ", ".join(str(BASES.get(basis, basis)) for basis in one.bases),
            )
            for one in page.openings
        ),
    )


def own_log(request: ActorRequest) -> HttpResponse:
    """Show what I have opened myself."""
    chosen = filter_of(request.GET)
    page = queries.own_log(request.actor, chosen.sought)
    around = {"page": page, "rows": page.openings, "filter": chosen, "who_words": _("Vem")}
    return render(request, "oversight/mine.html", around)


def _handed(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    return HttpResponse(
        as_csv(heads, rows),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="logg.csv"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _written(moment: dt.datetime) -> str:
    return f"{localtime(moment):%Y-%m-%d %H:%M:%S}"


def _seen(kind: str) -> str:
    return _("Öppnade") if kind == Seen.OPENED else _("Såg i en lista")

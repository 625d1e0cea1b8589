"""Which version of a process is used, where and from when: shown to all, said by its officer."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from elevakt.engines.cases.actions.using import decide_use
from elevakt.engines.cases.forms.controls import said
from elevakt.engines.cases.forms.using import NONE, REVIEWERS, use_form, year_words
from elevakt.engines.cases.queries.processes import Release, versions_of
from elevakt.engines.cases.queries.uses import (
    Decided,
    class_names,
    decided_uses,
    may_decide_use,
    unit_names,
)
from elevakt.engines.cases.rules.used import Use, uses_at
from elevakt.engines.cases.views.answering import UNPROCESSABLE, answered
from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound


@require_http_methods(["GET", "POST"])
@answered
def use(request: ActorRequest, process: str) -> HttpResponse:
    """Ask the process's officer where it is used; posted, decide it."""
    if not may_decide_use(request.actor, process):
        raise NotFound
    versions = versions_of(request.actor, process)
    units = unit_names(request.actor)
    newest = str(versions[0].definition.version)
    made = use_form(versions, units, class_names(request.actor))
    form = made(request.POST or None, initial={"version": newest})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        decide_use(
            request.actor,
            process,
            version=None if chosen["version"] == NONE else int(chosen["version"]),
            from_day=chosen["from_day"],
            units=[uuid.UUID(key) for key in chosen["units"]],
            years=chosen["years"],
            classes=chosen["classes"],
            review=form.review,
            instead=chosen["instead"],
        )
        messages.success(request, _("Sparat. Ärenden som pågår fortsätter som de började."))
        return redirect("processes:process", process)
    used = next((one for one in versions if one.is_used), versions[0])
    title = said(used.definition.in_language(get_language() or "sv").title)
    return render(
        request,
        "cases/use.html",
        {"form": form, "title": title, "process": process},
        status=UNPROCESSABLE if form.errors else 200,
    )


def used_where(actor: Actor, process: str) -> dict[str, object]:
    """Return where a process is used now, and what has been decided for later, in words."""
    decided, units = decided_uses(actor).get(process, []), unit_names(actor)
    today = clock.today()
    begun = [one.use for one in decided if one.from_day <= today]
    at: dict[tuple[str, ...], list[str]] = {}
    for unit, name in units.items():
        words = tuple(_what(use) for use in uses_at(begun, unit))
        at.setdefault(words, []).append(name)
    coming = [one for one in decided if one.from_day > today]
    return {
        "used": [
            {"where": _where(names, units), "what": words} for words, names in at.items() if begun
        ],
        "coming": list(_coming(coming, units)),
    }


def reviewers(release: Release) -> list[dict[str, object]]:
    """Return who has gone through a version for the organiser, and when."""
    found = []
    for who, title in REVIEWERS.items():
        name, day = getattr(release, who)
        if name:
            found.append({"title": title, "name": name, "on": day})
    return found


def _coming(decided: Sequence[Decided], units: Mapping[uuid.UUID, str]) -> list[dict[str, object]]:
    rows: dict[tuple[object, ...], list[str]] = {}
    for one in decided:
        key = (one.from_day, _what(replace(one.use, unit=None)))
        names = [name for unit, name in units.items() if one.use.unit in (None, unit)]
        rows.setdefault(key, []).extend(names)
    return [
        {"from": day, "what": what, "where": _where(names, units)}
        for (day, what), names in rows.items()
    ]


def _what(use: Use) -> str:
    version = _("Används inte") if use.version is None else _("Version %(n)s") % {"n": use.version}
    if use.classes:
        names = ", ".join(sorted(use.classes))
        return _("%(version)s i %(classes)s") % {"version": version, "classes": names}
    if not use.years:
        return version
    years = ", ".join(year_words(year) for year in sorted(use.years))
    return _("%(version)s i årskurs %(years)s") % {"version": version, "years": years}


def _where(names: Collection[str], units: Mapping[uuid.UUID, str]) -> str:
    return _("Alla skolor") if len(names) == len(units) else ", ".join(names)

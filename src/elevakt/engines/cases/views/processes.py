"""How the school works: each process step by step, with its law, its versions and who reads."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from elevakt.engines.cases.enums import Circle, Informed
from elevakt.engines.cases.forms.controls import said
from elevakt.engines.cases.queries.processes import Version, processes, versions_of
from elevakt.engines.cases.queries.uses import may_decide_use
from elevakt.engines.cases.rules.definition import Definition, Step
from elevakt.engines.cases.rules.differences import differences
from elevakt.engines.cases.rules.in_time import counted_from, in_time
from elevakt.engines.cases.rules.picturing import picture
from elevakt.engines.cases.views.answering import answered
from elevakt.engines.cases.views.using import reviewers, used_where
from elevakt.engines.cases.views.words import readers, role_words
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.rules.refusals import NotFound


@require_GET
@answered
def process_list(request: ActorRequest) -> HttpResponse:
    """Show every process: what the organiser uses first."""
    rows = [
        {
            "href": reverse("processes:process", args=[one.definition.id]),
            "title": said(_shown(one).title),
            "summary": said(_shown(one).summary),
            "is_used": one.is_used,
        }
        for one in sorted(processes(request.actor), key=_order)
    ]
    return render(request, "cases/processes.html", {"rows": rows})


@require_GET
@answered
def process(request: ActorRequest, process: str) -> HttpResponse:
    """Show one process as the staff meet it."""
    versions = versions_of(request.actor, process)
    used = next((one for one in versions if one.is_used), versions[0])
    wanted = request.GET.get("version", str(used.definition.version))
    chosen = next((one for one in versions if str(one.definition.version) == wanted), None)
    if chosen is None:
        raise NotFound
    definition = _shown(chosen)
    before = [one for one in versions if one.definition.version < definition.version]
    lead = definition.leads
    context = {
        "title": said(definition.title),
        "definition": definition,
        "summary": said(definition.summary),
        "release": chosen.release,
        "reviewers": reviewers(chosen.release) if chosen.release else [],
        **used_where(request.actor, process),
        "may_decide": may_decide_use(request.actor, process),
        "versions": [
            {
                "number": one.definition.version,
                "from": one.definition.applies_from,
                "is_shown": one is chosen,
            }
            for one in versions
        ],
        "lead": capfirst(role_words(definition, lead)),
        "readers": capfirst(readers(definition, Circle.WORK, lead)),
        "steps": [_step(definition, step) for step in definition.steps],
        "picture": picture(definition),
        "limits": [said(limit.text) for limit in definition.limits],
        "changes": [
            {"title": one.step, "what": [what.said_by(_) for what in one.what]}
            for one in (differences(_shown(before[0]), definition) if before else ())
        ],
    }
    return render(request, "cases/process.html", context)


def _shown(one: Version) -> Definition:
    return one.definition.in_language(get_language() or "sv")


def _order(one: Version) -> tuple[bool, str]:
    return not one.is_used, str(_shown(one).title)


def _step(definition: Definition, step: Step) -> dict[str, object]:
    since = counted_from(definition, step.within)
    return {
        "title": said(step.title),
        "who": _who(definition, step.by),
        "when": in_time(definition, step.within).said_by(_),
        "since": since.said_by(_) if since else "",
        "law": step.law or "",
        "help": said(step.help) if step.help else "",
        "questions": [{"label": said(one.label), "is_needed": one.required} for one in step.fields],
        "told": _told(step),
        "is_conditional": step.when is not None,
        "may_be_skipped": step.may_skip_when is not None,
        "comes_again": step.repeat is not None,
    }


def _who(definition: Definition, roles: Iterable[str]) -> str:
    first, *others = (role_words(definition, role) for role in roles)
    words = _("%(first)s, eller %(others)s") % {"first": first, "others": ", ".join(others)}
    return capfirst(words if others else first)


def _told(step: Step) -> list[str]:
    return list(dict.fromkeys(str(_TOLD[one.who]()) for one in step.informs))


_TOLD = {
    Informed.ORGANISER: lambda: _("huvudmannen"),
    Informed.GUARDIANS: lambda: _("vårdnadshavare som får kontaktas"),
    Informed.PUPIL: lambda: _("eleven"),
    Informed.REPORTER: lambda: _("den som anmälde"),
    Informed.HOME_MUNICIPALITY: lambda: _("hemkommunen"),
    Informed.AUTHORITY: lambda: _("myndigheten"),
}

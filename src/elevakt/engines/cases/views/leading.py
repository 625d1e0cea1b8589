"""What whoever leads a case does with it: more time, a rest, what belongs with it, a mistake."""

import uuid

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from elevakt.engines.cases.actions import leading
from elevakt.engines.cases.actions.refusing import Refused
from elevakt.engines.cases.enums import EntryKind
from elevakt.engines.cases.forms.small import LinkForm, MoreTimeForm, RestForm
from elevakt.engines.cases.rules.acts import Act
from elevakt.engines.cases.views.answering import answered
from elevakt.engines.cases.views.under_way import (
    back,
    instance_of,
    page_of,
    reasoned,
    require,
    title_of,
)
from elevakt.foundation.kernel import clock
from elevakt.foundation.ui.templatetags.ui import planned
from elevakt.trust.access.actions.acting import ActorRequest


@require_http_methods(["GET", "POST"])
@answered
def more_time(request: ActorRequest, case_id: uuid.UUID, step: str) -> HttpResponse:
    """Give a step more time, with the reason."""
    page, instance = page_of(request, case_id), instance_of(request)
    require(page, Act(EntryKind.DEADLINE_EXTENDED, step, instance))
    one = page.plan.at(step, instance)
    assert one is not None
    assert one.due_on is not None
    law = page.definition.step(step).law
    now = _("Nu ska det vara klart %(day)s.") % {"day": planned(one.due_on)}
    return reasoned(
        request,
        page,
        _("Mer tid: %(step)s") % {"step": title_of(page, step, instance)},
        lambda said: leading.extend_deadline(
            request.actor,
            case_id=case_id,
            step=step,
            instance=instance,
            due_on=said["due_on"],
            reason=said["reason"],
        ),
        button=_("Ge mer tid"),
        help_text=" ".join(
            [now, _("Lagen gäller ändå: %(law)s.") % {"law": law}] if law else [now]
        ),
        form=MoreTimeForm(request.POST or None, now=one.due_on),
    )


@require_http_methods(["GET", "POST"])
@answered
def annul(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    """Close a case that was opened by mistake, with the reason."""
    page = page_of(request, case_id)
    require(page, Act(EntryKind.ANNULLED))
    return reasoned(
        request,
        page,
        _("Makulera ärendet"),
        lambda said: leading.annul(request.actor, case_id=case_id, reason=said["reason"]),
        button=_("Makulera"),
        help_text=_(
            "För det som öppnades av misstag. Inget mer ska göras, och inget gäller längre. Det som"
            " är skrivet finns kvar för samma läsare."
        ),
    )


@require_http_methods(["GET", "POST"])
@answered
def pause(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    """Let a case rest until a day, with the reason."""
    page = page_of(request, case_id)
    require(page, Act(EntryKind.PAUSED, on=clock.today()))
    return reasoned(
        request,
        page,
        _("Låt ärendet vila"),
        lambda said: leading.pause(
            request.actor, case_id=case_id, until=said["until"], reason=said["reason"]
        ),
        button=_("Låt vila"),
        help_text=_("Det som lagen kräver väntar inte. Annat ska göras tidigast den dagen."),
        form=RestForm(request.POST or None),
    )


@require_http_methods(["GET", "POST"])
@answered
def resume(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    """Take up a case that rests, with the reason."""
    page = page_of(request, case_id)
    require(page, Act(EntryKind.RESUMED, on=clock.today()))
    return reasoned(
        request,
        page,
        _("Ta upp ärendet igen"),
        lambda said: leading.resume(request.actor, case_id=case_id, reason=said["reason"]),
        button=_("Ta upp igen"),
        help_text=_("Det som har vilat ska vara klart tidigast i dag."),
    )


@require_http_methods(["GET", "POST"])
@answered
def link(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    """Say that another case belongs with this one."""
    page = page_of(request, case_id)
    require(page, Act(EntryKind.LINKED))
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            leading.link(request.actor, case_id=case_id, number=form.cleaned_data["number"])
        except Refused as refused:
            form.add_error("number", refused.why.said_by(_))
        else:
            return back(request, case_id, _("Sparat."))
    return reasoned(
        request,
        page,
        _("Koppla ihop med ett annat ärende"),
        lambda said: None,
        button=_("Koppla ihop"),
        help_text=_("Bara de som ser hela båda ärendena får veta att de hör ihop."),
        form=form,
    )

"""How every page of the case engine answers what may not be known, or may not be done."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from elevakt.engines.cases.actions.refusing import Refused
from elevakt.engines.cases.rules.translating import names_between
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.rules.refusals import NotFound

P = ParamSpec("P")
View = Callable[Concatenate[ActorRequest, P], HttpResponse]

CONFLICT = 409
UNPROCESSABLE = 422


def answered(view: View[P]) -> View[P]:
    """Answer 404 for what is not there, or not the actor's to know of, and 409 for what is refused.

    The reason for a refusal is said in words; it concerns only what the actor sees already.
    """

    @wraps(view)
    def inner(request: ActorRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotFound as missing:
            raise Http404 from missing
        except Refused as refused:
            context = {"why": _said(refused), "case_id": kwargs.get("case_id")}
            return render(request, "cases/refused.html", context, status=CONFLICT)

    return inner


def _said(refused: Refused) -> str:
    """Return the reason in the language of the page, also what the process calls its own."""
    definition, why = refused.definition, refused.why
    if definition:
        shown = definition.in_language(get_language() or "sv")
        why = why.called(names_between(definition, shown))
    return why.said_by(_)

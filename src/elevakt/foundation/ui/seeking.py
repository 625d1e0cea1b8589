"""What somebody searches for may be a name, and stands in no address."""

import secrets
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

SOUGHT = "sought"
"""Where the session keeps what was searched for last."""
KEY = "sok"
KEPT = 10
LONGEST = 100

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
Words = Mapping[str, str]


def seeks(
    *names: str,
) -> Callable[
    [Callable[Concatenate[R, Words, P], HttpResponse]], Callable[Concatenate[R, P], HttpResponse]
]:
    """Let a page be searched by a form that is posted; the view gets the words as a mapping.

    The session keeps the last searches, each by a random word, and the page of one is asked for by
    that: so Back and Reload show it again, and it says nothing in a history, a log or to another
    who logs in later.

    :param names: what the fields of the search are called
    """

    def decorate(
        view: Callable[Concatenate[R, Words, P], HttpResponse],
    ) -> Callable[Concatenate[R, P], HttpResponse]:
        @wraps(view)
        def inner(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if any(name in request.POST for name in names):
                given = {name: request.POST.get(name, "").strip()[:LONGEST] for name in names}
                return redirect(f"{request.path}?{urlencode({KEY: _keep(request, given)})}")
            before = request.session.get(SOUGHT, {}).get(request.GET.get(KEY, ""), {})
            words = {name: before.get(name, "") for name in names}
            return view(request, words, *args, **kwargs)

        return inner

    return decorate


def _keep(request: HttpRequest, given: dict[str, str]) -> str:
    key = secrets.token_urlsafe(6)
    before = list(request.session.get(SOUGHT, {}).items())[1 - KEPT :]
    request.session[SOUGHT] = {**dict(before), key: given}
    return key

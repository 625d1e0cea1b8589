"""One request, one transaction: somebody acts, the view runs, the audit is written, it commits."""

import time
import uuid
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode

from elevakt.doors.login.actions import see_session
from elevakt.doors.login.noting import Outcome, note
from elevakt.doors.login.pace import may_go_on
from elevakt.doors.login.proof import (
    BEGAN_AT,
    SEEN_AT,
    STANDING,
    carried_of,
    is_proved,
    is_too_weak,
    strength_of,
)
from elevakt.doors.login.rules import is_about_log_in
from elevakt.foundation.ui.middleware import is_partial
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.proofs import needs_proof
from elevakt.trust.access.rules.sides import is_open_to
from elevakt.trust.audit import actions as gate
from elevakt.trust.standing import queries

SEEN_EVERY = 60
"""Seconds between two notes of when a session was last used: not one for each request."""

LOGGED_OUT = 401
SAME_METHOD = 307
"""The browser asks again elsewhere with all that it sent."""

Handler = Callable[[HttpRequest], HttpResponse]


def is_another(request: HttpRequest, actor: Actor) -> bool:
    """Say whether a script's request comes from a page that was made for somebody else.

    Another may have logged in since, in the same browser: words are never saved as another's.
    """
    made_for = request.headers.get("X-Person")
    return made_for not in (None, str(actor.standing_id or ""))


def too_fast(request: HttpRequest) -> HttpResponse:
    """Say that it goes too fast. What was posted stands there to be sent again."""
    carried = carried_of(request)
    context = {"onward": request.get_full_path(), "carried": carried}
    if is_partial(request) or not carried:
        context = {}
    response = render(request, "login/too_fast.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = "10"
    return response


class Streams(RuntimeError):
    """A view streams: nothing may, since the transaction would be over before the data are read."""


def session_limits(get_response: Handler) -> Handler:
    """End a session that has lasted long enough, and note now and then that one is used.

    One that is not used ends by itself: each note gives it ``SESSION_COOKIE_AGE`` more seconds.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now, session = time.time(), request.session
            if now - session.get(BEGAN_AT, now) > settings.SESSION_LONGEST_SECONDS:
                note(request, Outcome.ENDED, "longest", request.user.pk)
                logout(request)
            elif now - session.get(SEEN_AT, 0) > SEEN_EVERY:
                session.setdefault(BEGAN_AT, now)
                session[SEEN_AT] = now
                see_session(request)
        return get_response(request)

    return handle


def forgets(get_response: Handler) -> Handler:
    """Let the browser forget what it kept of us whenever its session is over.

    Then Django takes the cookie back: at log-out, and when somebody comes with a session that has
    ended. The cookies of the device stay: it is known to its owner, and looks as she chose.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        had = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        left = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if had and left is not None and left["max-age"] == 0:
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return handle


class ActorMiddleware:
    """The innermost middleware: nothing stands between it and the view."""

    def __init__(self, get_response: Handler) -> None:
        """Keep the view's side of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the view run as whoever has logged in; a public page runs as nobody."""
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return self.get_response(request)
        if not getattr(match.func, "login_required", True) or not request.user.is_authenticated:
            return self.get_response(request)
        if is_about_log_in(match.func):
            return self.get_response(request)
        held = request.session.get(STANDING)
        actor = queries.actor(
            request.user.pk, uuid.UUID(held) if held else None, strength_of(request)
        )
        if actor is None:
            return redirect("login:standing")
        if is_too_weak(actor):
            return redirect("login:devices")
        if is_another(request, actor):
            return HttpResponse(status=LOGGED_OUT)
        if not is_open_to(match.func, actor.side):
            raise Http404
        request.actor = actor  # type: ignore[attr-defined]
        with gate.visiting(match.view_name, request.META.get("REMOTE_ADDR", "")) as visit:
            try:
                return self._act(request, actor, visit)
            finally:
                gate.write_refusals(
                    visit, organiser_id=actor.organiser_id, person_id=actor.person_id
                )

    def _act(self, request: HttpRequest, actor: Actor, visit: gate.Visit) -> HttpResponse:
        with acting_as(actor):
            response = self.get_response(request)
            if response.streaming:
                raise Streams(visit.page)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            elif not transaction.get_rollback():
                gate.write_openings(
                    visit,
                    organiser_id=actor.organiser_id,
                    person_id=actor.person_id,
                    standing_id=actor.standing_id,
                    side=actor.side,
                )
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _named: Any
    ) -> HttpResponse | None:
        """Refuse what goes too fast; ask for a proof before a page that needs one.

        What was posted comes along. Here, and not before: by now the form's own token has been
        checked, so that nobody else's page can have its words confirmed.
        """
        actor = getattr(request, "actor", None)
        if actor is not None and not may_go_on(actor.person, settings.MOST_A_MINUTE):
            return too_fast(request)
        if not needs_proof(view) or is_proved(request):
            return None
        asks = f"{reverse('login:confirm')}?{urlencode({'next': request.get_full_path()})}"
        response = redirect(asks)
        if request.method == "POST":
            response.status_code = SAME_METHOD
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Undo what the view did: Django makes a page of the exception inside the transaction.

        That page has nobody who acts, so it asks the database nothing.
        """
        if hasattr(request, "actor"):
            del request.actor
            transaction.set_rollback(True)

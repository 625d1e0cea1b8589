"""One request, one transaction: somebody acts, the view runs, the audit is written, it commits."""

import uuid
from collections.abc import Callable

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.enums import LoginStrength
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.sides import is_open_to
from elevakt.trust.audit import actions as gate
from elevakt.trust.standing import queries

STANDING = "standing"
STRENGTH = "strength"


class Streams(RuntimeError):
    """A view streams: nothing may, since the transaction would be over before the data are read."""


class ActorMiddleware:
    """The innermost middleware: nothing stands between it and the view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
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
        held = request.session.get(STANDING)
        actor = queries.actor(
            request.user.pk,
            uuid.UUID(held) if held else None,
            LoginStrength(request.session.get(STRENGTH, LoginStrength.PASSWORD)),
        )
        if actor is None:
            return redirect("login:standing")
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

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Undo what the view did: Django makes a page of the exception inside the transaction.

        That page has nobody who acts, so it asks the database nothing.
        """
        if hasattr(request, "actor"):
            del request.actor
            transaction.set_rollback(True)

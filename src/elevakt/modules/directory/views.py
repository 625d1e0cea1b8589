"""Who works where and answers for what."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_http_methods

from elevakt.engines.cases.queries.definitions import titles
from elevakt.foundation.ui.seeking import Words, seeks
from elevakt.modules.directory import queries
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.rules.refusals import NotFound

WORDS = {
    "administrator": gettext_lazy("Frågor om Elevakt"),
    "oversees": gettext_lazy("Dataskyddsombud"),
    "officer": gettext_lazy("Huvudmannens handläggare"),
}
"""What somebody answers for at the organiser; anything else is not shown."""


@require_http_methods(["GET", "POST"])
@seeks("namn", "skola")
def staff(request: ActorRequest, sought: Words) -> HttpResponse:
    """Show who works at a school and answers for what; mine, if I choose none."""
    words = sought["namn"]
    try:
        page = queries.staff_page(request.actor, unit_id=_key(sought["skola"]), words=words)
    except NotFound:
        raise Http404 from None
    called = titles()
    context = {
        "page": page,
        "words": words,
        "given": [
            {
                "title": WORDS[one.what],
                "who": one.who,
                "of": ", ".join(sorted(called.get(scope, scope) for scope in one.scopes if scope)),
            }
            for what in WORDS
            for one in page.given
            if one.what == what
        ],
        "tasks": [
            {
                "process": called.get(one.process.id, ""),
                "title": one.process.in_language(get_language() or "sv")
                .assignments[one.assignment]
                .title,
                "who": one.who,
            }
            for one in page.tasks
        ],
    }
    return render(request, "directory/staff.html", context)


def _key(text: str) -> uuid.UUID | None:
    if not text:
        return None
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None

"""Files and documents in and out. Each goes through a view, which writes who opened it."""

import uuid
from collections.abc import Mapping

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from elevakt.engines.cases.actions.files import NotAccepted, add_file
from elevakt.engines.cases.forms.controls import Files
from elevakt.engines.cases.queries import files as queries
from elevakt.engines.cases.queries.files import Download
from elevakt.engines.cases.views.answering import UNPROCESSABLE, answered
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.rules.sides import for_home_too


@for_home_too
@require_POST
@answered
def upload(request: ActorRequest) -> HttpResponse:
    """Lay a file aside for a form, and answer with the line that stands for it."""
    name, sent = next(iter(request.FILES.items()), ("", None))
    if sent is None or isinstance(sent, list):
        return HttpResponse(status=UNPROCESSABLE)
    try:
        file = add_file(request.actor, name=sent.name or "", content=sent.read())
    except NotAccepted as reason:
        return HttpResponse(
            str(reason), status=UNPROCESSABLE, content_type="text/plain; charset=utf-8"
        )
    shown = {"name": file.name, "size": file.size, "key": file.id}
    return render(request, "forms/upload.html", {"name": name, "file": shown})


@for_home_too
@require_GET
@answered
def file(request: ActorRequest, file_id: uuid.UUID) -> HttpResponse:
    """Hand out a file."""
    return _handed(queries.file(request.actor, file_id))


@for_home_too
@require_GET
@answered
def document(request: ActorRequest, case_id: uuid.UUID, document_id: uuid.UUID) -> HttpResponse:
    """Hand out a document."""
    return _handed(queries.document(request.actor, case_id, document_id))


def with_files(request: ActorRequest, fields: Mapping[str, forms.Field]) -> QueryDict:
    """Return what was posted, with the keys of files that came with the form itself.

    :raises NotAccepted: if one of them is not taken in
    """
    data = request.POST.copy()
    for name, field in fields.items():
        if isinstance(field, Files):
            for sent in request.FILES.getlist(name):
                file = add_file(request.actor, name=sent.name or "", content=sent.read())
                data.appendlist(f"{name}_uploaded", str(file.id))
    return data


def _handed(found: Download) -> HttpResponse:
    return HttpResponse(
        found.content,
        content_type=found.content_type,
        headers={
            "Content-Disposition": content_disposition_header(True, found.name) or "attachment",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )

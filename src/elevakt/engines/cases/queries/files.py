"""Files and documents, as this actor may have them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from elevakt.engines.cases import models
from elevakt.engines.cases.queries.cases import visible_case
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.queries.naming import key_of
from elevakt.engines.cases.queries.parts import people_in
from elevakt.engines.records.models import Document
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.audit import actions as gate

_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
_PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Download:
    """A file on its way out. Its name says neither whom nor what it is about."""

    name: str
    content_type: str
    content: bytes


def own_files(actor: Actor, keys: Sequence[str]) -> list[models.Attachment]:
    """Return the files that the actor has laid aside for a form, in the order of the keys."""
    wanted = [found for key in keys if (found := key_of(key))]
    there = models.Attachment.objects.defer("content").in_bulk(wanted)
    return [there[key] for key in wanted if key in there]


def file(actor: Actor, file_id: uuid.UUID) -> Download:
    """Open a file.

    :raises NotFound: if there is none, or none that the actor may have
    """
    found = models.Attachment.objects.filter(id=file_id).first()
    if found is None:
        gate.refuses("file")
        raise NotFound
    name = "bilaga"
    if found.matter_id:
        case = visible_case(actor, found.matter_id)
        quiet = definition(case.process, case.version).quiet_title
        name = f"{quiet} bilaga"
        gate.opens(_about(found.matter_id, found.about_person_id), matter_id=found.matter_id)
    ending = _ENDINGS.get(found.content_type, "pdf")
    return Download(f"{name}.{ending}", found.content_type, bytes(found.content))


def document(actor: Actor, case_id: uuid.UUID, document_id: uuid.UUID) -> Download:
    """Open a document that a step has produced.

    :raises NotFound: if there is none, none that the actor may have, or it is not made yet
    """
    visible_case(actor, case_id)
    found = Document.objects.filter(id=document_id, matter_id=case_id).first()
    if found is None or found.content is None:
        gate.refuses("document")
        raise NotFound
    gate.opens(_about(case_id, found.about_person_id), matter_id=case_id)
    return Download(found.file_name, _PDF, bytes(found.content))


def _about(case_id: uuid.UUID, person: uuid.UUID | None) -> dict[uuid.UUID, str]:
    """Return whom a file is about: one person, or all in the case as far as the actor sees them."""
    about = [person] if person else [one.person for one in people_in(case_id)]
    return {one: "document" for one in about if one}

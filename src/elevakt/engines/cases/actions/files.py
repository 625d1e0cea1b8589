"""Files: checked by what they hold, with clean names and without metadata."""

import hashlib
import io
import re
import unicodedata
import uuid
from collections.abc import Iterator, Mapping

import pikepdf
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from elevakt.engines.cases import models
from elevakt.engines.cases.enums import FieldType
from elevakt.engines.cases.places import SCANNERS, ScannerUnavailable
from elevakt.engines.cases.rules.circles import circle_of
from elevakt.engines.cases.rules.definition import Step
from elevakt.engines.cases.rules.values import Json
from elevakt.foundation.kernel import clock, ids
from elevakt.trust.access.rules.actor import Actor

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_PICTURE = 50_000_000
"""Pixels; more is a bomb, not a photograph."""
MOST_PAGES = 500
BEHIND_PAGES = frozenset(
    {
        "/Metadata",
        "/Info",
        "/PieceInfo",
        "/OpenAction",
        "/AA",
        "/AcroForm",
        "/Annots",
        "/Names",
        "/AF",
    }
)
"""What a PDF holds beside what is seen: who wrote it, scripts, forms, notes, files within."""

_PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_PDF = "application/pdf"
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", _PDF: "pdf"}


class NotAccepted(Exception):
    """The file is too large, or of a kind that is not taken in; the text says what to do."""


def add_file(actor: Actor, *, name: str, content: bytes) -> models.Attachment:
    """Lay a file aside for its owner, until an act takes it up.

    Pictures are drawn anew, which takes away where and by whom they were taken; a PDF loses what it
    says of its writer, what it would run, and what is hidden in it.

    :raises NotAccepted: if it is too large, or neither a picture nor a PDF
    """
    if len(content) > LARGEST_FILE:
        raise NotAccepted(_("Filen är större än 10 MB. Välj en mindre."))
    _scan(content)
    kind, clean = _cleaned(content)
    file = models.Attachment(
        id=ids.new(),
        organiser_id=actor.organiser_id,
        by_person_id=actor.person,
        circle="",
        name=f"{_stem(name)}.{_ENDINGS[kind]}",
        content_type=kind,
        size=len(clean),
        sha256=hashlib.sha256(clean).hexdigest(),
        content=clean,
        added_at=clock.now(),
    )
    file.save(force_insert=True)
    return file


def take_up(
    actor: Actor,
    case: models.Case,
    *,
    no: int,
    step: Step,
    answers: Mapping[str, Json],
    as_written: bool,
) -> None:
    """Let an entry take up the actor's own files that it names; called inside ``engine_writes()``.

    :param as_written: as ``parts_of`` has it
    """
    for field in step.fields:
        keys = list(_keys(answers.get(field.id))) if field.type is FieldType.FILE else []
        if keys:
            models.Attachment.objects.filter(
                id__in=keys,
                by_person_id=actor.person,
                no__isnull=True,
            ).update(
                matter_id=case.matter_id,
                no=no,
                circle=circle_of(step, field, as_written=as_written),
            )


def _scan(content: bytes) -> None:
    """Let every scanner of the house look at a file before it is opened.

    :raises NotAccepted: if one of them refuses it, or cannot answer
    """
    for scanner in SCANNERS.contributions():
        try:
            if not scanner.is_clean(content):
                raise NotAccepted(_("Filen kan vara skadlig och tas inte emot."))
        except ScannerUnavailable as reason:
            raise NotAccepted(
                _("Filen kan inte kontrolleras just nu. Försök igen om en stund.")
            ) from reason


def _keys(value: Json) -> Iterator[uuid.UUID]:
    for one in value if isinstance(value, list) else [value]:
        if one:
            yield uuid.UUID(str(one))


def _cleaned(content: bytes) -> tuple[str, bytes]:
    if content.startswith(b"%PDF-"):
        return _PDF, _bare_pdf(content)
    try:
        with Image.open(io.BytesIO(content)) as picture:
            form = picture.format or ""
            if form not in _PICTURES or picture.width * picture.height > LARGEST_PICTURE:
                raise NotAccepted(_("Filen kan inte tas emot. Välj en bild eller en PDF."))
            upright = ImageOps.exif_transpose(picture)
            bare = Image.new(upright.mode, upright.size)
            bare.paste(upright)
            out = io.BytesIO()
            bare.save(out, form)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as reason:
        raise NotAccepted(_("Filen kan inte tas emot. Välj en bild eller en PDF.")) from reason
    return _PICTURES[form], out.getvalue()


def _bare_pdf(content: bytes) -> bytes:
    out = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                raise NotAccepted(_("Filen har för många sidor. Dela den."))
            for part in (pdf.Root, pdf.trailer, *(page.obj for page in pdf.pages)):
                for key in BEHIND_PAGES & set(part.keys()):
                    del part[key]
            pdf.remove_unreferenced_resources()
            pdf.save(out)
    except pikepdf.PasswordError as reason:
        raise NotAccepted(_("Filen är låst med lösenord. Lås upp den först.")) from reason
    except pikepdf.PdfError as reason:
        raise NotAccepted(_("Filen går inte att läsa. Spara den på nytt som PDF.")) from reason
    return out.getvalue()


def _stem(name: str) -> str:
    """Return a name without folders, endings and signs that mean something to a computer."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    stem = last.rsplit(".", 1)[0] if "." in last else last
    return re.sub(r"[^\w åäöÅÄÖ-]+", "_", stem).strip("_ ")[:80] or "fil"

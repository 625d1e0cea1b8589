"""Keep documents. Called inside ``engine_writes()``, or as machinery."""

import hashlib
import uuid
from collections.abc import Iterable

from elevakt.engines.records.models import Document
from elevakt.foundation.kernel import clock


def keep(document: Document, content: bytes, *, file_name: str) -> None:
    """Keep the file of a document that was asked for. It is made once; a later one is ignored."""
    Document.objects.filter(id=document.id, made_at__isnull=True).update(
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        file_name=file_name,
        made_at=clock.now(),
    )


def withdraw(entries: Iterable[uuid.UUID]) -> None:
    """Withdraw the documents that these acts produced: they may hold a text that was withdrawn."""
    Document.objects.filter(entry_id__in=list(entries), withdrawn_at__isnull=True).update(
        withdrawn_at=clock.now()
    )

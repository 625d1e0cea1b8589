"""The whole ledger of a case, for the engine's own eyes.

Called inside ``engine_writes()``: here nothing is filtered, so nothing of it may be shown.
"""

import datetime as dt
import json
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import connection

from elevakt.engines.cases.enums import EntryKind
from elevakt.engines.cases.rules.ledger import Entry, Part

# Read before and after every act, so in one question.
_ENTRIES = """
    select entry.id, entry.no, entry.kind, entry.at, entry.by_person_id, entry.by_role, entry.step,
           entry.instance, entry.on_behalf_of_id, entry.happened_on, entry.corrects_id,
           entry.definition_digest, entry.request_id,
           (select jsonb_agg(jsonb_build_array(part.circle, part.about_person_id, part.answers,
                     part.text) order by part.id)
              from cases.entry_part part where part.entry_id = entry.id)
"""
_LEDGER = f"{_ENTRIES} from cases.entry entry where entry.matter_id = %s order by entry.no"
_OF_STEPS = f"""
    {_ENTRIES}, entry.matter_id
      from cases.entry entry where entry.matter_id = any(%s) and entry.step = any(%s)
     order by entry.matter_id, entry.no
"""


def ledger(matter_id: uuid.UUID) -> tuple[Entry, ...]:
    """Return every entry of a case with all its parts, in order."""
    with connection.cursor() as cursor:
        cursor.execute(_LEDGER, [matter_id])
        return tuple(_entry(*row) for row in cursor.fetchall())


def ledgers(
    matters: Iterable[uuid.UUID], steps: Iterable[str]
) -> dict[uuid.UUID, tuple[Entry, ...]]:
    """Return what has been done to some steps of some cases, in order; corrections among it."""
    found: dict[uuid.UUID, tuple[Entry, ...]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_OF_STEPS, [list(matters), list(steps)])
        for *row, matter in cursor.fetchall():
            found[matter] = (*found.get(matter, ()), _entry(*row))
    return found


def _entry(
    key: uuid.UUID,
    no: int,
    kind: str,
    at: dt.datetime,
    by_person: uuid.UUID | None,
    by_role: str,
    step: str,
    instance: str,
    on_behalf_of: uuid.UUID | None,
    happened_on: dt.date | None,
    corrects: uuid.UUID | None,
    digest: str,
    request_id: uuid.UUID,
    parts: str | None,
) -> Entry:
    return Entry(
        id=key,
        no=no,
        kind=EntryKind(kind),
        at=at,
        by_person=by_person,
        by_role=by_role,
        step=step or None,
        instance=instance,
        on_behalf_of=on_behalf_of,
        happened_on=happened_on,
        corrects=corrects,
        definition_digest=digest,
        request_id=str(request_id),
        parts=tuple(_part(*part) for part in json.loads(parts or "[]")),
    )


def _part(circle: str, about: str | None, answers: dict[str, Any], text: str) -> Part:
    return Part(circle, uuid.UUID(about) if about else None, answers, text)

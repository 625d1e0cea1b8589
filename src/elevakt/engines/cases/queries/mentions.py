"""Who has been named in what is written about cases."""

import datetime as dt
import re
import uuid
from collections.abc import Collection

from elevakt.engines.cases.models import Draft, EntryPart

_KEY = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


def is_named(organiser_id: uuid.UUID, persons: Collection[uuid.UUID], since: dt.datetime) -> bool:
    """Say whether any of these has been named in an answer or a draft since a moment.

    Called as machinery.
    """
    wanted = set(map(str, persons))
    parts = EntryPart.objects.filter(organiser_id=organiser_id, entry__at__gte=since)
    drafts = Draft.objects.filter(organiser_id=organiser_id, saved_at__gte=since)
    return any(
        not wanted.isdisjoint(_KEY.findall(str(said)))
        for rows in (parts.values_list("answers"), drafts.values_list("said"))
        for (said,) in rows.iterator()
    )

"""Numbers. Called inside ``engine_writes()``, in the transaction of the act that is numbered."""

import uuid

from django.db import connection

from elevakt.engines.records.models import UnitSeries
from elevakt.foundation.kernel import clock, ids


def next_number(organiser_id: uuid.UUID, unit_id: uuid.UUID | None) -> str:
    """Return the next number of a unit's series this year, or of the organiser's: "ELEV5 2026-46".

    The row of the series is locked until the transaction ends, so that a failed act leaves no gap.
    """
    code = _code(organiser_id, unit_id)
    year = clock.today().year
    with connection.cursor() as cursor:
        cursor.execute(
            """
            insert into records.series as series (id, organiser_id, code, year, last)
            values (%s, %s, %s, %s, 1)
            on conflict (organiser_id, code, year) do update set last = series.last + 1
            returning last
            """,
            [ids.new(), organiser_id, code, year],
        )
        (last,) = cursor.fetchone()
    return f"{code} {year}-{last}"


def _code(organiser_id: uuid.UUID, unit_id: uuid.UUID | None) -> str:
    """Return the code of the series, given in order of first use; the organiser's is ELEVH."""
    found = UnitSeries.objects.filter(organiser_id=organiser_id, unit_id=unit_id).first()
    if found is not None:
        return found.code
    used = UnitSeries.objects.filter(organiser_id=organiser_id, unit_id__isnull=False).count()
    code = "ELEVH" if unit_id is None else f"ELEV{used + 1}"
    UnitSeries.objects.create(organiser_id=organiser_id, unit_id=unit_id, code=code)
    return code

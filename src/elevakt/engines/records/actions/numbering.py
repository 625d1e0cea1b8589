"""Numbers. Called inside ``engine_writes()``, in the transaction of the act that is numbered."""

import uuid

from elevakt.engines.records.models import UnitSeries
from elevakt.foundation.kernel import clock, ids
from elevakt.trust.access.queries.asking import asked

_NEXT = """
    insert into records.series as series (id, organiser_id, code, year, last)
    select %(id)s, organiser_id, code, %(year)s, 1 from records.unit_series
     where organiser_id = %(organiser)s and unit_id is not distinct from %(unit)s
    on conflict (organiser_id, code, year) do update set last = series.last + 1
    returning code, last
"""


def next_number(organiser_id: uuid.UUID, unit_id: uuid.UUID | None) -> str:
    """Return the next number of a unit's series this year, or of the organiser's: "ELEV5 2026-46".

    The row of the series is locked until the transaction ends, so that a failed act leaves no gap.
    """
    year = clock.today().year
    values = {"id": ids.new(), "organiser": organiser_id, "unit": unit_id, "year": year}
    given = asked(_NEXT, values)
    if not given:
        _begin_series(organiser_id, unit_id)
        given = asked(_NEXT, values)
    ((code, last),) = given
    return f"{code} {year}-{last}"


def _begin_series(organiser_id: uuid.UUID, unit_id: uuid.UUID | None) -> None:
    """Give a series its code, in order of first use; the organiser's is ELEVH."""
    used = UnitSeries.objects.filter(organiser_id=organiser_id, unit_id__isnull=False).count()
    code = "ELEVH" if unit_id is None else f"ELEV{used + 1}"
    UnitSeries.objects.create(organiser_id=organiser_id, unit_id=unit_id, code=code)

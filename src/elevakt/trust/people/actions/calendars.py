"""Set the terms and breaks of a school unit. Called as machinery, for whoever administers."""

import datetime as dt
import uuid

from elevakt.foundation.kernel import ids
from elevakt.foundation.kernel.events import publish
from elevakt.trust.people.enums import CalendarKind
from elevakt.trust.people.events import CalendarChanged
from elevakt.trust.people.models import CalendarPeriod
from elevakt.trust.people.rules.calendars import Stretch, Wrong, wrong_with


class WrongPeriod(Exception):
    """A term or a break cannot be so; ``why`` says in which way."""

    def __init__(self, why: Wrong) -> None:
        super().__init__(why)
        self.why = why


def set_period(
    organiser_id: uuid.UUID,
    unit_id: uuid.UUID,
    *,
    kind: CalendarKind,
    name: str,
    starts_on: dt.date,
    ends_on: dt.date,
    period_id: uuid.UUID | None = None,
) -> None:
    """Add a term or a break, or change the one by a key.

    :raises WrongPeriod: if it cannot be so
    """
    others = (
        one for one in CalendarPeriod.objects.filter(school_unit_id=unit_id) if one.id != period_id
    )
    wrong = wrong_with(
        Stretch(kind, starts_on, ends_on),
        [Stretch(CalendarKind(one.kind), one.starts_on, one.ends_on) for one in others],
    )
    if wrong is not None:
        raise WrongPeriod(wrong)
    CalendarPeriod.objects.update_or_create(
        id=period_id or ids.new(),
        defaults={
            "organiser_id": organiser_id,
            "school_unit_id": unit_id,
            "kind": kind.value,
            "name": name,
            "starts_on": starts_on,
            "ends_on": ends_on,
        },
    )
    publish(CalendarChanged(organiser_id, unit_id))


def remove_period(organiser_id: uuid.UUID, period_id: uuid.UUID) -> None:
    """Take away a term or a break."""
    one = CalendarPeriod.objects.get(id=period_id, organiser_id=organiser_id)
    one.delete()
    publish(CalendarChanged(organiser_id, one.school_unit_id))

"""Set the terms and breaks of a school unit, and tell whoever leads it."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext_noop

from elevakt.foundation.kernel import clock
from elevakt.modules.administration.actions.telling import tell_others
from elevakt.modules.administration.queries.calendars import calendar_period
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.queries.giving import is_administrator
from elevakt.trust.access.queries.units import all_units
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.people.actions import calendars
from elevakt.trust.people.enums import CalendarKind

CALENDAR = "calendar"
CALENDAR_TITLE = gettext_noop("Skolans terminer eller lov har ändrats")


def set_period(
    actor: Actor,
    unit_id: uuid.UUID,
    *,
    kind: CalendarKind,
    name: str,
    starts_on: dt.date,
    ends_on: dt.date,
    period_id: uuid.UUID | None = None,
) -> None:
    """Add a term or a break to a unit, or change one.

    :raises NotFound: if the actor is no administrator, or there is no such unit or period
    :raises WrongPeriod: if it cannot be so
    """
    if not is_administrator(actor) or unit_id not in {one.id for one in all_units(actor)}:
        raise NotFound
    if period_id is not None and calendar_period(actor, period_id).school_unit_id != unit_id:
        raise NotFound
    with transaction.atomic(), engine_writes():
        calendars.set_period(
            actor.organiser_id,
            unit_id,
            kind=kind,
            name=name,
            starts_on=starts_on,
            ends_on=ends_on,
            period_id=period_id,
        )
    _tell(actor, unit_id)


def remove_period(actor: Actor, period_id: uuid.UUID) -> uuid.UUID:
    """Take away a term or a break; return whose it was.

    :raises NotFound: if the actor is no administrator, or there is none by that key
    """
    unit_id = calendar_period(actor, period_id).school_unit_id
    with engine_writes():
        calendars.remove_period(actor.organiser_id, period_id)
    _tell(actor, unit_id)
    return unit_id


def _tell(actor: Actor, unit_id: uuid.UUID) -> None:
    """Tell whoever leads the unit, once a day however much is changed."""
    with engine_writes():
        rows = asked("select person_id, unit_id from access.leads_now()", {})
    leads = [person for person, unit in rows if unit == unit_id]
    tell_others(actor, leads, CALENDAR, CALENDAR_TITLE, f"calendar:{unit_id}:{clock.today()}")

"""The units around somebody, and what the frame of a page must know of her."""

import datetime as dt
from dataclasses import dataclass

from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.people.models import SchoolUnit


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the frame around every page must know of the one who acts.

    :param works: whether there is a matter to which she has more than the own report
    :param administers: whether she administers the organiser as a whole
    :param oversees: whether she has been given to oversee
    :param emergency_until: until when she has opened somebody in an emergency, or None
    :param oversees_until: until when she has put on to oversee, or None
    :param name: what the organiser is called in short; with its colours and the digest of its logo,
        where it has said
    """

    is_staff: bool
    place: str
    initials: str
    leads: bool
    is_officer: bool
    teaches: bool
    works: bool
    administers: bool = False
    oversees: bool = False
    emergency_until: dt.datetime | None = None
    oversees_until: dt.datetime | None = None
    name: str = ""
    accent: str = ""
    neutral: str = ""
    logo: str = ""


def own_units(actor: Actor) -> list[SchoolUnit]:
    """Return the school units where the actor has a duty now."""
    return _units("select * from access.own_units()")


def led_units(actor: Actor) -> list[SchoolUnit]:
    """Return the school units that the actor leads now."""
    return _units("select unit_id from access.my_unit where basis = 'leads'")


def all_units(actor: Actor) -> list[SchoolUnit]:
    """Return every school unit of the organiser."""
    return list(SchoolUnit.objects.order_by("name"))


def surroundings(actor: Actor) -> Surroundings:
    """Return what the frame around every page must know, in one question to the database."""
    rows = asked(
        """
        select initials, place, leads, is_officer, teaches, works, administers, oversees,
               emergency_until, oversees_until, coalesce(name, ''), coalesce(accent, ''),
               coalesce(neutral, ''), coalesce(logo, '') from access.around_me()
        """,
        {},
    )
    initials, place, *known = rows[0]
    if not actor.is_staff:
        look = dict(zip(("name", "accent", "neutral", "logo"), known[-4:], strict=True))
        return Surroundings(False, "", initials, False, False, False, False, **look)
    return Surroundings(True, place, initials, *known)


def _units(sql: str) -> list[SchoolUnit]:
    keys = [row[0] for row in asked(sql, {})]
    return list(SchoolUnit.objects.filter(id__in=keys).order_by("name"))

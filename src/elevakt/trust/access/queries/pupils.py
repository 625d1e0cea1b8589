"""Pupils whom somebody teaches, mentors or leads: in a list, or one that is opened."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from psycopg.types.range import Range

from elevakt.foundation.kernel.days import last_day
from elevakt.trust.access.enums import Basis
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.audit import actions as gate

MOST_IN_A_LIST = gate.MOST_IN_A_LIST


@dataclass(frozen=True, slots=True)
class ListedPupil:
    """A pupil in a list, with class and the basis on which the actor sees her.

    :param last_on: the last day of it, where it is only lent: to one who covers or assists
    """

    id: uuid.UUID
    name: str
    class_name: str
    unit_name: str
    is_protected: bool
    basis: str
    last_on: dt.date | None = None

    @property
    def class_at(self) -> tuple[str, str]:
        """Which class of which school: two schools have a 7A each."""
        return self.class_name, self.unit_name


@dataclass(frozen=True, slots=True)
class PupilPage:
    """A page of a list of pupils; ``after`` continues it, or is None when it is the last.

    :param has_several_units: whether those of the whole list go to different schools
    """

    pupils: tuple[ListedPupil, ...]
    after: uuid.UUID | None
    has_several_units: bool


@dataclass(frozen=True, slots=True)
class Pupil:
    """A pupil that is opened."""

    id: uuid.UUID
    name: str
    class_name: str
    unit_id: uuid.UUID | None
    unit_name: str
    birth_date: dt.date | None
    is_protected: bool
    basis: str

    @property
    def knows_home(self) -> bool:
        """Whether the actor's basis reaches the pupil's home."""
        return self.basis in (Basis.MENTORS, Basis.LEADS, Basis.BREAK_GLASS)


def my_pupils(
    actor: Actor,
    *,
    after: uuid.UUID | None = None,
    class_name: str = "",
    most: int = MOST_IN_A_LIST,
) -> PupilPage:
    """Return whom the actor teaches, covers, mentors or leads: by school, class and given name.

    The list starts from the scope view; the policy is the second lock.

    :param after: the last pupil of the page before: a key, since no address holds a name
    :param class_name: only this class
    """
    rows = asked(
        """
        with listed as (
          select person.id, access.shown_name(person), coalesce(class.name, '') as class_name,
                 coalesce(unit.name, '') as unit_name, person.is_protected, mine.basis,
                 case when mine.basis in ('covers', 'assists') then mine.until end as until,
                 person.given_key collate "C" as given_key
            from (
              select distinct on (pupil_id) pupil_id, basis, until from access.my_pupil
               where side = 'staff'
               order by pupil_id, array_position(array['break_glass', 'leads', 'mentors', 'teaches',
                 'cares', 'assists', 'covers', 'administers'], basis::text), until desc) mine
            join people.person person on person.id = mine.pupil_id
            left join access.my_class class on class.pupil_id = mine.pupil_id
            left join people.school_unit unit on unit.id = class.school_unit_id
           where %(only)s = '' or class.name = %(only)s)
        select listed.*, (select count(distinct unit_name) > 1 from listed) from listed
         where %(after)s::uuid is null or (unit_name, class_name, given_key, id) > (
           select last.unit_name, last.class_name, last.given_key, last.id from listed last
            where last.id = %(after)s)
         order by unit_name, class_name, given_key, id
         limit %(limit)s
        """,
        {"only": class_name, "after": after, "limit": most + 1},
    )
    shown = rows[:most]
    gate.lists({row[0]: row[5] for row in shown})
    more = shown[-1][0] if len(rows) > most else None
    several = bool(shown) and bool(shown[0][-1])
    return PupilPage(tuple(_listed(*row[:7]) for row in shown), more, several)


def _listed(
    key: uuid.UUID,
    name: str,
    class_name: str,
    unit_name: str,
    is_protected: bool,
    basis: str,
    until: dt.datetime | None,
) -> ListedPupil:
    last_on = last_day(Range(None, until)) if until else None
    return ListedPupil(key, name, class_name, unit_name, is_protected, basis, last_on)


def my_classes(actor: Actor) -> list[str]:
    """Return the names of the classes that the actor's pupils are in."""
    rows = asked("select distinct name from access.my_class order by name", {})
    return [row[0] for row in rows]


def pupil(actor: Actor, pupil_id: uuid.UUID) -> Pupil:
    """Open a pupil.

    :raises NotFound: if there is none, or none that the actor may know of
    """
    rows = asked(
        """
        select person.id, access.shown_name(person), coalesce(class.name, ''), unit.id,
               coalesce(unit.name, ''), person.birth_date, person.is_protected, mine.basis
          from people.person person
          join (
            select pupil_id, basis from access.my_pupil
             where pupil_id = %(pupil)s and side = 'staff'
             order by array_position(
               array['leads', 'mentors', 'break_glass', 'teaches', 'cares', 'assists',
                 'covers', 'administers'],
               basis::text)
             limit 1) mine on mine.pupil_id = person.id
          left join lateral (
            select enrolled.school_unit_id from people.enrolment enrolled
             where enrolled.person_id = person.id and enrolled.period @> access.now()
             order by lower(enrolled.period) desc limit 1) enrolment on true
          left join people.school_unit unit on unit.id = enrolment.school_unit_id
          left join access.my_class class on class.pupil_id = %(pupil)s
        """,
        {"pupil": pupil_id},
    )
    if not rows:
        gate.refuses("pupil")
        raise NotFound
    found = Pupil(*rows[0])
    gate.opens({found.id: found.basis})
    return found


def seen_among(actor: Actor, persons: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Return those of these pupils whom the actor sees, and so may open."""
    rows = asked(
        """
        select distinct pupil_id from access.my_pupil
         where side = 'staff' and pupil_id = any(%(persons)s)
        """,
        {"persons": list(persons)},
    )
    return {row[0] for row in rows}

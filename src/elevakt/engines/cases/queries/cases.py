"""Cases as this actor may see them, one or in lists."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from elevakt.engines.cases import models
from elevakt.engines.cases.enums import CaseState
from elevakt.engines.cases.queries.definitions import definition, shown
from elevakt.engines.cases.rules.acts import STANDS_IN
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.audit import actions as gate

MOST = 50


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list."""

    id: uuid.UUID
    number: str
    title: str
    state: CaseState
    opened_at: dt.datetime
    due_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases of a unit the actor leads are open, late, and wait for the actor."""

    open: int
    late: int
    mine: int


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A case that the organiser has been told of, and when."""

    case: CaseRow
    unit_name: str
    told_at: dt.datetime | None


_CASE = """
    kase.matter_id, kase.number, kase.process, kase.version, kase.state, kase.opened_at, kase.due_on
"""

# That the actor leads a case, asked case by case: a unit has fewer open ones than she has readings.
# (A ``limit``, and an ``offset 0``, keep PostgreSQL from turning it round.)
_LED = """
    cross join lateral (
      select mine.role from access.my_reading mine
       where mine.matter_id = kase.matter_id and mine.basis = 'leads'
       order by mine.role desc limit 1) led
"""


def visible_case(actor: Actor, case_id: uuid.UUID) -> models.Case:
    """Return a case.

    :raises NotFound: if there is none, or none that the actor may know of
    """
    case = models.Case.objects.filter(matter_id=case_id).first()
    if case is None:
        gate.refuses("case")
        raise NotFound
    return case


def held_roles(actor: Actor, case_id: uuid.UUID, about: uuid.UUID | None = None) -> frozenset[str]:
    """Return the roles in which the actor may act in a case now; none if she is shut out of it.

    ``STANDS_IN`` is among them when she leads only in place of somebody who is away.

    :param about: whom the act is about; without it only roles for the whole case count
    """
    rows = asked(
        """
        select role, bool_and(stands_in) from access.my_reading mine
         where matter_id = %(case)s and role <> '' and may_write
           and (about_person_id is null or about_person_id = %(about)s)
           and not exists (select from access.my_bar bar where bar.matter_id = mine.matter_id)
         group by role
        """,
        {"case": case_id, "about": about},
    )
    stands_in = {STANDS_IN for _, stands_in in rows if stands_in}
    return frozenset({role for role, _ in rows} | stands_in)


def my_reports(actor: Actor, *, most: int = 10) -> list[CaseRow]:
    """Return the cases that the actor has reported, newest first: what was said, and the state.

    Never the number: its series would tell whether the case is kept from the unit's lead.
    """
    rows = asked(
        """
        select kase.matter_id, kase.process, kase.version, kase.state, kase.opened_at
          from access.my_reading mine
          join cases."case" kase on kase.matter_id = mine.matter_id
         where mine.basis = 'reported'
         order by kase.opened_at desc
         limit %(most)s
        """,
        {"most": most},
    )
    found = ((shown(row[1], row[2]), row) for row in rows)
    return [
        CaseRow(row[0], "", of.report_as or of.title, CaseState(row[3]), row[4], None)
        for of, row in found
    ]


def cases_about(actor: Actor, pupil_id: uuid.UUID) -> list[CaseRow]:
    """Return the cases in which a pupil has a part and that the actor may know of, newest first."""
    rows = asked(
        f"""
        select {_CASE}, array_agg(about.role)
          from cases.case_person about
          join cases."case" kase on kase.matter_id = about.matter_id
         where about.person_id = %(pupil)s
         group by kase.matter_id
         order by kase.opened_at desc
        """,
        {"pupil": pupil_id},
    )
    return [
        _case(row)
        for row in rows
        if any(definition(row[2], row[3]).people[role].part for role in row[7])
    ]


def unit_cases(
    actor: Actor, unit_id: uuid.UUID, *, before: dt.datetime | None = None, is_closed: bool = False
) -> list[CaseRow]:
    """Return a unit's cases that the actor leads, newest first; one more than a page if any."""
    rows = asked(
        f"""
        select {_CASE}
          from cases."case" kase {_LED}
         where kase.unit_id = %(unit)s and kase.state {"=" if is_closed else "<>"} 'closed'
           and kase.opened_at < coalesce(%(before)s::timestamptz, 'infinity')
         order by kase.opened_at desc
         limit %(most)s
        """,
        {"unit": unit_id, "before": before, "most": MOST + 1},
    )
    return [_case(row) for row in rows]


def unit_counts(actor: Actor, unit_id: uuid.UUID) -> Counts:
    """Return the counts of a unit, by the same predicate as its list."""
    rows = asked(
        f"""
        select count(*), count(*) filter (where kase.due_on < access.today()),
               count(*) filter (where exists (
                 select from cases.step step
                  where step.matter_id = kase.matter_id and step.state = 'open'
                    and step.roles[1] = led.role offset 0))
          from cases."case" kase {_LED}
         where kase.unit_id = %(unit)s and kase.state <> 'closed'
        """,
        {"unit": unit_id},
    )
    return Counts(*rows[0])


def told_to_organiser(actor: Actor, *, before: dt.datetime | None = None) -> list[ToldRow]:
    """Return what the actor, as the organiser's officer, has been told of, newest first."""
    rows = asked(
        f"""
        select {_CASE}, coalesce(unit.name, ''), told.done_at
          from (
            select distinct matter_id from access.my_reading where basis = 'officer') mine
          join cases."case" kase on kase.matter_id = mine.matter_id
          left join people.school_unit unit on unit.id = kase.unit_id
          left join lateral (
            select min(step.done_at) as done_at from cases.step step
             where step.matter_id = kase.matter_id and step.done_when_due
               and step.state = 'done') told on true
         where kase.opened_at < coalesce(%(before)s::timestamptz, 'infinity')
         order by kase.opened_at desc
         limit %(most)s
        """,
        {"before": before, "most": MOST + 1},
    )
    return [ToldRow(case=_case(row), unit_name=row[7], told_at=row[8]) for row in rows]


def find_cases(actor: Actor, number: str, *, most: int = 8) -> list[CaseRow]:
    """Return the cases whose number begins or ends so, among those the actor works with.

    What holds no digit is a name, and no number is looked for.
    """
    if not any(letter.isdigit() for letter in number):
        return []
    rows = asked(
        f"""
        select distinct {_CASE}
          from access.my_reading mine
          join cases."case" kase on kase.matter_id = mine.matter_id
         where mine.basis <> 'reported'
           and (kase.number ^@ upper(%(words)s) or right(kase.number, %(length)s) = %(words)s)
         order by kase.opened_at desc
         limit %(most)s
        """,
        {"words": number.strip(), "length": len(number.strip()), "most": most},
    )
    return [_case(row) for row in rows]


def seen_among(actor: Actor, matters: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Return those of some cases that the actor may know of."""
    found = models.Case.objects.filter(matter_id__in=set(matters))
    return set(found.values_list("matter_id", flat=True))


def numbers_of(actor: Actor, matters: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the numbers of those of some cases that the actor works with.

    One who has only reported a case gets none: its series would tell whether it is kept from the
    unit's lead.
    """
    rows = asked(
        """
        select distinct kase.matter_id, kase.number
          from access.my_reading mine
          join cases."case" kase on kase.matter_id = mine.matter_id
         where mine.basis <> 'reported' and kase.matter_id = any(%(matters)s)
        """,
        {"matters": list(matters)},
    )
    return dict(rows)


def _case(row: tuple[Any, ...]) -> CaseRow:
    matter_id, number, process, version, state, opened_at, due_on, *_ = row
    title = shown(process, version).title
    return CaseRow(matter_id, number, title, CaseState(state), opened_at, due_on)

"""What stands around a case: the facts and the calendar that the plan asks for.

For the engine's own eyes, as ``ledgers``: called inside ``engine_writes()`` and never shown.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db import connection

from elevakt.engines.cases import models
from elevakt.engines.cases.enums import EntryKind, OpenedBy, PersonKind, Role
from elevakt.engines.cases.queries.definitions import definition as definition_of
from elevakt.engines.cases.rules.calendar import Stretch, WorkingCalendar
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.facts import Facts, GuardianInCase, PersonInCase, Use
from elevakt.engines.cases.rules.ledger import Entry, answers_in_force, in_force
from elevakt.engines.cases.rules.moving import handed_over
from elevakt.engines.cases.rules.people import Named
from elevakt.engines.cases.rules.plan.planning import joined_by
from elevakt.engines.cases.rules.used import Place
from elevakt.foundation.kernel import clock
from elevakt.trust.access.enums import HomeAnswer
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.people.enums import CalendarKind, DutyRole
from elevakt.trust.people.models import Duty
from elevakt.trust.people.rules.age import is_of_age

CUSTODY = "Vårdnadshavare"

# One question instead of ten: an act asks it twice, before and after.
_AROUND = """
    select jsonb_build_object(
      'persons', (
        select jsonb_agg(jsonb_build_array(person.id, person.birth_date,
                 person.is_protected or exists (
                   select from access.special_circumstance special
                    where special.pupil_id = person.id and special.valid_during @> %(now)s),
                 (select max(lower(special.valid_during)) from access.special_circumstance special
                   where special.pupil_id = person.id and special.valid_during @> %(now)s)))
          from people.person person where person.id = any(%(persons)s)),
      'forms', (
        select jsonb_agg(jsonb_build_array(enrolled.person_id, enrolled.school_type)
                 order by enrolled.school_type not in ('FTH', 'OPPFTH'), enrolled.period,
                          enrolled.id)
          from people.enrolment enrolled
         where enrolled.person_id = any(%(pupils)s) and enrolled.period @> %(now)s),
      'homes', (
        select jsonb_agg(jsonb_build_array(home.pupil_id, home.guardian_id)
                 order by home.pupil_id, home.guardian_id)
          from people.responsible home
         where home.pupil_id = any(%(pupils)s) and home.relation_type = %(custody)s
           and home.period @> %(now)s),
      'decided', (
        select jsonb_agg(jsonb_build_array(made.pupil_id, made.guardian_id, made.answer,
                 made.decided_at, made.decided_by_id is not null) order by made.decided_at, made.id)
          from access.home_decision made where made.matter_id = %(matter)s),
      'kin', (
        select jsonb_agg(distinct edge.person_id) from access.edge edge
         where edge.pupil_id = any(%(persons)s) and edge.side = 'family'),
      'teaching', (
        select jsonb_agg(distinct edge.person_id) from access.edge edge
         where edge.pupil_id = any(%(pupils)s) and edge.side = 'staff'
           and edge.basis in ('teaches', 'cares', 'mentors', 'covers', 'assists')
           and edge.valid_during @> %(now)s),
      'barred', (
        select jsonb_agg(distinct bar.person_id) from access.matter_bar bar
         where bar.matter_id = %(matter)s),
      'leads', (
        select jsonb_agg(jsonb_build_array(reach.person_id, duty.duty_role))
          from access.unit_reach reach join people.duty duty on duty.id = reach.source_id
         where reach.unit_id = %(unit)s and reach.basis = 'leads'
           and reach.valid_during @> %(now)s),
      'assignments', (
        select jsonb_agg(jsonb_build_array(given.assignment, given.person_id)
                 order by given.set_at)
          from cases.standing_assignment given
         where given.unit_id = %(unit)s and given.process = %(process)s),
      'used', (
        select jsonb_agg(jsonb_build_array(step.step, step.about_person_id, step.done_at)
                 order by step.done_at, step.id)
          from cases.step step join cases."case" kase on kase.matter_id = step.matter_id
         where step.about_person_id = any(%(pupils)s) and step.state = 'done'
           and step.step = any(%(limited)s) and kase.process = %(process)s),
      'calendar', (
        select jsonb_agg(jsonb_build_array(stretch.kind, stretch.starts_on, stretch.ends_on)
                 order by stretch.starts_on, stretch.id)
          from people.calendar_period stretch where stretch.school_unit_id = %(unit)s))
"""


@dataclass(frozen=True, slots=True)
class Leads:
    """Who leads a unit now: its principals, and their deputies."""

    principals: frozenset[UUID]
    deputies: frozenset[UUID]

    @property
    def everybody(self) -> frozenset[UUID]:
        """Principals and deputies."""
        return self.principals | self.deputies


@dataclass(frozen=True, slots=True)
class Decided:
    """A home decision: the start value that the case began with, or what somebody decided."""

    answer: HomeAnswer
    at: dt.datetime
    by_somebody: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What roster, calendar and decisions say now around a case and those who are named in it.

    :param careful: those about whom every home decision starts as a question
    :param asked_anew: since when what was decided before is a question again, by pupil
    :param forms: the school form of each pupil, as SS 12000 says it: of several the latest, and
        school-age educare only where there is no other
    :param homes: each pupil with each guardian
    :param decided: the latest decision about each of them in this case, and when it was made
    :param close: who is close to somebody in the case, or shut out of it
    :param teaching: who teaches or mentors somebody in the case now
    :param assignments: who does what at the unit, as its principal has set it
    :param used: when each limited step has been done for whom, in any case of the process
    """

    born: Mapping[UUID, dt.date]
    careful: frozenset[UUID]
    asked_anew: Mapping[UUID, dt.datetime]
    forms: Mapping[UUID, str]
    homes: tuple[tuple[UUID, UUID], ...]
    decided: Mapping[tuple[UUID, UUID], Decided]
    close: frozenset[UUID]
    teaching: frozenset[UUID]
    leads: Leads
    assignments: Mapping[str, UUID]
    used: tuple[tuple[str, UUID, dt.date], ...]
    calendar: WorkingCalendar


def places_of(persons: Sequence[UUID]) -> dict[UUID, Place]:
    """Return where each is enrolled now, in what year and class; of several the latest."""
    if not persons:
        return {}
    rows = asked(
        """
        select enrolled.person_id, enrolled.school_unit_id, enrolled.school_year,
               coalesce((select class.name from people.group_membership member
                           join people."group" class on class.id = member.group_id
                            and class.group_type = 'Klass' and class.period @> %(now)s
                          where member.person_id = enrolled.person_id and member.period @> %(now)s
                            and class.school_unit_id = enrolled.school_unit_id
                          order by lower(member.period) desc limit 1), '')
          from people.enrolment enrolled
         where enrolled.person_id = any(%(persons)s) and enrolled.period @> %(now)s
         order by enrolled.period
        """,
        {"persons": list(persons), "now": clock.now()},
    )
    return {person: Place(*place) for person, *place in rows}


def around(case: models.Case, people: Sequence[Named]) -> Surroundings:
    """Return what stands around a case about these people, also before it is written."""
    limits = definition_of(case.process, case.version).limits
    with connection.cursor() as cursor:
        cursor.execute(
            _AROUND,
            {
                "persons": [one.key for one in people],
                "pupils": [one.key for one in people if one.kind is PersonKind.PUPIL],
                "custody": CUSTODY,
                "matter": case.matter_id,
                "unit": case.unit_id,
                "process": case.process,
                "limited": [limit.step for limit in limits if limit.times],
                "now": clock.now(),
            },
        )
        said = {name: rows or [] for name, rows in json.loads(cursor.fetchone()[0]).items()}
    return Surroundings(
        born={UUID(key): dt.date.fromisoformat(born) for key, born, *_ in said["persons"] if born},
        careful=frozenset(UUID(key) for key, _, is_careful, _ in said["persons"] if is_careful),
        asked_anew={
            UUID(key): dt.datetime.fromisoformat(since)
            for key, *_, since in said["persons"]
            if since
        },
        forms={UUID(pupil): form for pupil, form in said["forms"]},
        homes=_pairs(said["homes"]),
        decided={
            (UUID(pupil), UUID(guardian)): Decided(
                HomeAnswer(made), dt.datetime.fromisoformat(at), by_somebody
            )
            for pupil, guardian, made, at, by_somebody in said["decided"]
        },
        close=frozenset(map(UUID, (*said["kin"], *said["barred"]))),
        teaching=frozenset(map(UUID, said["teaching"])),
        leads=_leads({(UUID(person), role) for person, role in said["leads"]}),
        assignments={name: UUID(person) for name, person in said["assignments"]},
        used=tuple(
            (step, UUID(person), dt.datetime.fromisoformat(at).astimezone(clock.STOCKHOLM).date())
            for step, person, at in said["used"]
        ),
        calendar=_calendar(tuple(map(tuple, said["calendar"]))),
    )


def facts_of(
    case: models.Case,
    definition: Definition,
    entries: Sequence[Entry],
    people: Sequence[Named],
    found: Surroundings,
) -> Facts:
    """Return the facts that a plan is made from: persons, homes, who is shut out and who leads."""
    opened_by, opened_at = OpenedBy(case.opened_by), case.opened_at
    accused = frozenset(
        one.key for one in people if one.person and definition.people[one.role].accused
    )
    own_people = found.close | {one.key for one in people if one.person}
    return Facts(
        persons=_persons(people, found, opened_at),
        guardians=_guardians(
            found,
            definition.home_answer(opened_by),
            opened_at,
            {one.key for one in people if one.at and one.at > opened_at},
        ),
        accused=accused,
        own_people=own_people,
        opened_by=opened_by,
        lead=_lead(found.leads, accused, own_people),
        assignments={**found.assignments, **_assigned(entries)},
        left=_left(case, definition, entries),
        used=tuple(
            Use(limit.id, person, on)
            for limit in definition.limits
            for step, person, on in found.used
            if step == limit.step
        ),
        teaching=found.teaching,
        school_form=_school_form(definition, people, found),
    )


def _pairs(rows: Iterable[Sequence[str]]) -> tuple[tuple[UUID, UUID], ...]:
    return tuple((UUID(one), UUID(other)) for one, other in rows)


def _leads(held: set[tuple[UUID, str]]) -> Leads:
    principals = frozenset(person for person, role in held if role == DutyRole.PRINCIPAL)
    return Leads(principals, frozenset(person for person, _ in held) - principals)


@lru_cache(maxsize=256)
def _calendar(periods: tuple[tuple[str, str, str], ...]) -> WorkingCalendar:
    """Return the terms and breaks of a unit, as the organiser has entered them."""
    stretches = [
        (
            kind,
            Stretch(
                dt.date.fromisoformat(starts_on),
                dt.date.fromisoformat(ends_on) + dt.timedelta(days=1),
            ),
        )
        for kind, starts_on, ends_on in periods
    ]
    return WorkingCalendar(
        terms=tuple(stretch for kind, stretch in stretches if kind == CalendarKind.TERM),
        breaks=tuple(stretch for kind, stretch in stretches if kind == CalendarKind.BREAK),
    )


def _persons(
    people: Sequence[Named], found: Surroundings, opened_at: dt.datetime
) -> tuple[PersonInCase, ...]:
    today = clock.today()
    return tuple(
        PersonInCase(
            id=one.key,
            role=one.role,
            kind=one.kind,
            unit=one.unit,
            is_adult=is_of_age(found.born.get(one.key), today),
            since=one.at if one.at and one.at > opened_at else None,
        )
        for one in people
    )


def _school_form(definition: Definition, people: Sequence[Named], found: Surroundings) -> str:
    """Return the school form of the pupil whose unit leads, or nothing where it is not known."""
    role = definition.lead_unit.enrolment_of
    known = (found.forms[one.key] for one in people if one.role == role and one.key in found.forms)
    return next(known, "")


def _guardians(
    found: Surroundings, start: HomeAnswer, opened_at: dt.datetime, named_later: Set[UUID]
) -> tuple[GuardianInCase, ...]:
    """Return each guardian with the answer that counts.

    What somebody has decided counts, unless special circumstances have come up since. Else the
    start value does; but a guardian who newly appears, and any of a pupil who is named later, or in
    a home with special circumstances or protection, start as ``ask``.
    """
    guardians = []
    for pupil, guardian in found.homes:
        made = found.decided.get((pupil, guardian))
        answer = made.answer if made else start
        is_new = made is None and bool(found.decided)
        anew = found.asked_anew.get(pupil)
        holds = made and made.by_somebody and not (anew and anew > made.at)
        if not holds and (is_new or pupil in found.careful | named_later):
            answer = HomeAnswer.ASK
        since = made.at if made and made.at > opened_at else None
        guardians.append(GuardianInCase(pupil, guardian, answer, since))
    return tuple(guardians)


def _lead(leads: Leads, accused: frozenset[UUID], own: frozenset[UUID]) -> Role:
    """Return who leads: past a concerned principal her deputy, past an accused one nobody there."""
    if leads.everybody & accused:
        return Role.ORGANISER
    if leads.principals - own:
        return Role.PRINCIPAL
    return Role.DEPUTY if leads.deputies - own else Role.ORGANISER


def _left(case: models.Case, definition: Definition, entries: Sequence[Entry]) -> frozenset[UUID]:
    """Return those who were given work before the case was handed over, and do not work there."""
    since = handed_over(entries)
    if not since:
        return frozenset()
    before = answers_in_force(one for one in entries if one.no < since)
    given = {one for persons in joined_by(definition, before).values() for one in persons}
    here = Duty.objects.filter(
        person_id__in=given, school_unit_id=case.unit_id, period__contains=clock.now()
    )
    return frozenset(given - set(here.values_list("person_id", flat=True)))


def _assigned(entries: Iterable[Entry]) -> dict[str, UUID]:
    """Return who has been given an assignment in the case itself, where it is led now."""
    entries = tuple(entries)
    since = handed_over(entries)
    return {
        name: UUID(str(person))
        for kept in in_force(entries)
        if kept.entry.kind is EntryKind.ASSIGNED and kept.entry.no > since
        for name, person in kept.answers.items()
    }

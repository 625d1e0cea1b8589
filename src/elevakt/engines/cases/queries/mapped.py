"""Who has what in a unit, when it is looked at again, and what is missing: for whoever leads it.

Asked as the actor: a pupil, a case or a word that is not hers is in no row and in no gap.
"""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from elevakt.engines.cases.enums import StepState
from elevakt.engines.cases.queries.definitions import definitions, shown
from elevakt.engines.cases.queries.in_force import (
    TODAY,
    InForceList,
    by_kind,
    in_force_for,
    kinds,
)
from elevakt.engines.cases.queries.ledgers import ledgers
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.ledger import Entry
from elevakt.engines.cases.rules.reviewing import Reviewing, reviewing, without_effect
from elevakt.engines.records.queries import templates
from elevakt.trust.access.enums import Basis
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.audit import actions as gate

MOST = gate.MOST_IN_A_LIST


@dataclass(frozen=True, slots=True)
class Review:
    """A step that looks back at what is in force."""

    title: str
    due_on: dt.date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class MappedCase:
    """An open case that sets, or may set, something in force for a pupil.

    :param due_on: the earliest deadline among its open steps
    :param lacks: the documents of which one must be made and none is
    :param no_effect: in words, the measures that were last judged to have given nothing
    """

    id: uuid.UUID
    number: str
    title: str
    due_on: dt.date | None
    reviews: tuple[Review, ...]
    lacks: tuple[str, ...]
    no_effect: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MappedPupil:
    """A pupil with something in force, or with a case that may come to that."""

    id: uuid.UUID
    name: str
    class_name: str
    is_protected: bool
    lists: tuple[InForceList, ...]
    cases: tuple[MappedCase, ...]

    @property
    def reviews(self) -> tuple[Review, ...]:
        """What is to be looked back at."""
        return tuple(review for case in self.cases for review in case.reviews)

    @property
    def is_late(self) -> bool:
        """Whether a review should have been done."""
        return any(review.is_late for review in self.reviews)

    @property
    def lacks(self) -> bool:
        """Whether a document that must be made is not."""
        return any(case.lacks for case in self.cases)

    @property
    def has_no_effect(self) -> bool:
        """Whether something was last judged to have given nothing."""
        return any(case.no_effect for case in self.cases)


class Need(StrEnum):
    """What somebody who leads a unit looks for on the page."""

    LATE = "late"
    LACKS = "lacks"
    NO_EFFECT = "no_effect"


@dataclass(frozen=True, slots=True)
class MappedPage:
    """A page of the pupils of a unit; ``after`` continues it, or is None when it is the last.

    :param classes: the classes that somebody on the whole list is in
    :param class_name: the only one that is shown, or empty
    """

    pupils: tuple[MappedPupil, ...]
    classes: tuple[str, ...]
    class_name: str
    after: int | None


@dataclass(frozen=True, slots=True)
class _Case:
    id: uuid.UUID
    pupil: uuid.UUID
    number: str
    process: str
    version: int
    due_on: dt.date | None


@dataclass(frozen=True, slots=True)
class _Step:
    step: str
    about: uuid.UUID | None
    state: StepState
    due_on: dt.date | None
    is_late: bool


def mapped_page(
    actor: Actor,
    unit_id: uuid.UUID,
    *,
    class_name: str = "",
    need: Need | None = None,
    after: int = 0,
    most: int = MOST,
) -> MappedPage:
    """Return the pupils of a unit that the actor leads for whom something is mapped, by class.

    Five questions, however many they are. Only those who are shown are told to the gate.

    :param class_name: only this class, if anybody is in it
    :param after: where the page before ended
    """
    everybody = _mapped(actor, unit_id)
    classes = sorted({one.class_name for one in everybody if one.class_name})
    chosen = class_name if class_name in classes else ""
    found = [
        one
        for one in everybody
        if chosen in ("", one.class_name) and (need is None or _has(one, need))
    ]
    page = found[after : after + most]
    gate.lists({one.id: Basis.LEADS.value for one in page})
    return MappedPage(
        pupils=tuple(page),
        classes=tuple(classes),
        class_name=chosen,
        after=after + most if len(found) > after + most else None,
    )


def _has(pupil: MappedPupil, need: Need) -> bool:
    match need:
        case Need.LATE:
            return pupil.is_late
        case Need.LACKS:
            return pupil.lacks
        case Need.NO_EFFECT:
            return pupil.has_no_effect


def _mapped(actor: Actor, unit_id: uuid.UUID) -> list[MappedPupil]:
    mapped = [kind for kind in kinds() if kind.is_mapped]
    known = _reviewing(frozenset(kind.kind for kind in mapped))
    pupils = _pupils(actor, unit_id, [kind.kind for kind in mapped], known)
    keys = [pupil for pupil, *_ in pupils]
    given = in_force_for(actor, keys)
    cases = _cases(actor, keys, known)
    steps = _steps(actor, [case.id for case in cases])
    said = ledgers(
        [case.id for case in cases], {step for one in known.values() for step in one.steps}
    )
    of_pupil: dict[uuid.UUID, list[MappedCase]] = {}
    for case in cases:
        found = known[case.process, case.version]
        mine = [one for one in steps.get(case.id, ()) if one.about in (None, case.pupil)]
        of_pupil.setdefault(case.pupil, []).append(_case(case, found, mine, said.get(case.id, ())))
    return [
        MappedPupil(*row, by_kind(given.get(row[0], []), mapped), tuple(of_pupil.get(row[0], ())))
        for row in pupils
    ]


def _reviewing(wanted: frozenset[str]) -> dict[tuple[str, int], Reviewing]:
    """Return what each definition that sets these kinds in force says of them."""
    found = {key: reviewing(one, wanted) for key, one in definitions().items()}
    return {key: one for key, one in found.items() if one}


def _roles(known: Iterable[tuple[str, int]]) -> dict[str, list[object]]:
    """Return the roles of those who have a part in such a case, as three columns."""
    rows = [
        (process, version, role.id)
        for process, version in known
        for role in definitions()[process, version].people.values()
        if role.part
    ]
    columns = zip(*rows, strict=True) if rows else ((), (), ())
    return dict(zip(("processes", "versions", "roles"), map(list, columns), strict=True))


# The cases that are open and set, or may set, something in force for the one they are about.
_OPEN = """
    cases.case_person about
      join cases."case" kase on kase.matter_id = about.matter_id and kase.state <> 'closed'
      join unnest(%(processes)s::text[], %(versions)s::int[], %(roles)s::text[])
        mapped(process, version, role)
        on mapped.process = kase.process and mapped.version = kase.version
       and mapped.role = about.role
"""


def _pupils(
    actor: Actor, unit_id: uuid.UUID, wanted: list[str], known: Iterable[tuple[str, int]]
) -> list[tuple[uuid.UUID, str, str, bool]]:
    rows = asked(
        f"""
        select person.id, access.shown_name(person), coalesce(class.name, '') as class_name,
               person.is_protected
          from (
            select distinct pupil_id from access.my_pupil
             where side = 'staff' and basis = 'leads') mine
          join people.person person on person.id = mine.pupil_id
          left join access.my_class class on class.pupil_id = mine.pupil_id
         where exists (
             select from people.enrolment enrolled
              where enrolled.person_id = mine.pupil_id and enrolled.school_unit_id = %(unit)s
                and enrolled.period @> access.now())
           and (exists (
               select from cases.in_force now
                where now.pupil_id = mine.pupil_id and now.kind = any(%(kinds)s) and {TODAY})
             or exists (select from {_OPEN} where about.person_id = mine.pupil_id))
         order by class_name, person.given_key collate "C", person.id
        """,
        {"unit": unit_id, "kinds": wanted, **_roles(known)},
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def _cases(actor: Actor, pupils: list[uuid.UUID], known: Iterable[tuple[str, int]]) -> list[_Case]:
    rows = asked(
        f"""
        select kase.matter_id, about.person_id, kase.number, kase.process, kase.version,
               kase.due_on
          from {_OPEN}
         where about.person_id = any(%(pupils)s)
         order by kase.opened_at, kase.matter_id
        """,
        {"pupils": pupils, **_roles(known)},
    )
    return [_Case(*row) for row in rows]


def _steps(actor: Actor, cases: list[uuid.UUID]) -> dict[uuid.UUID, list[_Step]]:
    rows = asked(
        """
        select matter_id, step, about_person_id, state, due_on,
               coalesce(due_at < access.now(), false)
          from cases.step
         where matter_id = any(%(cases)s) and state in ('open', 'waiting', 'done')
         order by matter_id, position, instance
        """,
        {"cases": cases},
    )
    found: dict[uuid.UUID, list[_Step]] = {}
    for matter, step, about, state, due_on, is_late in rows:
        found.setdefault(matter, []).append(_Step(step, about, StepState(state), due_on, is_late))
    return found


def _case(
    case: _Case, found: Reviewing, steps: Iterable[_Step], entries: Iterable[Entry]
) -> MappedCase:
    steps = list(steps)
    of = shown(case.process, case.version)
    return MappedCase(
        id=case.id,
        number=case.number,
        title=of.title,
        due_on=case.due_on,
        reviews=tuple(
            Review(of.step(one.step).title, one.due_on, one.is_late)
            for one in steps
            if one.state is StepState.OPEN and one.step in found.reviews
        ),
        lacks=_lacks(of, [one for one in steps if one.step in found.decides]),
        no_effect=without_effect(of, found, entries, case.pupil),
    )


def _lacks(of: Definition, decides: list[_Step]) -> tuple[str, ...]:
    """Return the titles of the documents of which one must be made, if none of them is."""
    if any(one.state is StepState.DONE for one in decides):
        return ()
    made = [document for one in decides for document in of.step(one.step).documents]
    return tuple(dict.fromkeys(templates()[document].title for document in made))

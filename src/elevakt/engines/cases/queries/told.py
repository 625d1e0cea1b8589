"""What a home has been told of a case: how it goes, and what has been written for it.

The database answers with the own child's part, while the home may know. Nothing else is asked for.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from elevakt.engines.cases.enums import CaseState, StepState
from elevakt.engines.cases.queries.definitions import definition, shown
from elevakt.engines.cases.rules.definition import Definition
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.queries.names import person_names
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.audit import actions as gate

MOST = 50


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A step that concerns the child, and how it stands."""

    step: str
    state: StepState
    due_on: dt.date | None
    done_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Letter:
    """A document that has been served."""

    id: uuid.UUID
    title: str
    made_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ToldPart:
    """What has been told of one child."""

    name: str
    roles: tuple[str, ...]
    steps: tuple[ToldStep, ...]
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class ToldCase:
    """A case as a home may see it. Never the number: its series would tell who leads."""

    id: uuid.UUID
    definition: Definition
    state: CaseState
    opened_at: dt.datetime
    parts: tuple[ToldPart, ...]


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A case that a home has been told of, in a list."""

    id: uuid.UUID
    title: str
    names: str
    state: CaseState
    opened_at: dt.datetime


_OWN = """
    select matter_id, about_person_id as pupil_id, min(basis) as basis
      from access.my_reading
     where side = 'family' and basis in ('guardian', 'self')
     group by matter_id, about_person_id
"""


def told_cases(actor: Actor, *, most: int = MOST) -> list[ToldRow]:
    """Return the cases that the actor has been told of at home, newest first."""
    rows = asked(
        f"""
        select kase.matter_id, kase.process, kase.version, kase.state,
               string_agg(access.shown_name(pupil), ', ' order by pupil.given_key), kase.opened_at
          from ({_OWN}) own
          join cases."case" kase on kase.matter_id = own.matter_id
          join people.person pupil on pupil.id = own.pupil_id
         group by kase.matter_id
         order by kase.opened_at desc
         limit %(most)s
        """,
        {"most": most},
    )
    return [
        ToldRow(key, shown(process, version).title, names, CaseState(state), opened_at)
        for key, process, version, state, names, opened_at in rows
    ]


def has_been_told(actor: Actor, case_id: uuid.UUID) -> bool:
    """Say whether the actor has been told of a case at home."""
    return bool(_own(case_id))


def told_case(actor: Actor, case_id: uuid.UUID) -> ToldCase:
    """Open what a home has been told of a case.

    :raises NotFound: if it has been told nothing, or may not know any more
    """
    own = _own(case_id)
    cases = asked(
        """
        select process, version, state, opened_at
          from cases."case" where matter_id = %(case)s
        """,
        {"case": case_id},
    )
    if not own or not cases:
        gate.refuses("case")
        raise NotFound
    names = person_names(actor, own)
    gate.opens(own, matter_id=case_id)
    process, version, state, opened_at = cases[0]
    of = definition(process, version)
    return ToldCase(
        id=case_id,
        definition=of,
        state=CaseState(state),
        opened_at=opened_at,
        parts=tuple(
            ToldPart(
                name=names[pupil],
                roles=_roles(case_id, pupil, of),
                steps=_steps(case_id, pupil),
                letters=_letters(case_id, pupil),
            )
            for pupil in sorted(own, key=lambda one: names.get(one, ""))
            if pupil in names
        ),
    )


def _own(case_id: uuid.UUID) -> Mapping[uuid.UUID, str]:
    """Return the children of whom the actor has been told, and why she reads of each."""
    rows = asked(
        f"select pupil_id, basis from ({_OWN}) own where matter_id = %(case)s", _of(case_id)
    )
    return dict(rows)


def _roles(case_id: uuid.UUID, pupil: uuid.UUID, of: Definition) -> tuple[str, ...]:
    rows = asked(
        """
        select role from cases.case_person
         where matter_id = %(case)s and person_id = %(pupil)s order by role
        """,
        _of(case_id, pupil),
    )
    return tuple(role for (role,) in rows if of.people[role].part)


def _steps(case_id: uuid.UUID, pupil: uuid.UUID) -> tuple[ToldStep, ...]:
    rows = asked(
        """
        select step, state, due_on, done_at from cases.step
         where matter_id = %(case)s and coalesce(about_person_id, %(pupil)s) = %(pupil)s
         order by position, instance
        """,
        _of(case_id, pupil),
    )
    return tuple(ToldStep(row[0], StepState(row[1]), row[2], row[3]) for row in rows)


def _letters(case_id: uuid.UUID, pupil: uuid.UUID) -> tuple[Letter, ...]:
    rows = asked(
        """
        select id, title, made_at from records.document
         where matter_id = %(case)s and about_person_id = %(pupil)s and made_at is not null
         order by made_at, id
        """,
        _of(case_id, pupil),
    )
    return tuple(Letter(*row) for row in rows)


def _of(case_id: uuid.UUID, pupil: uuid.UUID | None = None) -> Mapping[str, object]:
    return {"case": case_id, "pupil": pupil}

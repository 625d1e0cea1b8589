"""What those around a pupil shall do today: the instruction, and nothing about why.

Which list an instruction stands in is said by its kind, and a module says the words of that.
"""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace

from elevakt.engines.cases.places import IN_FORCE, InForceKind
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.audit import actions as gate

MOST = gate.MOST_IN_A_LIST

TODAY = """
    coalesce(now.starts_on, access.today()) <= access.today()
    and coalesce(now.ends_on, access.today()) >= access.today()
"""
"""That a row of ``cases.in_force now`` is in force today."""


@dataclass(frozen=True, slots=True)
class InForceRow:
    """An instruction in force for a pupil."""

    kind: str
    instruction: str
    owner: str
    ends_on: dt.date | None


@dataclass(frozen=True, slots=True)
class InForceList:
    """The instructions of one kind, under the heading that a module gave it."""

    kind: InForceKind
    rows: tuple[InForceRow, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A class or another group in which the actor meets pupils."""

    id: uuid.UUID
    name: str


@dataclass(frozen=True, slots=True)
class MetPupil:
    """A pupil whom the actor meets in a group, and what she shall do."""

    id: uuid.UUID
    name: str
    is_protected: bool
    rows: tuple[InForceRow, ...]


@dataclass(frozen=True, slots=True)
class MetList:
    """Those in a group for whom something of one kind is in force.

    Whoever is protected never stands on paper, so a list of none but them does not either.
    """

    kind: InForceKind
    pupils: tuple[MetPupil, ...]

    @property
    def is_printed(self) -> bool:
        """Whether anybody in it may stand on paper."""
        return not all(pupil.is_protected for pupil in self.pupils)


@dataclass(frozen=True, slots=True)
class MetGroup:
    """A group, and what is in force in it: a list for each kind, never mixed."""

    group: Group
    lists: tuple[MetList, ...]

    @property
    def is_printed(self) -> bool:
        """Whether anybody in it may stand on paper."""
        return any(one.is_printed for one in self.lists)


@dataclass(frozen=True, slots=True)
class MetPage:
    """A page of one's groups; ``after`` continues it, or is None when it is the last."""

    groups: tuple[MetGroup, ...]
    after: int | None


def in_force(actor: Actor, pupil_id: uuid.UUID) -> list[InForceRow]:
    """Return what those around a pupil shall do today, of every kind."""
    return in_force_for(actor, [pupil_id]).get(pupil_id, [])


def in_force_for(actor: Actor, pupils: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[InForceRow]]:
    """Return what those around some pupils shall do today, in one question."""
    rows = asked(
        f"""
        select now.pupil_id, now.kind, now.instruction, coalesce(card.name, ''), now.ends_on
          from cases.in_force now
          left join access.staff_card card on card.person_id = now.owner_id
         where now.pupil_id = any(%(pupils)s) and {TODAY}
         order by now.kind, now.starts_on, now.matter_id, now.no, now.row
        """,
        {"pupils": list(pupils)},
    )
    found: dict[uuid.UUID, list[InForceRow]] = {}
    for pupil, *row in rows:
        found.setdefault(pupil, []).append(InForceRow(*row))
    return found


def by_kind(rows: Iterable[InForceRow], kinds: Iterable[InForceKind]) -> tuple[InForceList, ...]:
    """Return instructions as one list for each kind, never mixed, in the order of the kinds."""
    rows = tuple(rows)
    lists = (InForceList(kind, _of_kind(rows, kind)) for kind in kinds)
    return tuple(one for one in lists if one.rows)


def kinds() -> tuple[InForceKind, ...]:
    """Return the kinds of instructions that modules have given words, in the order of the house."""
    return IN_FORCE.contributions()


def my_groups(actor: Actor) -> list[Group]:
    """Return the groups in which the actor teaches or is mentor now."""
    rows = asked("select distinct group_id, name from access.my_group order by name, group_id", {})
    return [Group(*row) for row in rows]


def met_in_groups(
    actor: Actor, *, group: uuid.UUID | None = None, after: int = 0, most: int = MOST
) -> MetPage:
    """Return those whom the actor teaches or is mentor for with something in force, by group.

    The list starts from the scope view; the policy is the second lock.

    :param group: only this group
    :param after: where the page before ended
    """
    shown_kinds = [kind for kind in kinds() if kind.in_lessons]
    rows = asked(
        f"""
        select mine.group_id, mine.name, person.id, access.shown_name(person), person.is_protected,
               mine.basis
          from (
            select group_id, name, pupil_id, min(basis) as basis from access.my_group
             where %(group)s::uuid is null or group_id = %(group)s
             group by group_id, name, pupil_id) mine
          join people.person person on person.id = mine.pupil_id
         where exists (
           select from cases.in_force now
            where now.pupil_id = mine.pupil_id and now.kind = any(%(kinds)s) and {TODAY})
         order by mine.name, mine.group_id, person.given_key collate "C", person.id
        offset %(after)s limit %(limit)s
        """,
        {
            "group": group,
            "kinds": [kind.kind for kind in shown_kinds],
            "after": after,
            "limit": most + 1,
        },
    )
    page = rows[:most]
    gate.lists({row[2]: row[5] for row in page})
    given = in_force_for(actor, {row[2] for row in page})
    met: dict[Group, list[MetPupil]] = {}
    for group_id, name, pupil, pupil_name, is_protected, _ in page:
        one = MetPupil(pupil, pupil_name, is_protected, tuple(given.get(pupil, ())))
        met.setdefault(Group(group_id, name), []).append(one)
    return MetPage(
        tuple(MetGroup(of, _met(pupils, shown_kinds)) for of, pupils in met.items()),
        after + most if len(rows) > most else None,
    )


def _met(pupils: Iterable[MetPupil], of: Iterable[InForceKind]) -> tuple[MetList, ...]:
    found = []
    for kind in of:
        with_some = (replace(one, rows=_of_kind(one.rows, kind)) for one in pupils)
        found.append(MetList(kind, tuple(one for one in with_some if one.rows)))
    return tuple(one for one in found if one.pupils)


def _of_kind(rows: Iterable[InForceRow], kind: InForceKind) -> tuple[InForceRow, ...]:
    return tuple(row for row in rows if row.kind == kind.kind)

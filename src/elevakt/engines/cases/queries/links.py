"""Cases that belong together, and those that may be opened out of one."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from elevakt.engines.cases.enums import CaseState, OpenedBy
from elevakt.engines.cases.queries.definitions import shown
from elevakt.engines.cases.queries.pages import CasePage
from elevakt.engines.cases.queries.uses import used_at
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.onward import offered
from elevakt.engines.cases.rules.used import Place
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound


@dataclass(frozen=True, slots=True)
class LinkedCase:
    """Another case that belongs with this one.

    :param is_opened: whether one of them was opened out of the other
    :param is_onward: if so, whether it was opened out of this one, and not this one out of it
    """

    id: uuid.UUID
    number: str
    title: str
    state: CaseState
    is_opened: bool
    is_onward: bool


def linked(actor: Actor, case_id: uuid.UUID) -> list[LinkedCase]:
    """Return the cases that belong with a case, if the actor sees the whole of both."""
    rows = asked(
        """
        select kase.matter_id, kase.number, kase.process, kase.version, kase.state,
               link.is_opened, link.matter_id = %(case)s
          from cases.link
          join cases."case" kase
            on kase.matter_id =
               case when link.matter_id = %(case)s then link.onward_id else link.matter_id end
         where link.matter_id = %(case)s or link.onward_id = %(case)s
         order by link.at, link.id
        """,
        {"case": case_id},
    )
    return [
        LinkedCase(key, number, shown(process, version).title, CaseState(state), *how)
        for key, number, process, version, state, *how in rows
    ]


def whole_case(actor: Actor, number: str) -> uuid.UUID:
    """Return the case with a number, as it is shown, if the actor sees the whole of it.

    :raises NotFound: if there is none
    """
    rows = asked(
        """
        select distinct kase.matter_id
          from access.my_reading mine
          join cases."case" kase on kase.matter_id = mine.matter_id
         where mine.basis <> 'reported' and mine.about_person_id is null and mine.side = 'staff'
           and kase.number = upper(%(number)s)
        """,
        {"number": " ".join(number.split())},
    )
    if not rows:
        raise NotFound
    found: uuid.UUID = rows[0][0]
    return found


def may_be_opened_from(actor: Actor, page: CasePage) -> Sequence[Definition]:
    """Return what the actor is offered to open out of a case: what is used of it at its unit."""
    wanted = offered(page.plan, page.definition, page.readings.roles_for_all)
    if not wanted:
        return ()
    by_name = {one.id: one for one in used_at(actor, [Place(page.case.unit_id)])}
    return [by_name[name] for name in wanted if name in by_name]


def kinds_to_open(actor: Actor, page: CasePage) -> Sequence[Definition]:
    """Return every kind of case that whoever leads a case may open out of it.

    :raises NotFound: if the actor does not lead it
    """
    if page.plan.lead not in page.readings.roles_for_all:
        raise NotFound
    by = {OpenedBy.STAFF, OpenedBy.CASE}
    used = used_at(actor, [Place(page.case.unit_id)])
    return [one for one in used if by & set(one.opened_by)]


def to_open_from(actor: Actor, page: CasePage, process: str) -> Definition:
    """Return the definition of a case that is opened out of another.

    :raises NotFound: if the actor is not offered to open it
    """
    leads = page.plan.lead in page.readings.roles_for_all
    for one in kinds_to_open(actor, page) if leads else may_be_opened_from(actor, page):
        if one.id == process:
            return one
    raise NotFound

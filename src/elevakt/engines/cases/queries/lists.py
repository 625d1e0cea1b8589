"""The cases that the actor has something to do with, a page at a time."""

import datetime as dt
import uuid
from dataclasses import dataclass

from elevakt.engines.cases.enums import CaseState
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.rules.definition import Definition
from elevakt.foundation.kernel.typed import number
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor

MOST = 50


@dataclass(frozen=True, slots=True)
class ListedCase:
    """A case in a list. Whom it is about is told on its page, not here."""

    id: uuid.UUID
    number: str
    definition: Definition
    state: CaseState
    opened_at: dt.datetime
    due_on: dt.date | None


@dataclass(frozen=True, slots=True)
class CaseList:
    """A page of cases; ``after`` continues it, or is None when it is the last."""

    rows: tuple[ListedCase, ...]
    after: str | None


def my_cases(actor: Actor, *, after: str = "", most: int = MOST) -> CaseList:
    """Return the cases that the actor works in or follows: open ones first, by their deadline.

    The list starts from the scope view; the policy is the second lock.

    :param after: where the page before ended, as it said itself
    """
    start = number(after)
    rows = asked(
        """
        select kase.matter_id, kase.number, kase.process, kase.version, kase.state, kase.opened_at,
               kase.due_on
          from (
            select distinct matter_id from access.my_reading
             where side = 'staff' and basis <> 'reported') mine
          join cases."case" kase on kase.matter_id = mine.matter_id
         order by kase.state = %(closed)s, kase.due_on nulls last, kase.opened_at desc,
               kase.matter_id
        offset %(start)s limit %(limit)s
        """,
        {"closed": CaseState.CLOSED, "start": start, "limit": most + 1},
    )
    found = tuple(
        ListedCase(row[0], row[1], definition(row[2], row[3]), CaseState(row[4]), row[5], row[6])
        for row in rows[:most]
    )
    return CaseList(found, str(start + most) if len(rows) > most else None)

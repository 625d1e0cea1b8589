"""Other cases to know of when one is received: the same event, the same two, the same place.

Asked as the actor: what she may not see does not exist here either. Never shown to who reported.
"""

import datetime as dt
import uuid
from dataclasses import dataclass

from elevakt.engines.cases.enums import Shown
from elevakt.engines.cases.queries.definitions import shown
from elevakt.engines.cases.queries.pages import CasePage
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor

SAME_EVENT = dt.timedelta(days=3)
"""Reports this near each other about the same pupils may tell of the same event."""

EARLIER = dt.timedelta(days=365)
MOST = 10


@dataclass(frozen=True, slots=True)
class Other:
    """Another case, in a list beside this one."""

    id: uuid.UUID
    number: str
    title: str
    opened_at: dt.datetime
    state: str


def others(actor: Actor, page: CasePage, what: Shown) -> list[Other]:
    """Return the other cases of one kind that are shown beside a step, newest first."""
    match what:
        case Shown.SAME_EVENT:
            return _with_people(page, together=1, within=SAME_EVENT)
        case Shown.EARLIER_FOR_PAIR:
            return _with_people(page, together=2, within=EARLIER)
        case Shown.EARLIER_FOR_PLACE:
            return _at_place(page)
        case _:
            return []


def _with_people(page: CasePage, *, together: int, within: dt.timedelta) -> list[Other]:
    """Return cases in which at least so many of those with a part here also have one."""
    roles = [role.id for role in page.definition.people.values() if role.part]
    people = [one.person for one in page.people if one.person and one.role in roles]
    return _found(
        """
        select kase.matter_id, kase.number, kase.process, kase.version, kase.opened_at, kase.state
          from (
            select about.matter_id from cases.case_person about
             where about.person_id = any(%(people)s) and about.role = any(%(roles)s)
               and about.matter_id <> %(case)s
             group by about.matter_id
            having count(distinct about.person_id) >= %(together)s) shared
          join cases."case" kase on kase.matter_id = shared.matter_id
         where kase.opened_at between %(at)s - %(within)s::interval and %(at)s + %(after)s::interval
         order by kase.opened_at desc limit %(most)s
        """,
        page,
        people=people,
        roles=roles,
        together=together,
        within=within,
        after=SAME_EVENT if within == SAME_EVENT else dt.timedelta(),
    )


def _at_place(page: CasePage) -> list[Other]:
    """Return earlier cases of the unit whose report names the same place."""
    field = page.definition.place
    said = page.answers.get(page.definition.start.id, {}).get("", {}).get(field or "")
    if not isinstance(said, str):
        return []
    return _found(
        """
        select kase.matter_id, kase.number, kase.process, kase.version, kase.opened_at, kase.state
          from cases."case" kase
         where kase.matter_id <> %(case)s and kase.process = %(process)s and kase.unit_id = %(unit)s
           and kase.opened_at between %(at)s - %(within)s::interval and %(at)s
           and exists (
             select from cases.entry_part part
              where part.matter_id = kase.matter_id and part.answers ->> %(field)s = %(said)s)
         order by kase.opened_at desc limit %(most)s
        """,
        page,
        process=page.case.process,
        unit=page.case.unit_id,
        within=EARLIER,
        field=field,
        said=said,
    )


def _found(sql: str, page: CasePage, **places: object) -> list[Other]:
    known = {"case": page.case.matter_id, "at": page.case.opened_at, "most": MOST}
    return [
        Other(
            id=row[0],
            number=row[1],
            title=shown(row[2], row[3]).title,
            opened_at=row[4],
            state=row[5],
        )
        for row in asked(sql, {**known, **places})
    ]

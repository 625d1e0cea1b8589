"""The gate: it collects whom a request shows and writes it before commit. No audit, no page.

And the seals that are put on what has been written.
"""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import connection

from elevakt.foundation.kernel import clock, ids
from elevakt.trust.audit import queries
from elevakt.trust.audit.enums import Seen
from elevakt.trust.audit.models import Refusal, Seal
from elevakt.trust.audit.places import Chain
from elevakt.trust.audit.rules.links import NOTHING, linked

# In the database's own words, for every page writes one (ADR 0002).
_OPENING = """
    insert into audit.opening
      (id, organiser_id, at, person_id, standing_id, side, page, kind, matter_id, subjects, bases,
       matters, reason, address)
    values
      (%(id)s, %(organiser)s, %(at)s, %(person)s, %(standing)s, %(side)s, %(page)s, %(kind)s,
       %(matter)s, %(subjects)s::uuid[], %(bases)s, %(matters)s::uuid[], %(reason)s, %(address)s)
"""

MOST_IN_A_LIST = 50
"""A list shows at most so many persons, and only the shown are written down."""
LONGEST_REASON = 300
"""So many signs of a reason has the log room for; whoever asks for one says so."""


class TooManyShown(Exception):
    """A list showed more persons than one page may."""


@dataclass
class Visit:
    """What one request, or one run of a job, has shown and refused so far.

    :param matter_id: the matter that the whole page is about
    :param shown: who was seen and how, each in a matter or none, on a basis
    """

    page: str
    address: str = ""
    reason: str = ""
    matter_id: uuid.UUID | None = None
    shown: dict[Seen, dict[tuple[uuid.UUID, uuid.UUID | None], str]] = field(
        default_factory=lambda: {seen: {} for seen in Seen}
    )
    refused: list[str] = field(default_factory=list)


_visit: ContextVar[Visit | None] = ContextVar("visit", default=None)


@contextmanager
def visiting(page: str, address: str = "") -> Iterator[Visit]:
    """Collect, as long as the block runs, whom it shows.

    :param page: the name of the page or job, never an address with ids in it
    :param address: where from
    """
    visit = Visit(page, address)
    token = _visit.set(visit)
    try:
        yield visit
    finally:
        _visit.reset(token)


def opens(persons: Mapping[uuid.UUID, str], *, matter_id: uuid.UUID | None = None) -> None:
    """Remember that these persons are opened, each on a basis; called by every such query.

    :param matter_id: the matter that the page is about, so that the log can follow its circles
    """
    visit = _visit.get()
    if visit is not None:
        visit.shown[Seen.OPENED] |= {(person, matter_id): why for person, why in persons.items()}
        visit.matter_id = matter_id or visit.matter_id


def lists(persons: Mapping[uuid.UUID, str], *, matter_id: uuid.UUID | None = None) -> None:
    """Remember that these persons are shown in a list, each on a basis.

    :param matter_id: the matter that they stand in the list for: it may be another for each line
    :raises TooManyShown: beyond ``MOST_IN_A_LIST``
    """
    visit = _visit.get()
    shown = visit.shown[Seen.LISTED] if visit else {}
    shown |= {(person, matter_id): why for person, why in persons.items()}
    if len(shown) > MOST_IN_A_LIST:
        raise TooManyShown


def gives_reason(reason: str) -> None:
    """Remember why something was opened that asks for a reason."""
    visit = _visit.get()
    if visit is not None:
        visit.reason = reason


def refuses(what: str) -> None:
    """Remember that something was refused; it is kept although the request fails."""
    visit = _visit.get()
    if visit is not None:
        visit.refused.append(what)


def write_openings(
    visit: Visit,
    *,
    organiser_id: uuid.UUID,
    person_id: uuid.UUID | None,
    standing_id: uuid.UUID | None,
    side: str,
) -> None:
    """Write what the visit has shown, as whoever acts and in the same transaction."""
    with connection.cursor() as cursor:
        for seen, shown in visit.shown.items():
            if shown or (seen is Seen.OPENED and visit.matter_id is not None):
                cursor.execute(
                    _OPENING,
                    {
                        "id": ids.new(),
                        "organiser": organiser_id,
                        "at": clock.now(),
                        "person": person_id,
                        "standing": standing_id,
                        "side": side,
                        "page": visit.page,
                        "kind": seen,
                        "matter": visit.matter_id,
                        "subjects": [person for person, _ in shown],
                        "bases": list(shown.values()),
                        "matters": [matter for _, matter in shown],
                        "reason": visit.reason,
                        "address": visit.address,
                    },
                )


def write_refusals(visit: Visit, *, organiser_id: uuid.UUID, person_id: uuid.UUID | None) -> None:
    """Write what the visit has refused, in a transaction of its own, as the web's own role."""
    Refusal.objects.bulk_create(
        Refusal(
            organiser_id=organiser_id,
            at=clock.now(),
            person_id=person_id,
            page=visit.page,
            what=what,
        )
        for what in visit.refused
    )


def seal(organiser_id: uuid.UUID, chain: Chain, *, until: dt.datetime) -> int:
    """Seal what has been written to a table before a moment, and return how many rows.

    Called as machinery. No seal covers more than a day (UTC), so that what is found to be changed
    is found within one.

    :param until: no transaction that began before it may still be at work
    """
    last = queries.last_seal(chain)
    since = last.until if last else None
    if since is not None and since >= until:
        return 0
    if chain.is_disposable:
        _mark(chain, since=since, until=until)
    no, prior, rows = (last.no, last.link, 0) if last else (0, NOTHING, 0)
    for day in queries.unsealed(chain, since=since, until=until):
        no += 1
        one = linked(
            organiser_id=organiser_id,
            chain=chain.table,
            no=no,
            since=since,
            until=min(day.day + dt.timedelta(days=1), until),
            rows=day.rows,
            columns=queries.sealed_columns(chain),
            root=day.root,
            prior=prior,
        )
        Seal.objects.bulk_create(
            [
                Seal(
                    organiser_id=organiser_id,
                    chain=one.chain,
                    no=one.no,
                    since=one.since,
                    until=one.until,
                    rows=one.rows,
                    columns=list(one.columns),
                    root=one.root,
                    prior=one.prior,
                    link=one.link,
                )
            ]
        )
        since, prior, rows = one.until, one.link, rows + day.rows
    return rows


def _mark(chain: Chain, *, since: dt.datetime | None, until: dt.datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(queries.AS_SEALED)
        cursor.execute(
            "insert into audit.mark (id, organiser_id, chain, row_id, at, hash)"
            + queries.unmarked(chain).as_string(connection.connection),
            {"chain": chain.table, "since": since, "until": until},
        )

"""Whether what was done still stands as it was written. For the machinery.

A row is hashed as PostgreSQL prints a JSON array of its sealed columns, with times in UTC; the rows
of a seal by the hashes of each, in the order of their keys (ADR 0018).
"""

import datetime as dt
import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import connection
from psycopg import sql

from elevakt.trust.audit.enums import Tampered
from elevakt.trust.audit.models import Opening, Seal
from elevakt.trust.audit.places import CHAINS, Chain
from elevakt.trust.audit.rules.links import Fault, Link, broken_links, difference

MARKED = ("row_id", "at", "hash")
"""What is sealed of a mark."""

AS_SEALED = "select set_config('TimeZone', 'UTC', true)"
"""How a moment is printed follows the connection, and so does its hash."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a chain has come to, and what is not as it was sealed.

    :param rows: how many rows are sealed
    :param link: the hash of the last seal: who keeps it elsewhere can tell a chain made anew
    """

    chain: str
    no: int
    rows: int
    link: str
    faults: tuple[Fault, ...]


def verify(chain: Chain, *, since: dt.datetime | None = None) -> Verified:
    """Return whether every sealed row of the organiser at hand is as it was sealed.

    :param since: leave out the rows of seals that end before; that the seals hang together is
        always seen to
    """
    seals = [_link(row) for row in Seal.objects.filter(chain=chain.table).order_by("no")]
    faults = list(broken_links(chain.table, seals))
    read = [seal for seal in seals if since is None or seal.until > since]
    for columns, run in groupby(read, lambda seal: seal.columns):
        faults += _differences(chain, columns, list(run))
    if chain.is_disposable and read:
        faults += _differing_rows(chain, read[0].since, read[-1].until)
    last = seals[-1] if seals else None
    return Verified(
        chain.table,
        last.no if last else 0,
        sum(seal.rows for seal in seals),
        last.link.hex() if last else "",
        tuple(faults),
    )


def chains() -> tuple[Chain, ...]:
    """Return every table that is sealed."""
    return CHAINS.contributions()


def last_seal(chain: Chain) -> Link | None:
    """Return the last seal of a chain, of the organiser at hand."""
    row = Seal.objects.filter(chain=chain.table).order_by("-no").first()
    return _link(row) if row else None


def heads() -> dict[tuple[str, int], str]:
    """Return the hash of every seal of the organiser at hand, by chain and number."""
    kept = Seal.objects.values_list("chain", "no", "link")
    return {(chain, no): bytes(link).hex() for chain, no, link in kept}


def since_anybody_began() -> dt.timedelta:
    """Return how long ago the oldest transaction at work began: what it writes is not there yet.

    Asked before anybody acts: the web's own role sees what its own connections do.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select coalesce(max(clock_timestamp() - xact_start), interval '0')
              from pg_stat_activity
             where datname = current_database() and pid <> pg_backend_pid()
            """
        )
        ((age,),) = cursor.fetchall()
    assert isinstance(age, dt.timedelta)
    return age


@dataclass(frozen=True, slots=True)
class Day:
    """The rows of one day (UTC) that are not sealed yet, and the hash of their hashes."""

    day: dt.datetime
    rows: int
    root: bytes


def unsealed(chain: Chain, *, since: dt.datetime | None, until: dt.datetime) -> list[Day]:
    """Return what there is to seal in a chain from a moment to another, day by day."""
    source, columns = _sealed(chain)
    found = _asked(
        sql.SQL(
            """
            select date_trunc('day', at, 'UTC'), count(*), {root}
              from {source} where (%(since)s::timestamptz is null or at >= %(since)s)
               and at < %(until)s
             group by 1 order by 1
            """
        ).format(root=_root(columns), source=source),
        {"since": since, "until": until, "chain": chain.table},
    )
    return [Day(day, rows, bytes(root)) for day, rows, root in found]


def unmarked(chain: Chain) -> sql.Composed:
    """Return the question for the marks to be made of a chain's rows from a moment to another."""
    return sql.SQL(
        """
        select gen_random_uuid(), organiser_id, %(chain)s, id, at, {hash} from {source}
         where (%(since)s::timestamptz is null or at >= %(since)s) and at < %(until)s
        """
    ).format(hash=_hash(chain.columns), source=_rows(chain))


def sealed_columns(chain: Chain) -> tuple[str, ...]:
    """Return what of a row a new seal is to say that it seals."""
    return MARKED if chain.is_disposable else chain.columns


def _differences(chain: Chain, columns: tuple[str, ...], seals: list[Link]) -> Iterator[Fault]:
    """Yield the seals, all of the same columns, whose rows are not what they were.

    One question for all: each row is put with its seal by when it was written.
    """
    source, _ = _sealed(chain)
    found = _asked(
        sql.SQL(
            """
            select width_bucket(at, %(ends)s::timestamptz[]), count(*), {root}
              from {source} where (%(since)s::timestamptz is null or at >= %(since)s)
               and at < %(until)s
             group by 1
            """
        ).format(root=_root(columns), source=source),
        {
            "ends": [seal.until for seal in seals],
            "since": seals[0].since,
            "until": seals[-1].until,
            "chain": chain.table,
        },
    )
    today = {at: (rows, bytes(root)) for at, rows, root in found}
    for at, seal in enumerate(seals):
        rows, root = today.get(at, (0, b""))
        fault = difference(chain.table, seal, rows, root)
        if fault:
            yield fault


def _differing_rows(chain: Chain, since: dt.datetime | None, until: dt.datetime) -> Iterator[Fault]:
    """Yield the rows that are not what their mark says: each by the moment it was written."""
    found = _asked(
        sql.SQL(
            """
            select case when mark.id is null then 'inserted' when row.id is null then 'removed'
                        else 'changed' end, coalesce(mark.at, row.at)
              from (select id, at, {hash} as hash from {source}
                     where at < %(until)s and (%(since)s::timestamptz is null or at >= %(since)s)
                   ) row
              full join (select * from audit.mark
                          where chain = %(chain)s
                            and (%(since)s::timestamptz is null or at >= %(since)s)) mark
                on mark.row_id = row.id
             where row.hash is distinct from mark.hash
               and not (row.id is null and exists (
                 select from audit.disposal gone
                  where gone.chain = %(chain)s and gone.row_id = mark.row_id))
             order by 2
            """
        ).format(hash=_hash(chain.columns), source=_rows(chain)),
        {"since": since, "until": until, "chain": chain.table},
    )
    for what, at in found:
        yield Fault(chain.table, Tampered(what), at, at)


def _sealed(chain: Chain) -> tuple[sql.Composable, tuple[str, ...]]:
    """Return what a chain seals: the marks of rows that may go, or else the rows themselves."""
    if chain.is_disposable:
        marks = sql.SQL("(select * from audit.mark where chain = %(chain)s) marks")
        return marks, MARKED
    return _rows(chain), chain.columns


def _rows(chain: Chain) -> sql.Composable:
    table, at = sql.Identifier(*chain.table.split(".")), sql.SQL(chain.at)
    if chain.head is not None:
        head, key = chain.head
        return sql.SQL(
            "(select part.*, head.at from {} part join {} head on head.id = part.{}) rows"
        ).format(table, sql.Identifier(*head.split(".")), sql.Identifier(key))
    if chain.at != "at":
        return sql.SQL("(select *, {} as at from {}) rows").format(at, table)
    return sql.SQL("{} rows").format(table)


def _hash(columns: tuple[str, ...]) -> sql.Composable:
    named = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL("sha256(convert_to(jsonb_build_array({})::text, 'UTF8'))").format(named)


def _root(columns: tuple[str, ...]) -> sql.Composable:
    order = sql.Identifier(columns[0])
    return sql.SQL("sha256(string_agg({}, ''::bytea order by {}))").format(_hash(columns), order)


def _asked(question: sql.Composed, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(AS_SEALED)
        cursor.execute(question.as_string(connection.connection), values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _link(row: Seal) -> Link:
    return Link(
        row.organiser_id,
        row.chain,
        row.no,
        row.since,
        row.until,
        row.rows,
        tuple(row.columns),
        bytes(row.root),
        bytes(row.prior),
        bytes(row.link),
    )


def has_been_opened(
    organiser_id: uuid.UUID, persons: Collection[uuid.UUID], since: dt.datetime
) -> bool:
    """Say whether anybody has opened one of these since a moment: then the log names her."""
    seen = Opening.objects.filter(organiser_id=organiser_id, at__gte=since)
    return seen.filter(subjects__overlap=list(persons)).exists()

"""How seals hang together: each holds a hash of what it seals and of the seal before it."""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from elevakt.trust.audit.enums import Tampered

NOTHING = b""
"""What the first seal of a chain hangs on."""


@dataclass(frozen=True, slots=True)
class Link:
    """A seal: so many rows, from a moment and to but not including another, have this hash.

    :param since: None for the first of a chain, which seals all that was there
    :param columns: what of each row is sealed, in this order
    :param root: the hash of the hashes of the rows
    :param prior: the ``link`` of the seal before
    :param link: the hash of all of this; who has it has the whole chain up to here
    """

    organiser_id: uuid.UUID
    chain: str
    no: int
    since: dt.datetime | None
    until: dt.datetime
    rows: int
    columns: tuple[str, ...]
    root: bytes
    prior: bytes
    link: bytes


@dataclass(frozen=True, slots=True)
class Fault:
    """What is not as it was sealed, and when it was written: from a moment to another."""

    chain: str
    what: Tampered
    since: dt.datetime | None
    until: dt.datetime | None
    count: int = 1


def linked(
    *,
    organiser_id: uuid.UUID,
    chain: str,
    no: int,
    since: dt.datetime | None,
    until: dt.datetime,
    rows: int,
    columns: tuple[str, ...],
    root: bytes,
    prior: bytes,
) -> Link:
    """Return a seal with its own hash: of the one before, of the rows, and of what it says."""
    said = [
        str(organiser_id),
        chain,
        no,
        _written(since) if since else None,
        _written(until),
        rows,
        list(columns),
    ]
    words = json.dumps(said, separators=(",", ":"), ensure_ascii=True)
    link = hashlib.sha256(prior + root + words.encode()).digest()
    return Link(organiser_id, chain, no, since, until, rows, columns, root, prior, link)


def broken_links(chain: str, seals: Iterable[Link]) -> Iterator[Fault]:
    """Yield where a chain does not hang together: a seal is changed, gone, or slipped in."""
    before: Link | None = None
    for seal in seals:
        expected = linked(
            organiser_id=seal.organiser_id,
            chain=seal.chain,
            no=before.no + 1 if before else 1,
            since=before.until if before else None,
            until=seal.until,
            rows=seal.rows,
            columns=seal.columns,
            root=seal.root,
            prior=before.link if before else NOTHING,
        )
        if seal != expected:
            yield Fault(chain, Tampered.BROKEN, before.until if before else None, seal.until)
        before = seal


def difference(chain: str, seal: Link, rows: int, root: bytes) -> Fault | None:
    """Return how the rows of today differ from those that were sealed, or None."""
    if rows != seal.rows:
        what = Tampered.REMOVED if rows < seal.rows else Tampered.INSERTED
        return Fault(chain, what, seal.since, seal.until, abs(rows - seal.rows))
    if root != seal.root:
        return Fault(chain, Tampered.CHANGED, seal.since, seal.until)
    return None


def _written(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")

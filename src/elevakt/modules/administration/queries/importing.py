"""What has been taken in, what waits, and what is missing in the files, as one value each."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Case, When

from elevakt.modules.administration.models import RosterUpload
from elevakt.modules.administration.rules.lines import Line, Words
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.queries.giving import is_administrator
from elevakt.trust.access.queries.names import staff_names
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.audit import actions as gate
from elevakt.trust.people.actions.holding import STAYS_FOR_EVER
from elevakt.trust.people.models import HeldRow, RosterImport
from elevakt.trust.people.queries import stored_roster

MOST = 20
"""So many lines has a page: a line may name two persons, and a list shows at most fifty."""
LATEST = 30
IMPORTS = "imports"
"""Why an administrator sees a name: in the log."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An upload that has not been taken in, with the name of whoever sent it."""

    id: uuid.UUID
    at: dt.datetime
    source: str
    name: str
    is_mine: bool
    waits: bool


@dataclass(frozen=True, slots=True)
class Done:
    """A roster that was taken in, with names and all its rows counted together.

    :param by_command: whether it was taken in on the machine itself, and so by nobody by name
    """

    id: uuid.UUID
    at: dt.datetime
    source: str
    by_command: bool
    name: str
    second: str
    added: int
    changed: int
    ended: int
    held: int
    undone_at: dt.datetime | None
    can_be_undone: bool


@dataclass(frozen=True, slots=True)
class ImportsPage:
    """What waits and what has been taken in; to a second person only what waits for her."""

    is_administrator: bool
    waiting: list[Waiting]
    done: list[Done]
    missing: int


def imports_page(actor: Actor) -> ImportsPage:
    """Return what waits and what has been taken in.

    :raises NotFound: if the actor is no administrator and nothing waits for her
    """
    administers = is_administrator(actor)
    uploads = list(RosterUpload.objects.defer("files").order_by("-at")[:LATEST])
    if not (administers or uploads):
        raise NotFound
    made = list(RosterImport.objects.order_by("-at", "-id")[:LATEST])
    keys = {one.by_person_id for one in uploads}
    keys |= {key for one in made for key in (one.by_person_id, one.second_person_id) if key}
    cards = staff_names(actor, keys)
    names = {key: card.name for key, card in cards.items()}
    return ImportsPage(
        administers,
        [
            Waiting(
                one.id,
                one.at,
                one.source,
                names.get(one.by_person_id, ""),
                one.by_person_id == actor.person_id,
                one.accepted_at is not None,
            )
            for one in uploads
        ],
        [_done(one, names, is_latest=one is made[0]) for one in made],
        HeldRow.objects.filter(answered_at__isnull=True).count(),
    )


def _done(one: RosterImport, names: Mapping[uuid.UUID, str], *, is_latest: bool) -> Done:
    def total(what: str) -> int:
        return sum(of.get(what, 0) for of in one.counts.values())

    return Done(
        one.id,
        one.at,
        one.source,
        one.by_person_id is None,
        names.get(one.by_person_id, "") if one.by_person_id else "",
        names.get(one.second_person_id, "") if one.second_person_id else "",
        total("added"),
        total("changed"),
        total("ended"),
        total("held"),
        one.undone_at,
        is_latest and one.undone_at is None,
    )


@dataclass(frozen=True, slots=True)
class Missing:
    """A row that the latest files no longer have."""

    id: uuid.UUID
    line: Line
    since: dt.datetime
    can_end: bool


@dataclass(frozen=True, slots=True)
class MissingPage:
    """What is missing in the latest files and waits for an answer; the first of them."""

    rows: list[Missing]
    count: int
    persons: int


def missing_page(actor: Actor) -> MissingPage:
    """Return what is missing in the latest files, the first twenty.

    :raises NotFound: if the actor is no administrator
    """
    if not is_administrator(actor):
        raise NotFound
    waiting = HeldRow.objects.filter(answered_at__isnull=True)
    persons_first = Case(
        When(resource="persons", then=0), When(resource="duties", then=1), default=2
    )
    held = list(waiting.order_by(persons_first, "resource", "since", "id")[:MOST])
    if not held:
        return MissingPage([], 0, 0)
    with engine_writes():
        roster = stored_roster(actor.organiser_id)
    words = Words(roster)
    rows = {
        row.id: row
        for rows in (
            roster.organisations,
            roster.school_units,
            roster.persons,
            roster.duties,
            roster.groups,
            roster.activities,
        )
        for row in rows
    }
    shown = [
        Missing(
            one.id,
            words.line(rows[one.row_id], ""),
            one.since,
            one.resource not in STAYS_FOR_EVER,
        )
        for one in held
    ]
    show(actor, [one.line for one in shown])
    return MissingPage(shown, waiting.count(), waiting.filter(resource="persons").count())


def show(actor: Actor, lines: list[Line]) -> None:
    """Write down whom lines are about: an administrator has no other basis to see them."""
    gate.lists({person: IMPORTS for line in lines for person in line.persons})

"""Add to the ledger, as whoever acts. The database's INSERT policy answers whether she may."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from elevakt.engines.cases import models
from elevakt.engines.cases.enums import EntryKind, Role
from elevakt.engines.cases.rules.circles import PartDraft
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.ledger import Entry, Part
from elevakt.engines.cases.rules.values import Json
from elevakt.foundation.kernel import clock, ids
from elevakt.foundation.kernel.rows import insert
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class Words:
    """Free text of an entry, for one circle and about one person or the whole case."""

    text: str
    circle: str
    about_person: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Drafted:
    """An entry with its parts, before it is written."""

    entry: models.Entry
    parts: Sequence[models.EntryPart]

    def read(self) -> Entry:
        """Return it as the ledger will give it."""
        entry = self.entry
        return Entry(
            id=entry.id,
            no=entry.no,
            kind=EntryKind(entry.kind),
            at=entry.at,
            by_person=entry.by_person_id,
            by_role=entry.by_role,
            step=entry.step or None,
            instance=entry.instance,
            on_behalf_of=entry.on_behalf_of_id,
            happened_on=entry.happened_on,
            corrects=entry.corrects_id,
            definition_digest=entry.definition_digest,
            request_id=str(entry.request_id),
            parts=tuple(
                Part(one.circle, one.about_person_id, one.answers, one.text) for one in self.parts
            ),
        )


def append(*drafts: Drafted) -> None:
    """Append entries with their parts, in as many questions however many they are.

    What the actor does in place of somebody who is away says so.

    :raises ProgrammingError: if the database does not let this actor do this here
    """
    _say_in_whose_place([one.entry for one in drafts])
    insert([one.entry for one in drafts])
    insert([part for one in drafts for part in one.parts])


def drafted(
    actor: Actor,
    *,
    matter_id: uuid.UUID,
    no: int,
    kind: EntryKind,
    definition: Definition,
    role: str,
    step: str = "",
    instance: str = "",
    parts: Iterable[PartDraft] = (),
    words: Words | None = None,
    happened_on: dt.date | None = None,
    corrects: uuid.UUID | None = None,
    request_id: uuid.UUID | None = None,
) -> Drafted:
    """Return one entry with its parts, as the actor would write it now."""
    entry = models.Entry(
        organiser_id=actor.organiser_id,
        matter_id=matter_id,
        no=no,
        kind=kind,
        step=step,
        instance=instance,
        by_person_id=actor.person_id,
        by_role=role,
        at=clock.now(),
        happened_on=happened_on,
        corrects_id=corrects,
        definition_digest=definition.digest,
        request_id=request_id or ids.new(),
    )
    found = [_part(actor, entry, part.circle, part.about_person, part.answers) for part in parts]
    if words:
        found.append(_part(actor, entry, words.circle, words.about_person, {}, words.text))
    return Drafted(entry, found)


def sent_before(actor: Actor, request_id: uuid.UUID | None) -> uuid.UUID | None:
    """Return the case that the same form was sent to already; called inside ``engine_writes()``.

    Whoever got no answer sends again, and what was kept the first time is not kept twice.
    """
    if request_id is None:
        return None
    # Whoever waited in vain may send again while the first is still being written.
    asked("select pg_advisory_xact_lock(hashtextextended(%(key)s, 0))", {"key": str(request_id)})
    sent = asked(
        """
        select matter_id from cases.entry
         where request_id = %(request)s and by_person_id = %(person)s
        """,
        {"request": request_id, "person": actor.person},
    )
    return sent[0][0] if sent else None


def _say_in_whose_place(entries: Iterable[models.Entry]) -> None:
    """Write in entries for whom they are done, where their role is held only by standing in."""
    acts = [one for one in entries if one.by_person_id and one.by_role not in ("", Role.OPENER)]
    if not acts:
        return
    rows = asked(
        """
        select matter_id, role, min(stands_in_for_id::text)::uuid from access.my_reading
         where matter_id = any(%(matters)s) and side = 'staff'
         group by matter_id, role having bool_and(stands_in_for_id is not null)
        """,
        {"matters": [one.matter_id for one in acts]},
    )
    away = {(matter, role): person for matter, role, person in rows}
    for one in acts:
        one.on_behalf_of_id = away.get((one.matter_id, one.by_role))


def _part(
    actor: Actor,
    entry: models.Entry,
    circle: str,
    about: uuid.UUID | None,
    answers: Mapping[str, Json],
    text: str = "",
) -> models.EntryPart:
    return models.EntryPart(
        organiser_id=actor.organiser_id,
        entry=entry,
        matter_id=entry.matter_id,
        no=entry.no,
        by_person_id=actor.person_id,
        circle=circle,
        about_person_id=about,
        answers=dict(answers),
        text=text,
    )

"""What somebody may report, and what she sees afterwards of what she has reported."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from elevakt.engines.cases import models
from elevakt.engines.cases.enums import Asked, CaseState, Circle, OpenedBy
from elevakt.engines.cases.queries.cases import visible_case
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.queries.naming import Names, key_of, keys_in, names_of
from elevakt.engines.cases.queries.parts import FileRow, files_in
from elevakt.engines.cases.queries.uses import own_places, used_at
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.ledger import joined
from elevakt.engines.cases.rules.values import Json
from elevakt.trust.access.enums import Basis
from elevakt.trust.access.queries.finding import pupil_cards
from elevakt.trust.access.queries.homes import children
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.audit import actions as gate

FIRST = 1
"""The number of the entry that opens a case: the report as it was written."""


@dataclass(frozen=True)
class OwnReport:
    """What somebody reported, in her own words, and how it goes. Never the number."""

    id: uuid.UUID
    definition: Definition
    state: CaseState
    sent_at: dt.datetime
    answers: Mapping[str, Json]
    named: Sequence[Mapping[str, Json]]
    names: Names
    files: Mapping[uuid.UUID, FileRow]


def may_report(actor: Actor) -> list[Definition]:
    """Return what the actor may report: what is used where she works, or where her children go.

    What is asked for often comes first, and what fits nowhere else last.
    """
    used = used_at(actor, own_places(actor))
    by = {OpenedBy.STAFF} if actor.is_staff else {OpenedBy.GUARDIAN, OpenedBy.PUPIL}
    places = list(Asked)
    reported = [one for one in used if one.report_as and by & set(one.opened_by)]
    return sorted(reported, key=lambda one: places.index(one.asked))


def to_report(actor: Actor, process: str) -> Definition:
    """Return the definition that a report of this process follows.

    :raises NotFound: if the actor cannot report it
    """
    for one in may_report(actor):
        if one.id == process:
            return one
    raise NotFound


def opened_by(actor: Actor, pupils: Sequence[uuid.UUID]) -> OpenedBy:
    """Return from where a report about these comes: the school, the home, or the child."""
    if actor.is_staff:
        return OpenedBy.STAFF
    return OpenedBy.PUPIL if list(pupils) == [actor.person_id] else OpenedBy.GUARDIAN


def own_children(actor: Actor) -> list[tuple[uuid.UUID, str]]:
    """Return those whom somebody at home may report about: the own children, or herself."""
    return [(child.id, child.name) for child in children(actor)]


def cards(actor: Actor, keys: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return name and class of pupils that were picked in a search, by key; others are left out."""
    picked = {text: key for text in keys if (key := key_of(text))}
    found = {card.id: (card.name, card.class_name) for card in pupil_cards(actor, picked.values())}
    return {text: found[key] for text, key in picked.items() if key in found}


def own_report(actor: Actor, case_id: uuid.UUID) -> OwnReport:
    """Return what the actor reported.

    :raises NotFound: if there is no such report of hers
    """
    case = visible_case(actor, case_id)
    parts = list(
        models.EntryPart.objects.filter(
            matter_id=case_id, by_person_id=actor.person_id, circle=Circle.REPORT
        ).order_by("no")
    )
    if not any(part.no == FIRST for part in parts):
        raise NotFound
    named = [part.answers for part in parts if part.no != FIRST and "role" in part.answers]
    answers = joined(part.answers for part in parts if part.no == FIRST)
    keys = [key for one in (answers, *named) for key in keys_in(one)]
    words = {uuid.UUID(str(one["key"])): str(one["words"]) for one in named if one.get("words")}
    names = names_of(actor, keys, words=words)
    gate.opens(dict.fromkeys(names.persons, Basis.REPORTED), matter_id=case_id)
    return OwnReport(
        id=case_id,
        definition=definition(case.process, case.version),
        state=CaseState(case.state),
        sent_at=case.opened_at,
        answers=answers,
        named=named,
        names=names,
        files=files_in(case_id),
    )

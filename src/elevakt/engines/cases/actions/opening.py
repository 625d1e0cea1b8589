"""Open a case."""

import uuid
from collections.abc import Iterator, Mapping, Sequence

from elevakt.engines.cases import models
from elevakt.engines.cases.actions.effects import follow
from elevakt.engines.cases.actions.files import take_up
from elevakt.engines.cases.actions.homes import begin_homes
from elevakt.engines.cases.actions.projecting import as_it_stands, project_first
from elevakt.engines.cases.actions.refusing import Refused, WrongAnswers
from elevakt.engines.cases.actions.writing import Drafted, append, drafted, sent_before
from elevakt.engines.cases.enums import Circle, EntryKind, OpenedBy, Role
from elevakt.engines.cases.queries.surroundings import around, facts_of, places_of
from elevakt.engines.cases.rules.acts import may_open
from elevakt.engines.cases.rules.answers.checking import check_answers, lacking_people
from elevakt.engines.cases.rules.circles import PartDraft, parts_of
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.people import Named
from elevakt.engines.cases.rules.used import placed, unplaced
from elevakt.engines.cases.rules.values import Json
from elevakt.engines.records.actions.numbering import next_number
from elevakt.foundation.kernel import clock, ids
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.models import Matter
from elevakt.trust.access.rules.actor import Actor


def open_case(
    actor: Actor,
    *,
    definition: Definition,
    opened_by: OpenedBy,
    people: Sequence[Named],
    posted: Mapping[str, object],
    request_id: uuid.UUID | None = None,
) -> uuid.UUID:
    """Open a case with its first step, and return its key.

    Whoever may report may report on anybody of the organiser, and gets nothing to read by it but
    the own report and how it goes.

    :param request_id: the key of the sent form; the same form sent twice opens one case
    :raises Refused: if such a case is not opened from here
    :raises WrongAnswers: if an answer or a person is missing or wrong
    """
    refusal = may_open(definition, opened_by)
    if refusal:
        raise Refused(refusal.why, definition)
    with engine_writes():
        sent = sent_before(actor, request_id)
        if sent is not None:
            return sent
        everybody = placed(people, places_of(unplaced(people)))
        case = _new_case(actor, definition, opened_by, _leading_unit(definition, everybody))
        found = around(case, everybody)
    facts = facts_of(case, definition, (), everybody, found)
    checked = check_answers(definition, definition.start, posted, facts=facts)
    lacking = lacking_people(definition, facts)
    if checked.faults or lacking:
        raise WrongAnswers(checked.faults, lacking)
    opened = _opened(actor, case, definition, checked.answers, facts, request_id)
    drafts = [opened, *_named(actor, case, definition, everybody)]
    append(*drafts)
    with engine_writes():
        now = as_it_stands(case, [one.read() for one in drafts], found)
        is_hidden = now.facts.lead is not Role.PRINCIPAL
        case.number = next_number(actor.organiser_id, None if is_hidden else case.unit_id)
        project_first(now)
        begin_homes(case, definition, now.facts)
        take_up(actor, case, no=1, step=definition.start, answers=checked.answers, as_written=True)
        follow(actor, None, now)
    return case.matter_id


def _opened(
    actor: Actor,
    case: models.Case,
    definition: Definition,
    answers: Mapping[str, Json],
    facts: Facts,
    request_id: uuid.UUID | None,
) -> Drafted:
    return drafted(
        actor,
        matter_id=case.matter_id,
        no=1,
        kind=EntryKind.OPENED,
        definition=definition,
        role=Role.OPENER,
        step=definition.start.id,
        parts=parts_of(definition, definition.start, answers, facts),
        request_id=request_id,
    )


def _named(
    actor: Actor, case: models.Case, definition: Definition, people: Sequence[Named]
) -> Iterator[Drafted]:
    for no, one in enumerate(people, 2):
        yield drafted(
            actor,
            matter_id=case.matter_id,
            no=no,
            kind=EntryKind.PERSON_ADDED,
            definition=definition,
            role=Role.OPENER,
            parts=[naming(definition, one, Circle.REPORT)],
        )


def naming(definition: Definition, one: Named, circle: Circle) -> PartDraft:
    """Return the part that names somebody. A witness has no part, and so none about her either."""
    about = one.person if definition.people[one.role].part else None
    return PartDraft(circle, about, one.answers)


def _leading_unit(definition: Definition, people: Sequence[Named]) -> uuid.UUID | None:
    role = definition.lead_unit.enrolment_of
    return next((one.unit for one in people if one.role == role and one.unit), None)


def _new_case(
    actor: Actor, definition: Definition, opened_by: OpenedBy, unit_id: uuid.UUID | None
) -> models.Case:
    """Return a case of which nothing is written yet."""
    matter = Matter(id=ids.new(), organiser_id=actor.organiser_id, scope=definition.id)
    return models.Case(
        matter=matter,
        organiser_id=actor.organiser_id,
        unit_id=unit_id,
        process=definition.id,
        version=definition.version,
        digest=definition.digest,
        opened_by=opened_by,
        opened_at=clock.now(),
    )

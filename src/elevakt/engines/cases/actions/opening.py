"""Open a case."""

import uuid
from collections.abc import Mapping, Sequence

from elevakt.engines.cases import models
from elevakt.engines.cases.actions.effects import follow
from elevakt.engines.cases.actions.files import take_up
from elevakt.engines.cases.actions.projecting import project
from elevakt.engines.cases.actions.refusing import Refused, WrongAnswers
from elevakt.engines.cases.actions.writing import append
from elevakt.engines.cases.enums import CaseState, Circle, EntryKind, OpenedBy, Role
from elevakt.engines.cases.queries.surroundings import facts_about, surroundings, unit_of
from elevakt.engines.cases.rules.acts import may_open
from elevakt.engines.cases.rules.answers.checking import check_answers, lacking_people
from elevakt.engines.cases.rules.circles import PartDraft, parts_of
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.people import Named
from elevakt.engines.cases.rules.values import Json
from elevakt.engines.records.actions.numbering import next_number
from elevakt.foundation.kernel import clock, ids
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.enums import HomeAnswer
from elevakt.trust.access.models import HomeDecision, Matter
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
        raise Refused(refusal.why)
    matter_id = ids.new()
    with engine_writes():
        sent = _sent_before(actor, request_id)
        if sent is not None:
            return sent
        placed = [_placed(one) for one in people]
        unit_id = _leading_unit(definition, placed)
        facts = facts_about(
            placed,
            definition,
            surroundings(placed, matter_id=matter_id, unit_id=unit_id, process=definition.id),
            opened_by=opened_by,
            opened_at=clock.now(),
            assignments={},
        )
    checked = check_answers(definition, definition.start, posted, facts=facts)
    lacking = lacking_people(definition, facts)
    if checked.faults or lacking:
        raise WrongAnswers(checked.faults, lacking)
    _write(actor, matter_id, definition, placed, facts, checked.answers, request_id)
    with engine_writes():
        case = _make_case(actor, matter_id, definition, opened_by, unit_id, facts)
        take_up(case, no=1, step=definition.start, answers=checked.answers, circle=Circle.REPORT)
        follow(actor, None, project(case))
    return matter_id


def _sent_before(actor: Actor, request_id: uuid.UUID | None) -> uuid.UUID | None:
    """Return the case that the same form has opened already, if it was sent twice."""
    if request_id is None:
        return None
    sent = models.Entry.objects.filter(request_id=request_id, by_person_id=actor.person_id).first()
    return sent.matter_id if sent else None


def _write(
    actor: Actor,
    matter_id: uuid.UUID,
    definition: Definition,
    people: Sequence[Named],
    facts: Facts,
    answers: Mapping[str, Json],
    request_id: uuid.UUID | None,
) -> None:
    append(
        actor,
        matter_id=matter_id,
        no=1,
        kind=EntryKind.OPENED,
        definition=definition,
        role=Role.OPENER,
        step=definition.start.id,
        parts=parts_of(definition, definition.start, answers, facts),
        request_id=request_id,
    )
    for no, one in enumerate(people, 2):
        append(
            actor,
            matter_id=matter_id,
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


def _placed(one: Named) -> Named:
    """Return somebody who is named with the unit where she is today, if she is a pupil."""
    if one.person is None or one.unit is not None:
        return one
    return Named(one.key, one.role, one.kind, unit_of(one.key), one.words, one.replaces, one.at)


def _leading_unit(definition: Definition, people: Sequence[Named]) -> uuid.UUID | None:
    role = definition.lead_unit.enrolment_of
    return next((one.unit for one in people if one.role == role and one.unit), None)


def _make_case(
    actor: Actor,
    matter_id: uuid.UUID,
    definition: Definition,
    opened_by: OpenedBy,
    unit_id: uuid.UUID | None,
    facts: Facts,
) -> models.Case:
    is_hidden = facts.lead is not Role.PRINCIPAL
    matter = Matter.objects.create(
        id=matter_id,
        organiser_id=actor.organiser_id,
        led_by_unit_id=None,
        lead_circles=[],
        lead_role="",
        part_circles=[],
        scope=definition.id,
        officer_circles=[],
        officer_role="",
    )
    HomeDecision.objects.bulk_create(
        HomeDecision(
            organiser_id=actor.organiser_id,
            matter=matter,
            pupil_id=one.pupil,
            guardian_id=one.guardian,
            answer=HomeAnswer(one.answer),
            reason="",
            decided_by_id=None,
            decided_at=clock.now(),
        )
        for one in facts.guardians
    )
    return models.Case.objects.create(
        matter=matter,
        organiser_id=actor.organiser_id,
        unit_id=unit_id,
        process=definition.id,
        version=definition.version,
        digest=definition.digest,
        number=next_number(actor.organiser_id, None if is_hidden else unit_id),
        state=CaseState.NEW,
        lead=facts.lead,
        opened_by=opened_by,
        opened_at=clock.now(),
        last_no=1,
    )

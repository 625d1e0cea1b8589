"""Home decisions: how each begins, and what somebody decides. None is changed; the latest counts.

What keeps them is called inside ``engine_writes()``.
"""

import uuid
from collections.abc import Collection, Mapping

from elevakt.engines.cases import models
from elevakt.engines.cases.actions.projecting import Standing
from elevakt.engines.cases.enums import EntryKind, FieldType
from elevakt.engines.cases.rules.answers.tables import home_rows
from elevakt.engines.cases.rules.definition import Definition, Step
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.sentences import Sentence, say
from elevakt.engines.cases.rules.values import Json
from elevakt.foundation.kernel import clock
from elevakt.foundation.kernel.rows import insert
from elevakt.trust.access.enums import HomeAnswer
from elevakt.trust.access.models import HomeDecision
from elevakt.trust.access.queries.names import person_names
from elevakt.trust.access.rules.actor import Actor


def unknown_homes(actor: Actor, of: Step, answers: Mapping[str, Json]) -> dict[str, Sentence]:
    """Return a fault for each home that is to know, and that the actor may not know herself.

    To let one know whom one cannot see would be a guess, and she may be the one a child is hidden
    from. It stays closed until somebody decides who may know the child.
    """
    asked = {
        f"{field.id}.{row['pupil']}/{row['guardian']}": (row["pupil"], row["guardian"])
        for field in of.fields
        if field.type is FieldType.HOME_DECISION
        for row in _rows(answers.get(field.id))
        if row["answer"] == HomeAnswer.INFORM
    }
    if not asked:
        return {}
    keys = {uuid.UUID(str(key)) for pair in asked.values() for key in pair}
    seen = {str(key) for key in person_names(actor, keys)}
    why = say("Du ser inte vem det är. Därför går det inte att välja ”Får kontaktas”.")
    return {path: why for path, pair in asked.items() if not seen.issuperset(map(str, pair))}


def begin_homes(
    case: models.Case,
    definition: Definition,
    facts: Facts,
    *,
    decided: Collection[tuple[uuid.UUID, uuid.UUID]] = (),
) -> None:
    """Let the answer begin for each guardian about whom it is to be decided and has not yet.

    A witness has no part in the case, so nothing is decided about her home and nothing begins.
    """
    insert(
        HomeDecision(
            organiser_id=case.organiser_id,
            matter_id=case.matter_id,
            pupil_id=one.pupil,
            guardian_id=one.guardian,
            answer=one.answer,
            reason="",
            decided_by_id=None,
            decided_at=clock.now(),
        )
        for one in home_rows(definition, facts)
        if (one.pupil, one.guardian) not in decided
    )


def decide_homes(actor: Actor, case: models.Case, of: Step, answers: Mapping[str, Json]) -> None:
    """Keep each home decision that the answers hold."""
    rows = [
        row
        for field in of.fields
        if field.type is FieldType.HOME_DECISION
        for row in _rows(answers.get(field.id))
    ]
    insert(
        HomeDecision(
            organiser_id=actor.organiser_id,
            matter_id=case.matter_id,
            pupil_id=uuid.UUID(str(row["pupil"])),
            guardian_id=uuid.UUID(str(row["guardian"])),
            answer=str(row["answer"]),
            reason=str(row.get("reason", "")),
            decided_by_id=actor.person_id,
            decided_at=clock.now(),
        )
        for row in rows
    )


def take_back_homes(actor: Actor, now: Standing, withdrawn: uuid.UUID) -> None:
    """Let each home that a withdrawn act decided about be asked about first, until decided anew.

    What corrected the act goes with it. A home that has been decided about since is left as it is.
    """
    void = {withdrawn}
    for entry in now.entries:
        if entry.kind is EntryKind.CORRECTED and entry.corrects in void:
            void.add(entry.id)
    moments = {entry.at for entry in now.entries if entry.id in void}
    insert(
        HomeDecision(
            organiser_id=actor.organiser_id,
            matter_id=now.case.matter_id,
            pupil_id=pupil,
            guardian_id=guardian,
            answer=HomeAnswer.ASK,
            reason="",
            decided_by_id=actor.person_id,
            decided_at=clock.now(),
        )
        for (pupil, guardian), made in now.around.decided.items()
        if made.by_somebody and made.at in moments
    )


def _rows(value: Json) -> list[dict[str, Json]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []

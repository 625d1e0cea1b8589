"""Report: open a case by the version that is used where those whom it is about go to school."""

import uuid
from collections.abc import Mapping, Sequence

from elevakt.engines.cases.actions.opening import open_case
from elevakt.engines.cases.actions.refusing import WrongAnswers
from elevakt.engines.cases.enums import OpenedBy
from elevakt.engines.cases.queries.definitions import definition as definition_of
from elevakt.engines.cases.queries.surroundings import places_of
from elevakt.engines.cases.queries.uses import decided_uses
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.people import Named
from elevakt.engines.cases.rules.sentences import Sentence, say
from elevakt.engines.cases.rules.used import (
    Place,
    asks_the_same,
    placed,
    unplaced,
    version_used,
)
from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.rules.actor import Actor


def report_case(
    actor: Actor,
    *,
    definition: Definition,
    opened_by: OpenedBy,
    people: Sequence[Named],
    posted: Mapping[str, object],
    request_id: uuid.UUID | None = None,
) -> uuid.UUID:
    """Report, and return the key of the case.

    :param definition: the version whose form was filled in
    :raises Refused: if such a case is not opened from here
    :raises WrongAnswers: if an answer or a person is missing or wrong, or the process is not used
        where those whom it is about go to school
    """
    definition, people = at_their_school(actor, definition, people)
    return open_case(
        actor,
        definition=definition,
        opened_by=opened_by,
        people=people,
        posted=posted,
        request_id=request_id,
    )


def at_their_school(
    actor: Actor, definition: Definition, people: Sequence[Named]
) -> tuple[Definition, list[Named]]:
    """Return the version that a new case about these follows, and each with the unit where she is.

    It is the one used where the case is led; where that one asks something else at first, it is the
    one whose form was filled in, so that nothing that was written is lost.

    :raises WrongAnswers: if none is used there; the sentence is the same whoever it is about
    """
    decided = decided_uses(actor).get(definition.id, [])
    begun = [one.use for one in decided if one.from_day <= clock.today()]
    with engine_writes():
        places = places_of(unplaced(people))
    version = version_used(begun, _place(definition, people, places))
    if version is None:
        raise WrongAnswers({}, [_not_used([one.instead for one in decided])])
    there = definition_of(definition.id, version)
    followed = there if asks_the_same(definition, there) else definition
    return followed, placed(people, places)


def _place(
    definition: Definition, people: Sequence[Named], places: Mapping[uuid.UUID, Place]
) -> Place:
    """Return where a case about these is led, as the engine places them; anywhere if unknown."""
    role = definition.lead_unit.enrolment_of
    leading = [one for one in people if one.role == role]
    found = (Place(one.unit) if one.unit else places.get(one.key) for one in leading)
    return next((place for place in found if place), Place())


def _not_used(instead: Sequence[str]) -> Sentence:
    said = next((words for words in reversed(instead) if words), None)
    return say(
        "Det här används inte än på den skolan eller i den årskursen. Inget är skickat, och det du "
        "har skrivit står kvar. {instead}",
        instead=said or say("Prata med rektor så länge."),
    )

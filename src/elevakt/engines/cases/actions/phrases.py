"""Keep words that are written again and again, for oneself or for everybody of the organiser."""

import uuid

from elevakt.engines.cases import models
from elevakt.engines.cases.queries.phrases import banks_of, may_edit
from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound


def add_phrase(actor: Actor, *, process: str, place: str, text: str, for_all: bool) -> None:
    """Keep a phrase at a place of a process. One that is there already is not kept twice.

    :param for_all: whether it is the organiser's, offered to everybody
    :raises NotFound: if there is no such place, or the organiser's are not the actor's to edit
    """
    found = banks_of(actor, process)
    bank = next((one for one in found.banks if one.place.key == place), None)
    if bank is None or (for_all and not found.may_edit):
        raise NotFound
    words = " ".join(text.split())
    if any(row.text == words and row.is_own is not for_all for row in bank.rows):
        return
    models.Phrase.objects.create(
        organiser_id=actor.organiser_id,
        process=process,
        place=place,
        text=words,
        person_id=None if for_all else actor.person,
        added_by_id=actor.person,
        added_at=clock.now(),
    )


def remove_phrase(actor: Actor, *, process: str, phrase_id: uuid.UUID) -> None:
    """Take away a phrase of one's own, or one of the organiser's that one edits.

    :raises NotFound: if there is none, or it is not the actor's to take away
    """
    found = models.Phrase.objects.filter(id=phrase_id, process=process).first()
    if found is None or (found.person_id is None and not may_edit(actor, process)):
        raise NotFound
    with engine_writes():
        models.Phrase.objects.filter(id=phrase_id).delete()

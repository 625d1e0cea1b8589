"""Write what one remembers, throw it away, and sign what a profession keeps."""

import datetime as dt
import uuid

from elevakt.foundation.kernel import clock
from elevakt.modules.notes.models import MemoryNote, ProfessionNote
from elevakt.modules.notes.queries import file_page
from elevakt.modules.notes.rules import goes_on
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.queries.pupils import seen_among
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound

AFTER_LEAVING = dt.timedelta(days=30)
"""Whoever leaves reads nothing more the same second; it is thrown away when it was no mistake."""


def remember(actor: Actor, *, text: str, pupil_id: uuid.UUID | None = None) -> None:
    """Keep something for the actor alone.

    :raises NotFound: if it is about a pupil whom she does not reach
    """
    if pupil_id and not seen_among(actor, [pupil_id]):
        raise NotFound
    MemoryNote.objects.bulk_create(
        [
            MemoryNote(
                organiser_id=actor.organiser_id,
                person_id=actor.person,
                pupil_id=pupil_id,
                text=text,
                written_at=clock.now(),
                goes_on=goes_on(clock.today()),
            )
        ]
    )


def forget(actor: Actor, note_id: uuid.UUID) -> None:
    """Throw away one of the actor's own notes.

    :raises NotFound: if it is none of hers
    """
    if not MemoryNote.objects.filter(id=note_id).exists():
        raise NotFound
    with engine_writes():
        MemoryNote.objects.filter(id=note_id).delete()


def sign(actor: Actor, *, pupil_id: uuid.UUID, text: str, happened_on: dt.date) -> None:
    """Add a signed note to what the actor's profession keeps of a pupil; it is never changed.

    :raises NotFound: if she has no such profession where the pupil goes
    """
    page = file_page(actor, pupil_id)
    ProfessionNote.objects.bulk_create(
        [
            ProfessionNote(
                organiser_id=actor.organiser_id,
                unit_id=page.pupil.unit_id,
                profession=page.profession,
                pupil_id=pupil_id,
                by_person_id=actor.person,
                happened_on=happened_on,
                written_at=clock.now(),
                text=text,
            )
        ]
    )


def throw_away() -> int:
    """Throw away what nobody may remember any more, and return how much it was. As machinery.

    What goes: what is past its day, and what was written by somebody who left a while ago.
    """
    MemoryNote.objects.filter(goes_on__lte=clock.today()).delete()
    left = asked(
        """
        select note.id from notes.memory_note note
         where not exists (select from people.duty duty where duty.person_id = note.person_id
                 and coalesce(upper(duty.period) > %(since)s, true))
        """,
        {"since": clock.now() - AFTER_LEAVING},
    )
    gone = [key for (key,) in left]
    MemoryNote.objects.filter(id__in=gone).delete()
    return len(gone)

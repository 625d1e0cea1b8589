"""Send in a roster, look at what it would change, and take it in. It says and does as the machine.

What opens something for whoever sends it in, or for her kin, or lays bare somebody protected, waits
for a second person. An administrator comes to read no case by any of it.
"""

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from elevakt.foundation.kernel import clock, ids
from elevakt.foundation.kernel.rows import insert
from elevakt.modules.administration.actions.telling import tell_others
from elevakt.modules.administration.models import RosterAnswer, RosterUpload
from elevakt.modules.administration.rules import unpacking
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.queries.giving import is_administrator
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.people.actions.holding import NotHeld, answer_held, end_all_held
from elevakt.trust.people.actions.importing import TooMuchIsMissing, take_in, take_turns
from elevakt.trust.people.actions.undoing import BuiltOn, latest, take_back
from elevakt.trust.people.models import HeldRow, Organisation, Responsible, RosterImport
from elevakt.trust.people.queries import stored_roster
from elevakt.trust.people.rules.csv_files.reading import read_roster as read_csv
from elevakt.trust.people.rules.difference import Difference, difference
from elevakt.trust.people.rules.opening import kin_of, opened_for, together
from elevakt.trust.people.rules.roster import (
    ActivityTeacher,
    AssignmentRole,
    Duty,
    Roster,
    Row,
)
from elevakt.trust.people.rules.ss12000.reading import read_roster as read_ss12000

PATIENCE = dt.timedelta(days=7)
IMPORTED, IMPORT_TO_CONFIRM, IMPORT_ANSWERED = "imported", "import_to_confirm", "import_answered"
"""The kinds of notice."""

IMPORTED_TITLE = gettext_noop("Elevregistret har ändrat vem som har tillgång")
IMPORT_TO_CONFIRM_TITLE = gettext_noop("En inläsning väntar på att du bekräftar den")
IMPORT_ANSWERED_TITLE = gettext_noop("Din inläsning har fått svar")


class AnothersRoster(Exception):
    """The files are those of another organiser."""


class NobodyConfirms(Exception):
    """It takes a second person, and there is none."""


class AnotherMust(Exception):
    """It would open something for whoever does it: another administrator must."""


class HasChanged(Exception):
    """It would open something else now than what was looked at."""


@dataclass(frozen=True, slots=True)
class Look:
    """What an upload would change.

    :param now: the roster as it stands
    :param everything: that together with the one that comes in
    :param opened: what would give whoever sent it, or her kin, more to read
    """

    now: Roster
    everything: Roster
    found: Difference
    opened: tuple[Row, ...]

    @property
    def digest(self) -> str:
        """What is opened as one word, so that what is confirmed is what was seen."""
        return hashlib.sha256(repr(self.opened).encode()).hexdigest()


def send(actor: Actor, sent: Iterable[tuple[str, bytes]]) -> uuid.UUID:
    """Lay the files of a roster aside, as the actor; return the key by which she finds them.

    :raises NotFound: if she is no administrator
    :raises NotARoster: if it is something else, or too large
    :raises RosterFaults: with one sentence for each fault
    :raises AnothersRoster: if it is another organiser's
    """
    if not is_administrator(actor):
        raise NotFound
    source, files = unpacking.unpacked(sent)
    _read(source, files, actor.organiser_id)
    upload = RosterUpload(
        id=ids.new(),
        organiser_id=actor.organiser_id,
        by_person_id=actor.person,
        at=clock.now(),
        source=source,
        files=unpacking.packed(files),
    )
    upload.save(force_insert=True)
    return upload.id


def look(actor: Actor, upload_id: uuid.UUID) -> tuple[RosterUpload, Look]:
    """Return what an upload of the actor's, or one that waits for her, would change.

    :raises NotFound: if there is none by that key
    """
    upload = RosterUpload.objects.defer("files").filter(id=upload_id).first()
    if upload is None:
        raise NotFound
    with engine_writes():
        return upload, _look(upload)


def accept(actor: Actor, upload_id: uuid.UUID, *, is_missing_right: bool) -> bool:
    """Take in what the actor has sent; return whether it waits for a second person instead.

    :raises NotFound: if there is none by that key, or it waits already
    :raises TooMuchIsMissing: unless she says that it is right
    :raises NobodyConfirms: if it takes a second person and there is none
    """
    take_turns(actor.organiser_id)
    upload, seen = look(actor, upload_id)
    if upload.by_person_id != actor.person or upload.accepted_at is not None:
        raise NotFound
    if seen.found.stops and not is_missing_right:
        raise TooMuchIsMissing
    with engine_writes():
        if not seen.opened:
            _take_in(actor, upload, seen, is_missing_right=is_missing_right)
            return False
        seconds = {
            row[0] for row in asked("select access.seconds_of(%(me)s)", {"me": actor.person})
        }
        if not seconds:
            raise NobodyConfirms
        RosterUpload.objects.filter(id=upload.id).update(
            accepted_at=clock.now(), is_missing_right=is_missing_right
        )
    once = f"import:{upload.id}"
    tell_others(actor, seconds, IMPORT_TO_CONFIRM, IMPORT_TO_CONFIRM_TITLE, once)
    return True


def answer(actor: Actor, upload_id: uuid.UUID, *, is_confirmed: bool, digest: str) -> None:
    """Say yes or no, as the second person, to what an import opens for whoever sent it.

    :raises NotFound: if nothing by that key waits for the actor
    :raises HasChanged: if it opens something else than what she has looked at
    """
    take_turns(actor.organiser_id)
    upload, seen = look(actor, upload_id)
    if upload.by_person_id == actor.person or upload.accepted_at is None:
        raise NotFound
    lacks = seen.found.stops and not upload.is_missing_right
    if is_confirmed and (seen.digest != digest or lacks):
        raise HasChanged
    insert(
        [
            RosterAnswer(
                id=upload.id,
                organiser_id=actor.organiser_id,
                by_person_id=upload.by_person_id,
                is_confirmed=is_confirmed,
                answered_by_id=actor.person,
                answered_at=clock.now(),
            )
        ]
    )
    with engine_writes():
        if is_confirmed:
            _take_in(actor, upload, seen, is_missing_right=upload.is_missing_right)
        else:
            RosterUpload.objects.filter(id=upload.id).delete()
    once = f"import_answered:{upload.id}"
    tell_others(actor, [upload.by_person_id], IMPORT_ANSWERED, IMPORT_ANSWERED_TITLE, once)


def throw_away(actor: Actor, upload_id: uuid.UUID) -> None:
    """Throw away what the actor has sent.

    :raises NotFound: if there is none by that key
    """
    mine = RosterUpload.objects.filter(id=upload_id, by_person_id=actor.person)
    if not mine.exists():
        raise NotFound
    with engine_writes():
        RosterUpload.objects.filter(id=upload_id).delete()


def forget_uploads() -> None:
    """Throw away files that nobody has taken in for a week. Called as machinery."""
    RosterUpload.objects.filter(at__lt=clock.now() - PATIENCE).delete()


def undo(actor: Actor, import_id: uuid.UUID) -> RosterImport:
    """Take back the latest import.

    :raises NotFound: if the actor is no administrator
    :raises NothingToTakeBack: if that is not the latest, or it has been taken back
    :raises BuiltOn: if something has been built on it; the text says what
    :raises AnotherMust: if to take it back opens something for the actor or her kin
    """
    if not is_administrator(actor) or not RosterImport.objects.filter(id=import_id).exists():
        raise NotFound
    take_turns(actor.organiser_id)
    with transaction.atomic(), engine_writes():
        made = latest(actor.organiser_id)
        if made is None or made.id != import_id:
            raise NotFound
        before = stored_roster(actor.organiser_id)

        def look_again() -> None:
            after = stored_roster(actor.organiser_id)
            found = difference(before, after, today=clock.today())
            if found.no_longer_protected:
                raise BuiltOn(_("någon skulle förlora ett skydd som kom med den"))
            if _opened(found, together(before, after), actor.person):
                raise AnotherMust

        return take_back(actor.organiser_id, by_person_id=actor.person, look=look_again)


def answer_missing(actor: Actor, held_id: uuid.UUID, *, is_ended: bool) -> None:
    """Say that what is missing in the files has ended, or that it stays.

    :raises NotFound: if the actor is no administrator, or nothing by that key waits
    """
    if not HeldRow.objects.filter(id=held_id).exists():
        raise NotFound
    try:
        with transaction.atomic(), engine_writes():
            answer_held(actor.organiser_id, held_id, by_person_id=actor.person, is_ended=is_ended)
    except NotHeld:
        raise NotFound from None


def end_all_missing(actor: Actor) -> int:
    """Say that everybody who is missing in the files has left; return how many.

    :raises NotFound: if the actor is no administrator
    """
    if not is_administrator(actor):
        raise NotFound
    take_turns(actor.organiser_id)
    with engine_writes():
        return end_all_held(actor.organiser_id, by_person_id=actor.person)


def _read(source: str, files: Mapping[str, bytes], organiser_id: uuid.UUID) -> Roster:
    if source == unpacking.CSV:
        incoming = read_csv(files, organiser_id=organiser_id)
        own = Organisation.objects.get(id=organiser_id).organisation_number
        if own and own != incoming.organiser.organisation_number:
            raise AnothersRoster
        return incoming
    texts = {name: text.decode("utf-8", "surrogateescape") for name, text in files.items()}
    incoming = read_ss12000(texts)
    if incoming.organiser.id != organiser_id:
        raise AnothersRoster
    return incoming


def _look(upload: RosterUpload) -> Look:
    files = RosterUpload.objects.values_list("files", flat=True).get(id=upload.id)
    incoming = _read(upload.source, unpacking.opened(bytes(files)), upload.organiser_id)
    now = stored_roster(upload.organiser_id)
    everything = together(now, incoming)
    found = difference(now, incoming, today=clock.today())
    return Look(now, everything, found, _opened(found, everything, upload.by_person_id))


def _opened(found: Difference, everything: Roster, person_id: uuid.UUID) -> tuple[Row, ...]:
    """Return what a difference opens for somebody and her kin, and who is laid bare by it."""
    pairs = [
        *Responsible.objects.values_list("guardian_id", "pupil_id"),
        *((one.guardian_id, one.pupil_id) for one in everything.responsibles),
    ]
    return opened_for(found, everything, kin_of(person_id, pairs))


def _take_in(actor: Actor, upload: RosterUpload, seen: Look, *, is_missing_right: bool) -> None:
    take_in(
        actor.organiser_id,
        seen.found,
        source=upload.source,
        by_person_id=upload.by_person_id,
        second_person_id=None if upload.by_person_id == actor.person else actor.person,
        is_confirmed=is_missing_right,
    )
    RosterUpload.objects.filter(id=upload.id).delete()
    gainers = _gainers(seen)
    if not gainers:
        return
    leaders = asked("select access.lead_over(%(staff)s)", {"staff": gainers})
    tell_others(
        actor, {row[0] for row in leaders}, IMPORTED, IMPORTED_TITLE, f"imported:{upload.id}"
    )


def _gainers(seen: Look) -> list[uuid.UUID]:
    """Return the staff who may come to read more by it."""
    holders = {one.id: one.person_id for one in seen.everything.duties}
    gained = {
        holders[one.id if isinstance(one, Duty) else one.duty_id]
        for one in seen.found.gains
        if isinstance(one, Duty | AssignmentRole | ActivityTeacher)
    }
    return sorted(gained)

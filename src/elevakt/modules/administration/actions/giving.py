"""Give, confirm and take away what is given by an act, and sign who reaches a unit's pupils."""

import datetime as dt
import uuid

from django.utils.translation import gettext_noop

from elevakt.engines.notifications.actions import Told, tell
from elevakt.foundation.kernel import clock
from elevakt.foundation.kernel.rows import insert
from elevakt.modules.administration.actions.telling import tell_others
from elevakt.modules.administration.models import AccessReview
from elevakt.modules.administration.queries.reach import reach_page, to_remind
from elevakt.trust.access.actions import giving, resetting
from elevakt.trust.access.actions.giving import Gift
from elevakt.trust.access.enums import GivenBasis
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.people.enums import Side

GIVEN, TO_CONFIRM, REVIEW = "given", "to_confirm", "review"
RESET_TO_CONFIRM, RESET_ANSWERED = "reset_to_confirm", "reset_answered"
"""The kinds of notice."""

GIVEN_TITLE = gettext_noop("Ett uppdrag har getts eller avslutats")
TO_CONFIRM_TITLE = gettext_noop("Ett uppdrag väntar på att du bekräftar det")
RESET_TO_CONFIRM_TITLE = gettext_noop("En kollega har blivit av med sitt andra steg")
RESET_ANSWERED_TITLE = gettext_noop("Din begäran om en inloggning har fått svar")
REVIEW_TITLE = gettext_noop("Gå igenom vilka som har tillgång på din enhet")


def give(
    actor: Actor,
    person_id: uuid.UUID,
    *,
    basis: GivenBasis,
    scope: str,
    first_on: dt.date,
    last_on: dt.date | None,
    reason: str,
) -> bool:
    """Give a colleague something, and tell her and those who answer for her.

    Return whether it waits for a second person: then those who may be that are told.

    :raises NotFound: if the actor is no administrator, or there is no such colleague
    :raises WrongDays: if the days cannot be
    """
    gift = giving.give(
        actor,
        person_id,
        basis=basis,
        scope=scope,
        first_on=first_on,
        last_on=last_on,
        reason=reason,
    )
    return tell_of(actor, person_id, gift)


def answer(actor: Actor, proposal_id: uuid.UUID, *, is_confirmed: bool) -> None:
    """Confirm or refuse what waits for a second person, and tell who asked.

    :raises NotFound: if nothing by that key waits for the actor
    """
    to_tell = giving.answer(actor, proposal_id, is_confirmed=is_confirmed)
    tell_others(actor, to_tell, GIVEN, GIVEN_TITLE, f"answered:{proposal_id}")


def take_back(actor: Actor, grant_id: uuid.UUID) -> None:
    """End now what was given, and tell the one who had it and those who answer for her.

    :raises NotFound: if there is none by that key, it is over, or it is another's
    """
    to_tell = giving.take_back(actor, grant_id)
    tell_others(actor, to_tell, GIVEN, GIVEN_TITLE, f"ended:{grant_id}")


def ask_reset(actor: Actor, person_id: uuid.UUID, *, reason: str) -> None:
    """Ask that a colleague's second steps be taken away, and tell those who may say yes.

    :raises NotFound: if the actor is no administrator, or there is no such colleague but herself
    :raises AlreadyAsked: if the same waits for an answer
    :raises NobodyAnswers: if there is nobody to be the second person
    """
    key, seconds = resetting.ask_reset(actor, person_id, reason=reason)
    tell_others(actor, seconds, RESET_TO_CONFIRM, RESET_TO_CONFIRM_TITLE, f"reset:{key}")


def answer_reset(actor: Actor, reset_id: uuid.UUID, *, is_confirmed: bool) -> None:
    """Say yes or no to it as the second person, and tell who asked.

    :raises NotFound: if nothing by that key waits for the actor
    """
    asked_by = resetting.answer_reset(actor, reset_id, is_confirmed=is_confirmed)
    once = f"reset_answered:{reset_id}"
    tell_others(actor, [asked_by], RESET_ANSWERED, RESET_ANSWERED_TITLE, once)


def sign(actor: Actor, unit_id: uuid.UUID, *, words: str) -> None:
    """Sign that the actor has gone through who reaches the pupils of a unit that she leads.

    :raises NotFound: if she does not lead it
    """
    page = reach_page(actor, unit_id)
    review = AccessReview(
        organiser_id=actor.organiser_id,
        unit_id=unit_id,
        term_starts_on=page.term_starts_on,
        signed_by_id=actor.person,
        signed_at=clock.now(),
        words=words,
        seen=page.seen,
    )
    insert([review])


def remind(actor: Actor) -> None:
    """Remind whoever leads a unit that has not been gone through this term, once for each term.

    The actor is the machinery.
    """
    tell(
        actor.organiser_id,
        (
            Told(person, Side.STAFF, None, REVIEW, REVIEW_TITLE, f"review:{unit}:{term}")
            for person, unit, term in to_remind(actor)
        ),
    )


def tell_of(actor: Actor, person_id: uuid.UUID, gift: Gift) -> bool:
    """Tell whoever was given something, or who may confirm it; return whether it waits for that."""
    if gift.waits:
        tell_others(actor, gift.to_tell, TO_CONFIRM, TO_CONFIRM_TITLE, f"asked:{gift.id}")
    else:
        tell_others(actor, {person_id, *gift.to_tell}, GIVEN, GIVEN_TITLE, f"given:{gift.id}")
    return gift.waits

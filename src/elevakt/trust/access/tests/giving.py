"""Give bases for a story. Every function arranges by itself."""

import datetime as dt

from elevakt.foundation.kernel import clock
from elevakt.trust.access.models import (
    Grant,
    GrantAnswer,
    GrantProposal,
    StepReset,
    StepResetAnswer,
)
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.people import always
from elevakt.trust.access.tests.matters import SCOPE


def administer(cast, name):
    """Let somebody administer the organiser as a whole."""
    with arrange():
        Grant.objects.create(
            organiser_id=cast.organiser.id,
            person=cast.persons[name],
            basis="administrator",
            scope="",
            valid_during=always(),
            given_by_id=cast.id("rut"),
            reason="Administratör",
        )


def lend(cast, name, *, group=None, pupil=None, days=7, by="rut"):
    """Let somebody cover a group of the cast, or assist a pupil, from now and so many days."""
    now = clock.now()
    with arrange():
        return Grant.objects.create(
            organiser_id=cast.organiser.id,
            person=cast.persons[name],
            basis="covers" if group else "assists",
            group=getattr(cast, group) if group else None,
            pupil=cast.persons[pupil] if pupil else None,
            valid_during=(now, now + dt.timedelta(days=days)),
            given_by_id=cast.id(by),
        )


def delegate(cast, name, *, scope=SCOPE, unit="norra", days=7):
    """Let somebody decide in the principal's place from now and so many days."""
    now = clock.now()
    with arrange():
        return Grant.objects.create(
            organiser_id=cast.organiser.id,
            person=cast.persons[name],
            basis="decides",
            scope=scope,
            unit=getattr(cast, unit),
            valid_during=(now, now + dt.timedelta(days=days)),
            given_by_id=cast.id("rut"),
        )


def propose(cast, name, answered_by=""):
    """Let an administrator propose herself as an officer."""
    with arrange():
        proposal = GrantProposal.objects.create(
            organiser_id=cast.organiser.id,
            person=cast.persons[name],
            basis="officer",
            scope=SCOPE,
            valid_during=always(),
            reason="Behövs",
            proposed_by_id=cast.id(name),
            proposed_at=clock.now(),
        )
        if answered_by:
            GrantAnswer.objects.create(
                id=proposal.id,
                organiser_id=cast.organiser.id,
                is_confirmed=False,
                answered_by_id=cast.id(answered_by),
                answered_at=clock.now(),
            )
    return proposal


def lose_steps(cast, name, answered_by=""):
    """Let Ada ask that somebody's second steps be taken away."""
    own = {"organiser_id": cast.organiser.id}
    with arrange():
        reset = StepReset.objects.create(
            **own,
            person=cast.persons[name],
            reason="Visade legitimation",
            asked_by_id=cast.id("ada"),
            asked_at=clock.now(),
        )
        if answered_by:
            StepResetAnswer.objects.create(
                **own,
                id=reset.id,
                is_confirmed=False,
                answered_by_id=cast.id(answered_by),
                answered_at=clock.now(),
            )

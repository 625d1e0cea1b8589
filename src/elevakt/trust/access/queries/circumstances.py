"""Special circumstances of a pupil, with what has been done about them."""

import datetime as dt
import uuid
from dataclasses import dataclass

from elevakt.foundation.kernel import clock
from elevakt.foundation.kernel.days import first_day, last_day
from elevakt.trust.access.enums import CircumstanceKind
from elevakt.trust.access.models import CircumstanceAct, SpecialCircumstance
from elevakt.trust.access.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class Circumstance:
    """Something that makes every home decision of a pupil start as a question.

    :param acts: what has been done about it since it was set, the latest first
    """

    id: uuid.UUID
    kind: str
    reason: str
    decided_by: uuid.UUID
    first_on: dt.date
    last_on: dt.date | None
    review_on: dt.date | None
    acts: tuple[CircumstanceAct, ...]
    is_in_force: bool

    @property
    def is_to_be_reviewed(self) -> bool:
        """Whether the day has come on which it is to be looked at again."""
        return bool(self.is_in_force and self.review_on and self.review_on <= clock.today())


def circumstances(actor: Actor, pupil_id: uuid.UUID) -> list[Circumstance]:
    """Return all that have been set for a pupil, the latest first, as far as the actor may know."""
    rows = list(SpecialCircumstance.objects.filter(pupil_id=pupil_id).order_by("-valid_during"))
    acts = list(
        CircumstanceAct.objects.filter(circumstance_id__in=[row.id for row in rows]).order_by(
            "-at", "-id"
        )
    )
    now = clock.now()
    return [
        Circumstance(
            row.id,
            row.kind,
            row.reason,
            row.decided_by_id,
            first_day(row.valid_during),
            last_day(row.valid_during),
            row.review_on,
            tuple(act for act in acts if act.circumstance_id == row.id),
            row.valid_during.upper is None or row.valid_during.upper > now,
        )
        for row in rows
    ]


def known_kind(kind: str) -> CircumstanceKind:
    """Return what kind it is; one that came from elsewhere is of another kind."""
    return CircumstanceKind(kind) if kind in set(CircumstanceKind) else CircumstanceKind.OTHER

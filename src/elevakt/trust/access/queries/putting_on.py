"""What has been put on for a while, and what was opened in an emergency."""

import datetime as dt
import uuid
from dataclasses import dataclass

from elevakt.foundation.kernel import clock
from elevakt.trust.access.enums import Limit
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.limits import OURS
from elevakt.trust.audit import actions as gate

MOST = 50


@dataclass(frozen=True, slots=True)
class Emergency:
    """A pupil was opened in an emergency by somebody else.

    :param name: of the one who opened, or empty for one who is not named to colleagues
    :param may_review: whether the actor is one who may sign that it has been looked at
    :param pupil: empty, as are reason and words, for one who may not
    :param signed_at: None until somebody has
    """

    id: uuid.UUID
    name: str
    title: str
    unit: str
    since: dt.datetime
    until: dt.datetime
    may_review: bool
    pupil_id: uuid.UUID | None
    pupil: str
    reason: str
    signed_by: str
    signed_at: dt.datetime | None
    words: str


def emergencies(
    actor: Actor, *, before: dt.datetime | None = None, most: int = MOST
) -> list[Emergency]:
    """Return what was opened in an emergency, what waits first, as far as the actor is told."""
    if not actor.is_staff:
        return []
    rows = asked(
        """
        select found.id, coalesce(card.name, ''), coalesce(card.title, ''), coalesce(unit.name, ''),
               found.since, found.until, found.may_review, found.pupil_id,
               coalesce(access.shown_name(person), ''), coalesce(found.reason, ''),
               coalesce(signer.name, ''), found.signed_at, coalesce(found.words, '')
          from access.emergencies(%(before)s, %(most)s) found
          left join access.staff_card card on card.person_id = found.person_id
          left join access.staff_card signer on signer.person_id = found.signed_by_id
          left join people.school_unit unit on unit.id = found.unit_id
          left join people.person person on person.id = found.pupil_id
         order by found.signed_at is not null, found.since desc
        """,
        {"before": before or clock.now() + dt.timedelta(seconds=1), "most": most},
    )
    found = [Emergency(*row) for row in rows]
    gate.lists({one.pupil_id: "leads" for one in found if one.pupil_id})
    return found


def may_break_glass(actor: Actor, pupil_id: uuid.UUID) -> bool:
    """Say whether the actor could open a pupil in an emergency."""
    ((answer,),) = asked("select access.may_break_glass(%(pupil)s)", {"pupil": pupil_id})
    return bool(answer)


def own_limit(actor: Actor, limit: Limit) -> int:
    """Return a number as the organiser has set it, or ours."""
    rows = asked('select value from access.own_limit where "limit" = %(limit)s', {"limit": limit})
    return int(rows[0][0]) if rows else OURS[limit]


# ---- for the machinery: nothing here is ever shown ------------------------------------------


def to_be_told(pupil_id: uuid.UUID) -> set[uuid.UUID]:
    """Return who is told at once of an emergency opening: who leads, and the officers."""
    rows = asked(
        """
        select person_id from access.edge
         where pupil_id = %(pupil)s and basis = 'leads' and side = 'staff'
           and valid_during @> access.now()
        union
        select given.person_id from access."grant" given
         where given.basis = 'officer' and given.valid_during @> access.now()
           and exists (select from people.duty duty
                        where duty.person_id = given.person_id and duty.period @> access.now())
           and not exists (select from people.responsible kin
                            where kin.guardian_id = given.person_id and kin.pupil_id = %(pupil)s)
        """,
        {"pupil": pupil_id},
    )
    return {row[0] for row in rows}

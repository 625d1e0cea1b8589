"""What waits for somebody beside her cases: asked in one question, for the first page asks it."""

import uuid
from dataclasses import dataclass

from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class Aside:
    """What waits for somebody beside her cases.

    :param circles: the protected pupils whom she leads and for whom nobody has set a circle
    :param to_review: how many emergency openings she is to look at
    :param circumstances: those whom she leads and whose special circumstances are to be reviewed
    :param to_look_at: how much else in the logs is worth a look, and hers to look at
    """

    circles: tuple[uuid.UUID, ...]
    circumstances: tuple[uuid.UUID, ...]
    to_review: int
    to_look_at: int

    @property
    def count(self) -> int:
        """How much it is."""
        return len(self.circles) + len(self.circumstances) + self.to_review + self.to_look_at


def aside(actor: Actor) -> Aside:
    """Return what waits for the actor beside her cases."""
    ((circles, circumstances, to_review, to_look_at),) = asked(
        """
        select array(
                 select distinct mine.pupil_id
                   from access.my_pupil mine
                   join access.protected_now hidden on hidden.person_id = mine.pupil_id
                  where mine.basis = 'leads'
                    and not exists (
                      select from access.protected_circle circle
                       where circle.protected_person_id = mine.pupil_id
                         and circle.valid_during @> access.now())),
               array(
                 select distinct special.pupil_id
                   from access.special_circumstance special
                   join access.my_pupil mine on mine.pupil_id = special.pupil_id
                  where mine.basis = 'leads' and mine.side = 'staff'
                    and special.review_on <= access.today()
                    and special.valid_during @> access.now()),
               access.emergencies_waiting(), access.hits_waiting()
        """,
        {},
    )
    return Aside(tuple(circles), tuple(circumstances), to_review, to_look_at)

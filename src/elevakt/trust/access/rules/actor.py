"""Who acts."""

import datetime as dt
import uuid
from dataclasses import dataclass

from elevakt.trust.access.enums import LoginStrength
from elevakt.trust.people.enums import Side


class NobodyInPerson(RuntimeError):
    """Machinery was asked to do what only a person does."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in which organiser, and on which side.

    :param person_id: the person, or None for machinery
    :param organiser_id: the tenant; an actor never reaches two
    :param side: staff or family for a person, engine for machinery
    :param standing_id: the tie between log-in and person that the session holds
    :param strength: how sure the log-in was
    :param job: the named job when the side is engine
    :param now: the moment to act in, or None for the clock's
    """

    person_id: uuid.UUID | None
    organiser_id: uuid.UUID
    side: Side
    standing_id: uuid.UUID | None = None
    strength: LoginStrength = LoginStrength.PASSWORD
    job: str = ""
    now: dt.datetime | None = None

    @property
    def person(self) -> uuid.UUID:
        """The person who acts.

        :raises NobodyInPerson: for machinery
        """
        if self.person_id is None:
            raise NobodyInPerson(self.job)
        return self.person_id

    @property
    def is_staff(self) -> bool:
        """Whether the actor stands on the staff side."""
        return self.side is Side.STAFF


def machinery(organiser_id: uuid.UUID, job: str, *, now: dt.datetime | None = None) -> Actor:
    """Return the machinery of one organiser, doing one named job."""
    return Actor(None, organiser_id, Side.ENGINE, job=job, now=now)

"""How a case of the play stands: what waits to be done, and who holds which role at which time."""

import datetime as dt
import json
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from elevakt.trust.access.rules.actor import Actor

# Asked between every two acts, and therefore one question.
_SCENE = """
    select kase.last_no, kase.lead,
           (select jsonb_agg(jsonb_build_array(step.step, step.instance, step.about_person_id,
                     step.roles, step.done_when_due, step.may_be_skipped, step.due_on, step.due_at,
                     step.opened_at) order by step.position, step.instance)
              from cases.step step where step.case_id = kase.matter_id and step.state = 'open'),
           (select jsonb_agg(jsonb_build_array(reader.person_id, reader.role,
                     reader.about_person_id, lower(reader.valid_during),
                     upper(reader.valid_during)) order by reader.person_id, reader.role)
              from access.matter_reader reader
             where reader.matter_id = kase.matter_id and reader.side = 'staff' and reader.may_write
               and not exists (select from access.matter_bar bar
                 where bar.matter_id = reader.matter_id and bar.person_id = reader.person_id))
      from cases."case" kase where kase.matter_id = %s
"""


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that can be done now."""

    step: str
    instance: str
    about: UUID | None
    roles: tuple[str, ...]
    done_when_due: bool
    may_be_skipped: bool
    due_on: dt.date | None
    due_at: dt.datetime | None
    opened_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody holds a role for a time, perhaps only about one person."""

    person: UUID
    role: str
    about: UUID | None
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None

    def holds(self, moment: dt.datetime, role: str, about: UUID | None) -> bool:
        """Say whether it is this role, at this moment, for this person."""
        return self.role == role and self.about in (None, about) and self.holds_at(moment)

    def holds_at(self, moment: dt.datetime) -> bool:
        """Say whether it holds at a moment."""
        return (self.starts_at is None or self.starts_at <= moment) and (
            self.ends_at is None or moment < self.ends_at
        )


@dataclass(frozen=True, slots=True)
class Scene:
    """A case between two acts.

    :param last_no: the number of the last entry
    :param lead: the role that leads
    """

    last_no: int
    lead: str
    steps: tuple[OpenStep, ...]
    holdings: tuple[Holding, ...]


def scene(actor: Actor, case_id: UUID) -> Scene:
    """Return how a case stands; asked as machinery."""
    with connection.cursor() as cursor:
        cursor.execute(_SCENE, [case_id])
        last_no, lead, steps, holdings = cursor.fetchone()
    return Scene(
        last_no,
        lead,
        tuple(
            OpenStep(
                step,
                instance,
                _key(about),
                tuple(roles),
                done_when_due,
                may_be_skipped,
                dt.date.fromisoformat(due_on) if due_on else None,
                _moment(due_at),
                dt.datetime.fromisoformat(opened_at),
            )
            for (
                step,
                instance,
                about,
                roles,
                done_when_due,
                may_be_skipped,
                due_on,
                due_at,
                opened_at,
            ) in json.loads(steps or "[]")
        ),
        tuple(
            Holding(UUID(person), role, _key(about), _moment(starts_at), _moment(ends_at))
            for person, role, about, starts_at, ends_at in json.loads(holdings or "[]")
        ),
    )


def _key(said: str | None) -> UUID | None:
    return UUID(said) if said else None


def _moment(said: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(said) if said else None

"""Who acts. The only place that changes the role of the transaction.

Without ``acting_as`` a protected table answers *permission denied*: in a page, a job and a command.
"""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest

from elevakt.foundation.kernel import clock
from elevakt.trust.access.rules.actor import Actor


class ActorRequest(HttpRequest):
    """A request in which somebody acts; every view that needs a log-in gets one."""

    actor: Actor


class AcrossOrganisers(RuntimeError):
    """An actor of one organiser began to act inside the act of another's."""


class NobodyActs(RuntimeError):
    """Something asked who acts outside ``acting_as``."""


@dataclass(frozen=True, slots=True)
class _Stage:
    actor: Actor
    role: str
    now: dt.datetime


_stage: ContextVar[_Stage | None] = ContextVar("stage", default=None)

_SET_CONTEXT = """
    select set_config('role', %s, true), set_config('app.person_id', %s, true),
           set_config('app.organiser_id', %s, true), set_config('app.side', %s, true),
           set_config('app.now', %s, true)
"""


def current() -> Actor:
    """Return who acts.

    :raises NobodyActs: outside ``acting_as``
    """
    stage = _stage.get()
    if stage is None:
        raise NobodyActs
    return stage.actor


@contextmanager
def acting_as(actor: Actor) -> Iterator[Actor]:
    """Run the block in one transaction in which the database sees this actor.

    Nested it is a savepoint, and the former actor comes back at its end: ``SET LOCAL`` survives the
    release of a savepoint, so that is done by hand. When the block raises, the rollback to the
    savepoint restores role and context by itself.

    :raises AcrossOrganisers: if an actor of another organiser already acts
    """
    former = _stage.get()
    if former is not None and former.actor.organiser_id != actor.organiser_id:
        raise AcrossOrganisers("End the first act, then begin the second.")
    is_nested = connection.in_atomic_block
    now = actor.now or (former.now if former else clock.now())
    stage = _Stage(actor, settings.DATABASE_ROLE[actor.side], now)
    with transaction.atomic(), clock.fixed(now):
        _enter(stage)
        token = _stage.set(stage)
        try:
            yield actor
        finally:
            _stage.reset(token)
        if is_nested and not connection.needs_rollback:
            _enter(former)


@contextmanager
def engine_writes() -> Iterator[None]:
    """Write projections, readers, notices and jobs as the engine, in the actor's transaction.

    Person, organiser and moment stay. There is no savepoint on purpose: if the block raises, the
    whole act fails, and nothing can be run as the engine afterwards even if the error is swallowed.

    :raises NobodyActs: outside ``acting_as``
    """
    former = _stage.get()
    if former is None:
        raise NobodyActs
    stage = _Stage(former.actor, settings.DATABASE_ROLE["engine"], former.now)
    with transaction.atomic(savepoint=False):
        _switch(stage.role)
        token = _stage.set(stage)
        try:
            yield
        finally:
            _stage.reset(token)
        if not connection.needs_rollback:
            _switch(former.role)


def _enter(stage: _Stage | None) -> None:
    values = [settings.DATABASE_ROLE["base"], "", "", "", ""]
    if stage is not None:
        values = [
            stage.role,
            _text(stage.actor.person_id),
            _text(stage.actor.organiser_id),
            stage.actor.side.value,
            stage.now.isoformat(),
        ]
    with connection.cursor() as cursor:
        cursor.execute(_SET_CONTEXT, values)


def _switch(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('role', %s, true)", [role])


def _text(key: uuid.UUID | None) -> str:
    return "" if key is None else str(key)

"""What has been given to whom by an act, and what waits for a second person."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Q

from elevakt.foundation.kernel import clock
from elevakt.foundation.kernel.days import first_day, last_day
from elevakt.trust.access.enums import GivenBasis
from elevakt.trust.access.models import LENT, Grant, GrantProposal
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor

MOST = 50
BASES = list(GivenBasis)


@dataclass(frozen=True, slots=True)
class Given:
    """Somebody has a basis for a scope, from a day to and including another, or until ended.

    :param group: the group that she covers, if it is that
    :param pupil: the pupil whom she assists, if it is that
    :param unit: the unit where she decides, if it is that
    :param second: who confirmed it, where it took a second person
    """

    id: uuid.UUID
    person: uuid.UUID
    basis: GivenBasis
    scope: str
    group: uuid.UUID | None
    pupil: uuid.UUID | None
    unit: uuid.UUID | None
    first_on: dt.date
    last_on: dt.date | None
    given_by: uuid.UUID
    second: uuid.UUID | None
    reason: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """A grant that waits for a second person.

    :param is_mine_to_answer: whether the actor may be that person
    """

    given: Given
    proposed_at: dt.datetime
    is_mine_to_answer: bool


def is_administrator(actor: Actor) -> bool:
    """Say whether the actor administers the organiser as a whole."""
    return actor.is_staff and bool(asked("select access.is_administrator()", {})[0][0])


def are_kin(actor: Actor, person_id: uuid.UUID) -> bool:
    """Say whether somebody is the actor herself, or her kin as far as the roster knows."""
    values = {"one": actor.person, "other": person_id}
    return bool(asked("select access.are_kin(%(one)s, %(other)s)", values)[0][0])


def given_now(actor: Actor) -> list[Given]:
    """Return what holds now or later: to an administrator all that she gives, to others the own."""
    return [_given(row) for row in _ordered(actor, is_over=False)]


def given_before(actor: Actor) -> list[Given]:
    """Return what has ended, the latest first; at most fifty."""
    return [_given(row) for row in _ordered(actor, is_over=True)[:MOST]]


def proposed(actor: Actor) -> list[Proposed]:
    """Return what waits for a second person, as far as the actor has to do with it."""
    waiting = asked(
        """
        select asked.id, access.may_second(asked.id) from access.grant_proposal asked
         where coalesce(upper(asked.valid_during) > access.now(), true)
           and not exists (select from access.grant_answer answer where answer.id = asked.id)
        """,
        {},
    )
    mine = dict(waiting)
    rows = GrantProposal.objects.filter(id__in=list(mine)).order_by("proposed_at")
    return [
        Proposed(given_of(row, row.proposed_by_id), row.proposed_at, mine[row.id]) for row in rows
    ]


def _ordered(actor: Actor, *, is_over: bool) -> list[Grant]:
    """Return what is for the whole organiser, and all of the own."""
    rows = Grant.objects.filter(Q(person_id=actor.person_id) | ~Q(basis__in=LENT))
    rows = rows.filter(basis__in=BASES).exclude(valid_during__isempty=True)
    if is_over:
        return list(rows.filter(valid_during__endswith__lte=clock.now()).order_by("-valid_during"))
    return list(rows.filter(not_over()).order_by("basis", "scope", "id"))


def not_over() -> Q:
    """Say of a grant that it holds now or later."""
    return Q(valid_during__upper_inf=True) | Q(valid_during__endswith__gt=clock.now())


def _given(row: Grant) -> Given:
    return given_of(row, row.given_by_id, row.second_person_id)


def given_of(
    row: Grant | GrantProposal, given_by: uuid.UUID, second: uuid.UUID | None = None
) -> Given:
    """Return what a row gives, or would give."""
    return Given(
        row.id,
        row.person_id,
        GivenBasis(row.basis),
        row.scope,
        row.group_id,
        row.pupil_id,
        row.unit_id,
        first_day(row.valid_during),
        last_day(row.valid_during),
        given_by,
        second,
        row.reason,
    )

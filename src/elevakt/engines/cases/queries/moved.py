"""The cases of which a pupil has moved, for whoever leads them: what becomes of each."""

import uuid
from dataclasses import dataclass

from elevakt.engines.cases import models
from elevakt.engines.cases.queries.definitions import shown
from elevakt.trust.access.enums import Basis
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.audit import actions as gate

MOST = 20


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A case whose pupil has moved.

    :param unit_name: where the pupil goes now; empty when she has left the organiser's schools
    :param is_elsewhere: whether it is another school than the one that leads the case
    """

    id: uuid.UUID
    case_id: uuid.UUID
    number: str
    title: str
    about: str
    unit_name: str
    is_elsewhere: bool


_ROWS = """
    select moved.id, moved.matter_id, kase.number, kase.process, kase.version, moved.pupil_id,
           coalesce(access.shown_name(pupil), ''), coalesce(unit.name, ''),
           coalesce(moved.unit_id <> kase.unit_id, false)
      from cases.moved moved
      join cases."case" kase on kase.matter_id = moved.matter_id
      left join people.person pupil on pupil.id = moved.pupil_id
      left join people.school_unit unit on unit.id = moved.unit_id
     where moved.choice = '' and kase.state <> 'closed'
"""


def my_moves(actor: Actor) -> list[MovedRow]:
    """Return the cases that the actor leads and whose pupil has moved, oldest first."""
    rows = asked(f"{_ROWS} order by moved.id limit %(most)s", {"most": MOST})
    for row in rows:
        if row[6]:
            gate.lists({row[5]: Basis.LEADS}, matter_id=row[1])
    return [_row(row) for row in rows]


def moves_waiting(actor: Actor) -> int:
    """Return how many such cases wait for the actor."""
    return len(asked(_ROWS, {}))


def move(actor: Actor, moved_id: uuid.UUID) -> MovedRow:
    """Open what is to be said of a case whose pupil has moved.

    :raises NotFound: if the actor does not lead such a case, or it has been said already
    """
    rows = asked(f"{_ROWS} and moved.id = %(moved)s", {"moved": moved_id})
    if not rows:
        gate.refuses("moved")
        raise NotFound
    gate.opens({rows[0][5]: Basis.LEADS}, matter_id=rows[0][1])
    return _row(rows[0])


def moved_row(actor: Actor, moved_id: uuid.UUID) -> models.Moved:
    """Return the row of a case whose pupil has moved.

    :raises NotFound: if the actor does not lead such a case, or it has been said already
    """
    row = models.Moved.objects.filter(id=moved_id, choice="").first()
    if row is None:
        gate.refuses("moved")
        raise NotFound
    return row


def _row(row: tuple[object, ...]) -> MovedRow:
    key, case_id, number, process, version, _pupil, about, unit_name, is_elsewhere = row
    title = str(shown(str(process), int(str(version))).title)
    return MovedRow(
        uuid.UUID(str(key)),
        uuid.UUID(str(case_id)),
        str(number),
        title,
        str(about),
        str(unit_name),
        bool(is_elsewhere),
    )

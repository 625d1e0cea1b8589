"""Who covers groups of a unit, assists a pupil or decides, for whoever leads there."""

import uuid

from django.db.models import Q

from elevakt.foundation.kernel import clock
from elevakt.trust.access.enums import Basis, GivenBasis
from elevakt.trust.access.models import Grant
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.queries.giving import Given, given_of, not_over
from elevakt.trust.access.queries.reasons import why_person
from elevakt.trust.access.queries.units import led_units
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.people.enums import DutyRole
from elevakt.trust.people.models import Group


def groups_of(actor: Actor, unit_id: uuid.UUID) -> list[Group]:
    """Return the groups of a unit that go on or are to come; empty unless the actor leads it."""
    if unit_id not in {unit.id for unit in led_units(actor)}:
        return []
    goes_on = Q(period__upper_inf=True) | Q(period__endswith__gt=clock.now())
    return list(Group.objects.filter(goes_on, school_unit_id=unit_id).order_by("name", "id"))


def taught_by(actor: Actor, person_id: uuid.UUID, unit_id: uuid.UUID) -> set[uuid.UUID]:
    """Return the groups of a unit that a colleague teaches; empty unless the actor leads it."""
    rows = asked("select access.taught_by(%(who)s, %(unit)s)", {"who": person_id, "unit": unit_id})
    return {row[0] for row in rows}


def covering(actor: Actor, unit_id: uuid.UUID) -> list[Given]:
    """Return who covers a group of a unit now or later; to others than those who lead, the own."""
    return _given(basis=GivenBasis.COVERS, group__school_unit_id=unit_id)


def assisting(actor: Actor, pupil_id: uuid.UUID) -> list[Given]:
    """Return who assists a pupil now or later; to others than those who lead there, the own."""
    return _given(basis=GivenBasis.ASSISTS, pupil_id=pupil_id)


def deciding(actor: Actor, unit_id: uuid.UUID) -> list[Given]:
    """Return who decides for a principal now or later; to others than those who lead, the own."""
    return _given(basis=GivenBasis.DECIDES, unit_id=unit_id)


def is_principal(actor: Actor, unit_id: uuid.UUID) -> bool:
    """Say whether the actor is principal of a unit herself: no deputy, and in nobody's place."""
    return actor.is_staff and works_at(actor, actor.person, unit_id, DutyRole.PRINCIPAL)


def works_at(
    actor: Actor, person_id: uuid.UUID, unit_id: uuid.UUID, role: DutyRole | None = None
) -> bool:
    """Say whether somebody has a duty at a unit now; of one role, if it is said which."""
    values = {"who": person_id, "unit": unit_id, "role": role}
    rows = asked("select access.works_at(%(who)s, %(unit)s, %(role)s)", values)
    return bool(rows[0][0])


def leads_pupil(actor: Actor, pupil_id: uuid.UUID) -> bool:
    """Say whether the actor leads the unit of a pupil, who is no kin of hers."""
    return actor.is_staff and Basis.LEADS in why_person(actor, pupil_id)


def _given(**which: object) -> list[Given]:
    rows = Grant.objects.filter(not_over(), **which).exclude(valid_during__isempty=True)
    return [
        given_of(row, row.given_by_id, row.second_person_id)
        for row in rows.order_by("valid_during", "person_id", "id")
    ]

"""One case opened out of another: when it is offered, and what is known already."""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from elevakt.engines.cases.enums import FieldType, OpenedBy, PersonKind, StepState
from elevakt.engines.cases.rules.acts import Roles
from elevakt.engines.cases.rules.definition import Definition, PersonRole, Step
from elevakt.engines.cases.rules.fields import Field
from elevakt.engines.cases.rules.people import Named
from elevakt.engines.cases.rules.plan.values import Plan
from elevakt.engines.cases.rules.values import Json

_BEGUN = {StepState.OPEN, StepState.DONE}
_NOT_CARRIED = {FieldType.FILE, FieldType.TABLE, FieldType.HOME_DECISION}


def offered(plan: Plan, definition: Definition, roles: Roles) -> tuple[str, ...]:
    """Return the processes of which a case may be opened out of this one, by one in these roles.

    A step offers them from when it opens, to those who may do it and to whoever leads.
    """
    found = {
        process: None
        for one in plan.steps
        if one.state in _BEGUN and (plan.lead in roles or roles & set(one.roles))
        for process in definition.step(one.step).may_open
    }
    return tuple(found)


def opened_by(definition: Definition) -> OpenedBy:
    """Return from where a case opened out of another comes: another case, or the staff."""
    return OpenedBy.CASE if OpenedBy.CASE in definition.opened_by else OpenedBy.STAFF


def people_along(
    definition: Definition, to: Definition, people: Iterable[Named]
) -> dict[str, tuple[UUID, ...]]:
    """Return the pupils that go along, by the role that each has in the other case.

    Somebody keeps a role that both have. Else one who is accused goes where one is accused, and
    others where nobody is. A witness has no part, and goes nowhere.
    """
    found: dict[str, list[UUID]] = {}
    for one in people:
        had = definition.people[one.role]
        role = _role(had, to)
        if role and had.part and one.kind is PersonKind.PUPIL and one.person:
            found.setdefault(role, [])
            if one.person not in found[role]:
                found[role].append(one.person)
    return {role: tuple(keys) for role, keys in found.items()}


def answers_along(
    definition: Definition, to: Definition, answers: Mapping[str, Json]
) -> dict[str, Json]:
    """Return what was answered at first and is asked at first in the other case too.

    The same question has the same name and the same kind of answer. Whether somebody is in danger
    is asked anew, and files stay where they are.
    """
    asked_before = {field.id: field for field in definition.start.fields}
    return {
        field.id: answers[field.id]
        for field in _carried(to.start)
        if field.id in answers and _is_same(asked_before.get(field.id), field)
    }


def _carried(step: Step) -> Iterator[Field]:
    for field in step.fields:
        if field.type not in _NOT_CARRIED and not field.if_yes.acute and not field.per_person:
            yield field


def _is_same(one: Field | None, other: Field) -> bool:
    return (
        one is not None
        and one.type is other.type
        and set(one.options) <= set(other.options)
        and set(one.precision) <= set(other.precision)
        and one.many == other.many
    )


def _role(had: PersonRole, to: Definition) -> str | None:
    fitting = [one for one in to.people.values() if one.part and PersonKind.PUPIL in one.kinds]
    same = [one for one in fitting if one.id == had.id and one.accused == had.accused]
    alike = [one for one in fitting if one.accused == had.accused]
    return next((one.id for one in (*same, *alike)), None)

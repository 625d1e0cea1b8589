"""Whether those who are asked in a case can be: they know nothing of it but their own form."""

from collections.abc import Iterator

from elevakt.engines.cases.enums import FieldType, From, Role
from elevakt.engines.cases.rules.definition import Definition, Step
from elevakt.engines.cases.rules.faults import Fault
from elevakt.engines.cases.rules.fields import Field, IfYes
from elevakt.engines.cases.rules.ordering import steps_before
from elevakt.engines.cases.rules.per import Questions

_ANSWERED = frozenset(
    {
        FieldType.TEXT,
        FieldType.LONG_TEXT,
        FieldType.DATE,
        FieldType.YES_NO,
        FieldType.CHOICE,
        FieldType.CHOICES,
        FieldType.NUMBER,
    }
)
"""What can be answered by one who sees nobody else and nothing of what has been said before."""


def faults(definition: Definition, path: str) -> list[Fault]:
    """Return what is wrong with the steps that ask somebody by name."""
    return [Fault(path, step, field, why) for step, field, why in _faults(definition)]


def _faults(definition: Definition) -> Iterator[tuple[str, str, str]]:
    for step in definition.steps:
        asked = step.per.asked if step.per else None
        if asked is None:
            if Role.ASKED in step.by:
                yield step.id, "", "Den som tillfrågas svarar i ett steg med ”per” = asked."
            continue
        if step.by[0] != Role.ASKED:
            yield step.id, "", "Steget görs av var och en som tillfrågas: skriv by = ”asked”."
        if not definition.sole:
            yield step.id, "", "Frågor ställs i ärenden om en enda: max = 1 i ”people”."
        if not _chooses(definition, step, asked):
            why = f"”per.asked” pekar på {asked.step}.{asked.field}, som inte är ett tidigare val"
            yield step.id, "", f"{why} med ”from” = {From.TEACHES} eller {From.TOLD}."
        if step.circle not in definition.narrow_circles:
            yield step.id, "", "Svaren läses av få: skriv en egen krets."
        if step.informs or step.documents or step.decision or step.repeat or step.call:
            yield step.id, "", "Ett svar gör inget mer än att bli en händelse."
        for field in step.fields:
            if not _is_answered(field):
                yield step.id, field.id, "Den som tillfrågas ser inget annat: frågan går inte här."


def _chooses(definition: Definition, step: Step, asked: Questions) -> bool:
    """Say whether an earlier step has a question in which those who are asked are chosen."""
    earlier = {
        (one.id, field.id): field
        for one in definition.steps
        if one.id in steps_before(definition, step.id) and not one.is_list
        for field in one.fields
    }
    field = earlier.get((asked.step, asked.field))
    return field is not None and field.among in (From.TEACHES, From.TOLD)


def _is_answered(field: Field) -> bool:
    """Say whether a question needs nothing but whoever answers it."""
    types = {column.type for column in field.columns} or {field.type}
    is_plain = types <= _ANSWERED and not any(column.circle for column in field.columns)
    asks_more = field.circle or field.sensitive or field.shown_when or field.prefill
    begins = field.prefill_rows or field.prefill_in_force or field.about or field.creates
    return is_plain and not (
        asks_more or begins or field.per_person or field.keeps_open or field.if_yes != IfYes()
    )

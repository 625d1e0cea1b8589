"""Whether every condition of a definition can be read and gives what it must."""

from collections.abc import Iterator

from elevakt.engines.cases.rules.conditions.compiled import ConditionFault, conditions_of
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.faults import Fault


def faults(definition: Definition, path: str) -> list[Fault]:
    """Return what is wrong with the conditions and first answers of a definition."""
    conditions = conditions_of(definition)
    found: list[Fault] = []
    for step, field, key, text in _expressions(definition):
        try:
            if key == "prefill":
                conditions.check_prefill(text, step, field)
            else:
                conditions.check(text)
        except ConditionFault as fault:
            found.append(Fault(path, step, field, f"”{key}” = {text!r}: {fault}"))
    return found


def _expressions(definition: Definition) -> Iterator[tuple[str, str, str, str]]:
    for step in definition.steps:
        for key, text in (("when", step.when), ("may_skip_when", step.may_skip_when)):
            if text:
                yield step.id, "", key, text
        for field in step.fields:
            for key, text in (("shown_when", field.shown_when), ("prefill", field.prefill)):
                if text:
                    yield step.id, field.id, key, text

"""Which questions wait for an answer of the same form before they are asked."""

from collections.abc import Iterable

from elevakt.engines.cases.enums import FieldType
from elevakt.engines.cases.rules.answers.checking import is_shown
from elevakt.engines.cases.rules.definition import Definition, Step
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.fields import Field
from elevakt.engines.cases.rules.values import Answers

Waits = dict[str, tuple[str, tuple[str, ...]]]
"""By question: the question that it waits for, and the answers that call it forth."""


def shown_when(
    definition: Definition, step: Step, facts: Facts, answers: Answers, instance: str = ""
) -> Waits:
    """Return what each question of a step waits for, where it is one answer of the same form.

    Conditions are asked, never read: each answer that the form offers is tried alone. A question
    that waits for several at once is always shown, and the rules judge whether it counts.
    """
    found: Waits = {}
    for field in step.fields:
        if field.shown_when is None:
            continue
        for other in step.fields:
            calling = tuple(
                code
                for code, value in _answers(other)
                if other is not field
                and is_shown(
                    definition,
                    step,
                    field,
                    {other.id: value},
                    facts=facts,
                    answers=answers,
                    instance=instance,
                )
            )
            if 0 < len(calling) < len(list(_answers(other))):
                found[field.id] = (other.id, calling)
                break
    return found


def _answers(field: Field) -> Iterable[tuple[str, bool | str]]:
    if field.type is FieldType.YES_NO:
        return (("yes", True), ("no", False))
    if field.type is FieldType.CHOICE:
        return ((code, code) for code in field.options)
    return ()

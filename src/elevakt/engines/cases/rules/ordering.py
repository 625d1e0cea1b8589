"""What comes before what."""

from elevakt.engines.cases.rules.definition import Definition


def steps_before(definition: Definition, step_id: str) -> frozenset[str]:
    """Return all steps that are finished when a step opens."""
    found: set[str] = set()
    waiting = [after.step for after in definition.step(step_id).after]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += [after.step for after in definition.step(one).after]
    return frozenset(found)

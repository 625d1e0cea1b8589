"""In which order the steps of a definition come."""

from collections.abc import Iterator

from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.ordering import steps_before


class Order:
    """What comes before what. Every step that is named must exist."""

    def __init__(self, definition: Definition) -> None:
        """Take the steps of a definition."""
        self._definition = definition
        self._after = {step.id: [one.step for one in step.after] for step in definition.steps}
        self._before = {step: steps_before(definition, step) for step in self._after}

    def before(self, step: str) -> frozenset[str]:
        """Return all steps that are finished when a step opens."""
        return self._before[step]

    def rings(self) -> Iterator[tuple[str, str, str]]:
        """Tell the steps that wait for themselves; each ring once, at its first step."""
        told: set[str] = set()
        for step in self._after:
            if step in self._before[step] and step not in told:
                ring = [
                    other
                    for other in self._after
                    if other in self._before[step] and step in self._before[other]
                ]
                told.update(ring)
                yield step, "", f"Stegen väntar på varandra: {', '.join(ring)}."

    def lost(self) -> Iterator[tuple[str, str, str]]:
        """Tell the steps that no way leads to from the first."""
        starts = {step.id for step in self._definition.steps if step.starts}
        for step in self._after:
            if step not in starts and not (self._before[step] & starts):
                yield (
                    step,
                    "",
                    "Steget kan aldrig öppnas: ingen väg leder hit från det första steget.",
                )

    def may_not_apply(self, step: str) -> bool:
        """Say whether a step may turn out not to apply, by its own condition or one before it."""
        found = self._definition.step(step)
        if found.when:
            return True
        for after in found.after:
            if after.unless_skipped and self._definition.step(after.step).may_skip_when:
                return True
            if not after.if_applies and self.may_not_apply(after.step):
                return True
        return False

"""What is wrong with a definition, said so that whoever wrote it can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One fault, where it is, and why it is one."""

    file: str
    step: str
    field: str
    why: str

    def __str__(self) -> str:
        """Return one line: file, step, field, why."""
        place = [self.file]
        if self.step:
            place.append(f"steg {self.step}")
        if self.field:
            place.append(f"fält {self.field}")
        return f"{', '.join(place)}: {self.why}"


class DefinitionFaults(ValueError):
    """A definition cannot be used. All its faults are told at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults in the order of file, step and field."""
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))

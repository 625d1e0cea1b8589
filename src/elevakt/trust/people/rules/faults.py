"""What is wrong in a roster's files, one sentence per fault."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: in which file, about what there, what is wrong and what to do about it.

    It names rows by identity, never persons by name, so it can be shown and kept anywhere.
    """

    file: str
    subject: str
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}, {self.subject}" if self.subject else self.file
        return f"{place}: {self.what}; {self.remedy}."


class RosterFaults(Exception):
    """The files cannot be taken in: every fault in them, in the order of the files."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)

"""Instances of a step: for whom, and the how-manieth time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from elevakt.engines.cases.rules.definition import Per, Step
from elevakt.engines.cases.rules.facts import Facts
from elevakt.trust.access.enums import HomeAnswer


@dataclass(frozen=True, slots=True)
class Instance:
    """One doing of a step: for the case, for a person, or for a guardian of a person."""

    person: UUID | None = None
    guardian: UUID | None = None
    round: int = 1

    @property
    def key(self) -> str:
        """The instance as it stands in the ledger: ``person/guardian#round``, or less."""
        whom = "/".join(str(one) for one in (self.person, self.guardian) if one)
        return whom if self.round == 1 else f"{whom}#{self.round}"

    @classmethod
    def of(cls, key: str) -> Self:
        """Return the instance that a key says.

        :raises ValueError: if it is not one
        """
        whom, _, round_ = key.partition("#")
        person, _, guardian = whom.partition("/")
        return cls(
            person=UUID(person) if person else None,
            guardian=UUID(guardian) if guardian else None,
            round=int(round_ or 1),
        )

    @property
    def first(self) -> Self:
        """The first round for the same person."""
        return replace(self, round=1)

    @property
    def next(self) -> Self:
        """The next round for the same person."""
        return replace(self, round=self.round + 1)


def instances(step: Step, facts: Facts) -> tuple[Instance, ...]:
    """Return the first round of every instance that a step has now."""
    if step.per is None:
        return (Instance(),)
    if step.per.person:
        return tuple(Instance(person.id) for person in facts.in_role(step.per.person))
    return tuple(dict.fromkeys(_guardians(step.per, facts)))


def _guardians(per: Per, facts: Facts) -> Iterator[Instance]:
    """Give the guardians who may be told. A pupil of 18 has none; she is told herself."""
    for person in facts.in_role(*per.guardian_of):
        if person.is_adult:
            continue
        for guardian in facts.guardians:
            if guardian.pupil == person.id and guardian.answer is HomeAnswer.INFORM:
                yield Instance(person.id, guardian.guardian)

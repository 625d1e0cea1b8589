"""Instances of a step: for whom, and the how-manieth time."""

from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from elevakt.engines.cases.rules.definition import Step
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.per import Per
from elevakt.trust.access.enums import HomeAnswer


@dataclass(frozen=True, slots=True)
class Instance:
    """One doing of a step: for the case, for a person, or for a guardian of a person.

    :param doer: the only one who does it, when each who holds a role does one of her own
    """

    person: UUID | None = None
    guardian: UUID | None = None
    round: int = 1
    doer: UUID | None = None

    @property
    def key(self) -> str:
        """The instance as it stands in the ledger: ``person/guardian#round``, or ``@doer``."""
        whom = "/".join(str(one) for one in (self.person, self.guardian) if one)
        whom = f"@{self.doer}" if self.doer else whom
        return whom if self.round == 1 else f"{whom}#{self.round}"

    def pupil_is(self, person: UUID) -> bool:
        """Say whether it concerns a person: it is for her, or for the whole case."""
        return self.person in (None, person)

    @classmethod
    def of(cls, key: str) -> Self:
        """Return the instance that a key says.

        :raises ValueError: if it is not one
        """
        whom, _, round_ = key.partition("#")
        if whom.startswith("@"):
            return cls(doer=UUID(whom[1:]), round=int(round_ or 1))
        person, _, guardian = whom.partition("/")
        return cls(
            person=UUID(person) if person else None,
            guardian=UUID(guardian) if guardian else None,
            round=int(round_ or 1),
        )

    def has_same_whom(self, other: "Instance") -> bool:
        """Say whether both are for the same person, or done by the same one."""
        return (self.person, self.doer) == (other.person, other.doer)

    @property
    def first(self) -> Self:
        """The first round for the same person."""
        return replace(self, round=1)

    @property
    def next(self) -> Self:
        """The next round for the same person."""
        return replace(self, round=self.round + 1)


def instances(step: Step, facts: Facts, doers: Set[UUID]) -> tuple[Instance, ...]:
    """Return the first round of every instance that a step has now.

    :param doers: those who each do one of their own, where it is such a step
    """
    if step.per is None:
        return (Instance(),)
    if step.per.done_by:
        return tuple(Instance(doer=one) for one in sorted(doers))
    if step.per.person:
        return tuple(Instance(person.id) for person in facts.in_role(step.per.person))
    return tuple(dict.fromkeys(_guardians(step.per, facts)))


def roles_for(
    step: Step, instance: Instance, roles: Set[str], person: UUID | None
) -> frozenset[str]:
    """Return which of a person's roles count for an instance.

    What each who holds a role does for herself, nobody else does by holding it.
    """
    is_others = instance.doer is not None and instance.doer != person
    return frozenset(roles - {step.per.done_by if step.per and is_others else None})


def _guardians(per: Per, facts: Facts) -> Iterator[Instance]:
    """Give the guardians who may be told. A pupil of 18 has none; she is told herself."""
    for person in facts.in_role(*per.guardian_of):
        if person.is_adult:
            continue
        for guardian in facts.guardians:
            if guardian.pupil == person.id and guardian.answer is HomeAnswer.INFORM:
                yield Instance(person.id, guardian.guardian)

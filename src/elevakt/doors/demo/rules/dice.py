"""Chance that falls the same way each time."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")


class Dice:
    """Chance for one purpose, so that a change in one room moves nothing in another.

    It uses only ``Random.random``, the method that Python promises to keep the same between
    versions.
    """

    def __init__(self, seed: int, purpose: str) -> None:
        self._random = Random(f"{seed}/{purpose}").random  # noqa: S311

    def chance(self, share: float) -> bool:
        """Return yes in this share of the throws."""
        return self._random() < share

    def between(self, lowest: int, highest: int) -> int:
        """Return a number, both ends included."""
        return lowest + int(self._random() * (highest - lowest + 1))

    def pick(self, things: Sequence[Thing]) -> Thing:
        """Return one of the things."""
        return things[self.between(0, len(things) - 1)]

    def shuffled(self, things: Sequence[Thing]) -> list[Thing]:
        """Return the things in another order."""
        order = sorted((self._random(), at) for at in range(len(things)))
        return [things[at] for _, at in order]

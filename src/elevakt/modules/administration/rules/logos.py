"""A logo that is safe to show: a PNG that has been drawn anew, and nothing else."""

import io

from PIL import Image, UnidentifiedImageError

LARGEST = 1024 * 1024
MOST_PIXELS = 16_000_000
SIDE = 400
"""So many pixels is it at most, wide and high: it is shown an inch high."""


class NotALogo(Exception):
    """It is too large, or no PNG."""


def drawn_anew(content: bytes) -> bytes:
    """Return a picture as a small PNG without anything that is not seen.

    :raises NotALogo: if it is too large, or no PNG
    """
    if len(content) > LARGEST:
        raise NotALogo
    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotALogo
            seen = picture.convert("RGBA")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as wrong:
        raise NotALogo from wrong
    bare = Image.new("RGBA", seen.size)
    bare.paste(seen)
    bare.thumbnail((SIDE, SIDE))
    out = io.BytesIO()
    bare.save(out, "PNG", optimize=True)
    return out.getvalue()

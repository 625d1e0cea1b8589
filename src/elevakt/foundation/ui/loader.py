"""Templates without their indentation: it is for us, and would be a third of every page."""

import re

from django.template import Origin
from django_cotton.cotton_loader import Loader as CottonLoader  # type: ignore[import-untyped]

INDENTATION = re.compile(r"\n\s+")


class Loader(CottonLoader):  # type: ignore[misc]
    """Loads a template as django-cotton does, and drops the indentation once, when it is compiled.

    Line breaks stay, so that what stood apart still does. A translated block of several lines must
    say `trimmed`, or its text would no longer be the one in the catalogue.
    """

    def get_contents(self, origin: Origin) -> str:
        """Return the source of a template, each line from its first character."""
        source: str = super().get_contents(origin)
        return INDENTATION.sub("\n", source)

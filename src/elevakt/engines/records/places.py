"""Where modules put the templates of their documents."""

from dataclasses import dataclass
from pathlib import Path

from elevakt.foundation.kernel.house import Place


@dataclass(frozen=True)
class Templates:
    """A folder of templates: ``<id>/v<n>.toml`` with ``v<n>.typ`` beside."""

    folder: Path


DOCUMENTS: Place[Templates] = Place("records.DOCUMENTS", Templates)

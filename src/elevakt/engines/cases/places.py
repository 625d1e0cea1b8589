"""Where modules put what the case engine runs."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from elevakt.foundation.kernel.house import Place
from elevakt.foundation.ui.chrome import Text


@dataclass(frozen=True)
class Processes:
    """A folder of processes: ``<id>/v<n>.toml``, translations beside, and ``lock.toml``."""

    folder: Path


class ScannerUnavailable(Exception):
    """A scanner cannot answer now; nothing is taken in that it has not looked at."""


@dataclass(frozen=True)
class Scanner:
    """Looks at every file before anything else does, such as a virus scanner of the organiser's.

    :param name: what it is called, for the map of the house
    :param is_clean: whether a file, as it was sent, may be taken in; raises ``ScannerUnavailable``
    """

    name: str
    is_clean: Callable[[bytes], bool]


SCANNERS: Place[Scanner] = Place("cases.SCANNERS", Scanner)

PROCESSES: Place[Processes] = Place("cases.PROCESSES", Processes)


@dataclass(frozen=True)
class InForceKind:
    """A kind of instruction that a field ``creates``, and the heading that it stands under.

    :param in_lessons: whether those who teach have it beside their groups too
    """

    kind: str
    title: Text
    in_lessons: bool = True


IN_FORCE: Place[InForceKind] = Place("cases.IN_FORCE", InForceKind)

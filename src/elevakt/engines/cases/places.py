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
    :param is_mapped: whether whoever leads a unit sees on one page who has it and how it goes
    """

    kind: str
    title: Text
    in_lessons: bool = True
    is_mapped: bool = False


IN_FORCE: Place[InForceKind] = Place("cases.IN_FORCE", InForceKind)


@dataclass(frozen=True)
class UnitPage:
    """A page about a school unit, for whoever leads it: its own page links there."""

    url_name: str
    icon: str
    label: Text


UNIT_PAGES: Place[UnitPage] = Place("cases.UNIT_PAGES", UnitPage)


@dataclass(frozen=True)
class PupilPage:
    """A page about a pupil, for whoever reaches her on one of these bases: others link there."""

    url_name: str
    icon: str
    label: Text
    bases: frozenset[str]


PUPIL_PAGES: Place[PupilPage] = Place("cases.PUPIL_PAGES", PupilPage)

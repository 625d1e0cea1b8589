"""Where modules put what the case engine runs."""

from dataclasses import dataclass
from pathlib import Path

from elevakt.foundation.kernel.house import Place
from elevakt.foundation.ui.chrome import Text


@dataclass(frozen=True)
class Processes:
    """A folder of processes: ``<id>/v<n>.toml``, translations beside, and ``lock.toml``."""

    folder: Path


PROCESSES: Place[Processes] = Place("cases.PROCESSES", Processes)


@dataclass(frozen=True)
class InForceKind:
    """A kind of instruction that a field ``creates``, and its heading on the pupil page."""

    kind: str
    title: Text


IN_FORCE: Place[InForceKind] = Place("cases.IN_FORCE", InForceKind)

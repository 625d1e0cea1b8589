"""What the directory module brings to the house."""

from elevakt.foundation.kernel.house import Manifest
from elevakt.foundation.ui.places import HELP, Help

MANIFEST = Manifest(
    "directory",
    "Personal och vem som ansvarar för vad, på varje skola.",
    contributes={HELP: (Help("directory:staff"),)},
)

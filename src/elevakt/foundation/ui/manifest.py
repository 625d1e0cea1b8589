"""What the screen components bring to the house."""

from elevakt.foundation.kernel.house import Manifest
from elevakt.foundation.ui.places import HELP, MENU, PERSONAS

MANIFEST = Manifest("ui", "Komponenter, utseende och sidans ram.", places=(MENU, HELP, PERSONAS))

"""What the case engine brings to the house."""

from elevakt.engines.cases.places import IN_FORCE, PROCESSES
from elevakt.foundation.kernel.house import Manifest

MANIFEST = Manifest(
    "cases",
    "Allt som tar steg: processer, händelser, plan och ärendesidor.",
    places=(PROCESSES, IN_FORCE),
)

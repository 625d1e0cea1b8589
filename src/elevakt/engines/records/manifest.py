"""What the records engine brings to the house."""

from elevakt.engines.records.places import DOCUMENTS
from elevakt.foundation.kernel.house import Manifest

MANIFEST = Manifest(
    "records",
    "Diarienummer, och de handlingar som sparas.",
    places=(DOCUMENTS,),
)

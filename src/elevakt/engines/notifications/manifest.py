"""What notifications bring to the house."""

from elevakt.engines.notifications.places import LEADS
from elevakt.foundation.kernel.house import Manifest

MANIFEST = Manifest(
    "notifications",
    "Aviseringar: hålls en gång, kommer fram på en arbetsdag och säger aldrig vem det gäller.",
    places=(LEADS,),
)

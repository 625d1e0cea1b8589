"""What the support module brings: its processes, its documents, and the support now in force."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from elevakt.engines.cases.places import IN_FORCE, PROCESSES, InForceKind, Processes
from elevakt.engines.records.places import DOCUMENTS, Templates
from elevakt.foundation.kernel.house import Manifest

HERE = Path(__file__).parent

MANIFEST = Manifest(
    "support",
    "Stöd: extra anpassningar, särskilt stöd, elevhälsa och det som hör dit.",
    contributes={
        DOCUMENTS: (Templates(HERE / "documents"),),
        PROCESSES: (Processes(HERE / "processes"),),
        IN_FORCE: (InForceKind("support", _("Stöd som gäller nu"), is_mapped=True),),
    },
)

"""What the attendance module brings: its processes, their documents, and what is in force."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from elevakt.engines.cases.places import IN_FORCE, PROCESSES, InForceKind, Processes
from elevakt.engines.records.places import DOCUMENTS, Templates
from elevakt.foundation.kernel.house import Manifest

HERE = Path(__file__).parent

MANIFEST = Manifest(
    "attendance",
    "Närvaro: frånvaro som utreds och vänds, och ledighet som söks.",
    contributes={
        DOCUMENTS: (Templates(HERE / "documents"),),
        PROCESSES: (Processes(HERE / "processes"),),
        IN_FORCE: (
            InForceKind("return_plan", _("Plan för närvaro som gäller nu")),
            InForceKind("leave", _("Beviljad ledighet"), in_lessons=False),
        ),
    },
)

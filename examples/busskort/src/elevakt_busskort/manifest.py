"""What the busskort module brings: a process, a document, and a line in the menu."""

from pathlib import Path

from elevakt.engines.cases.places import PROCESSES, Processes
from elevakt.engines.records.places import DOCUMENTS, Templates
from elevakt.foundation.kernel.house import Manifest
from elevakt.foundation.ui.places import MENU, MenuEntry

HERE = Path(__file__).parent

MANIFEST = Manifest(
    "busskort",
    "Busskort: hemmet ansöker, skolan svarar.",
    contributes={
        DOCUMENTS: (Templates(HERE / "documents"),),
        PROCESSES: (Processes(HERE / "processes"),),
        MENU: (MenuEntry("busskort:about", "info", "Busskort", 90, lambda _around: True),),
    },
)

"""What the oversight module brings to the house."""

from django.utils.translation import gettext_lazy as _

from elevakt.engines.cases.places import PUPIL_PAGES, PupilPage
from elevakt.engines.notifications.places import LEADS, Leads
from elevakt.foundation.kernel.house import Manifest
from elevakt.foundation.ui.places import MENU, MenuEntry
from elevakt.modules.oversight.actions import EMERGENCY

MANIFEST = Manifest(
    "oversight",
    "Vem som har läst, nödöppning, och att någon tittar på det efteråt.",
    contributes={
        MENU: (
            MenuEntry(
                "oversight:start",
                "eye",
                _("Granskning"),
                50,
                lambda around: around.leads or around.oversees or around.is_officer,
            ),
        ),
        LEADS: (Leads(EMERGENCY, "oversight:start"),),
        PUPIL_PAGES: (
            PupilPage("oversight:pupil", "eye", _("Vem har läst?"), frozenset({"leads"})),
        ),
    },
)

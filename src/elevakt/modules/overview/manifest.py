"""What the overview module brings to the house."""

from django.utils.translation import gettext_lazy as _

from elevakt.foundation.kernel.house import Manifest
from elevakt.foundation.ui.places import MENU, MenuEntry

MANIFEST = Manifest(
    "overview",
    "Enheten för den som leder den, och det huvudmannen har fått veta.",
    contributes={
        MENU: (
            MenuEntry(
                "overview:units", "chart-column", _("Min enhet"), 30, lambda around: around.leads
            ),
            MenuEntry(
                "overview:told",
                "inbox",
                _("Till huvudmannen"),
                40,
                lambda around: around.is_officer,
            ),
        )
    },
)

"""What the home door brings to the house."""

from django.utils.translation import gettext_lazy as _

from elevakt.foundation.kernel.house import Manifest
from elevakt.foundation.ui.places import MENU, MenuEntry

MANIFEST = Manifest(
    "home",
    "Första sidan, sök och aviseringar.",
    contributes={
        MENU: (
            MenuEntry("home:home", "house", _("Hem"), 0, lambda around: True),
            MenuEntry("report:kinds", "megaphone", _("Rapportera"), 10, lambda around: True),
        )
    },
)

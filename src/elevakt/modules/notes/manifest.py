"""What the notes module brings to the house."""

from django.utils.translation import gettext_lazy as _

from elevakt.foundation.kernel.house import Manifest
from elevakt.foundation.ui.places import MENU, MenuEntry

MANIFEST = Manifest(
    "notes",
    "Anteckningar: tre slag, som hålls isär innan man skriver.",
    contributes={
        MENU: (
            MenuEntry(
                "notes:kinds",
                "notebook-pen",
                _("Anteckna"),
                28,
                lambda around: around.is_staff,
            ),
        )
    },
)

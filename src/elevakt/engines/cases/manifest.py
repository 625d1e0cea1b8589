"""What the case engine brings to the house."""

from django.utils.translation import gettext_lazy as _

from elevakt.engines.cases.places import IN_FORCE, PROCESSES, SCANNERS, UNIT_PAGES
from elevakt.foundation.kernel.house import Manifest
from elevakt.foundation.ui.places import MENU, MenuEntry

MANIFEST = Manifest(
    "cases",
    "Allt som tar steg: processer, händelser, plan och ärendesidor.",
    places=(PROCESSES, IN_FORCE, SCANNERS, UNIT_PAGES),
    contributes={
        MENU: (
            MenuEntry(
                "cases:list",
                "folder-open",
                _("Ärenden"),
                25,
                # Anybody else gets a case by name only, and then has one.
                lambda around: around.leads or around.is_officer or around.teaches or around.works,
            ),
        )
    },
)

"""What the pupils module brings to the house."""

from django.utils.translation import gettext_lazy as _

from elevakt.engines.cases.places import PUPIL_PAGES, UNIT_PAGES, PupilPage, UnitPage
from elevakt.foundation.kernel.house import Manifest
from elevakt.foundation.ui.places import MENU, MenuEntry

MANIFEST = Manifest(
    "pupils",
    "Mina elever och elevens sida.",
    contributes={
        MENU: (
            MenuEntry("pupils:list", "users", _("Mina elever"), 20, lambda around: around.teaches),
        ),
        PUPIL_PAGES: (
            PupilPage(
                "pupils:pupil",
                "users",
                _("Elevens sida"),
                frozenset(
                    {
                        "leads",
                        "mentors",
                        "teaches",
                        "cares",
                        "administers",
                        "covers",
                        "assists",
                        "break_glass",
                    }
                ),
            ),
            PupilPage(
                "pupils:circumstances",
                "shield",
                _("Särskilda omständigheter"),
                frozenset({"leads"}),
            ),
        ),
        UNIT_PAGES: (UnitPage("pupils:map", "clipboard-check", _("Stödkarta")),),
    },
)

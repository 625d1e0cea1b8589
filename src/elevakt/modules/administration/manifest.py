"""What the administration module brings to the house."""

from django.utils.translation import gettext_lazy as _

from elevakt.engines.cases.places import PUPIL_PAGES, UNIT_PAGES, PupilPage, UnitPage
from elevakt.engines.notifications.places import LEADS, Leads
from elevakt.foundation.kernel.house import Manifest
from elevakt.foundation.ui.places import MENU, MenuEntry
from elevakt.modules.administration.actions.calendars import CALENDAR
from elevakt.modules.administration.actions.giving import (
    GIVEN,
    RESET_ANSWERED,
    RESET_TO_CONFIRM,
    REVIEW,
    TO_CONFIRM,
)
from elevakt.modules.administration.actions.importing import (
    IMPORT_ANSWERED,
    IMPORT_TO_CONFIRM,
    IMPORTED,
)

MANIFEST = Manifest(
    "administration",
    "Uppdrag som ges och bekräftas, vikarier, delegation, och vilka som når en enhets elever.",
    contributes={
        MENU: (
            MenuEntry(
                "administration:grants",
                "shield-check",
                _("Administration"),
                60,
                lambda around: around.administers,
            ),
        ),
        UNIT_PAGES: (
            UnitPage("administration:reach", "shield-check", _("Vilka har tillgång")),
            UnitPage("administration:calendar", "clock", _("Terminer och lov")),
            UnitPage("administration:covers", "users", _("Vikarier")),
            UnitPage("administration:delegation", "users", _("Delegation")),
        ),
        PUPIL_PAGES: (
            PupilPage(
                "administration:assistants",
                "users",
                _("Elevassistenter"),
                frozenset({"leads"}),
            ),
        ),
        LEADS: (
            Leads(GIVEN, "administration:grants"),
            Leads(TO_CONFIRM, "administration:grants"),
            Leads(RESET_TO_CONFIRM, "administration:log_ins"),
            Leads(RESET_ANSWERED, "administration:log_ins"),
            Leads(REVIEW, "administration:reviews"),
            Leads(IMPORTED, "administration:reviews"),
            Leads(IMPORT_TO_CONFIRM, "administration:imports"),
            Leads(CALENDAR, "administration:calendars"),
            Leads(IMPORT_ANSWERED, "administration:imports"),
        ),
    },
)

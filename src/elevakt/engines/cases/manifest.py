"""What the case engine brings to the house."""

from django.utils.translation import gettext_lazy as _

from elevakt.engines.cases.places import IN_FORCE, PROCESSES, PUPIL_PAGES, SCANNERS, UNIT_PAGES
from elevakt.engines.cases.queries.mentions import is_named
from elevakt.engines.cases.reactions import look_for_moves, plan_anew
from elevakt.foundation.kernel.house import Manifest
from elevakt.foundation.ui.places import MENU, MenuEntry
from elevakt.trust.audit.places import CHAINS, Chain
from elevakt.trust.people.events import CalendarChanged, EnrolmentsChanged
from elevakt.trust.people.places import USES, Use

MANIFEST = Manifest(
    "cases",
    "Allt som tar steg: processer, händelser, plan och ärendesidor.",
    places=(PROCESSES, IN_FORCE, SCANNERS, UNIT_PAGES, PUPIL_PAGES),
    reacts={EnrolmentsChanged: (look_for_moves,), CalendarChanged: (plan_anew,)},
    contributes={
        USES: (Use(_("någon som kom med den är nämnd i ett ärende"), is_named),),
        # A head stays when a text is disposed of; a part goes, and the hash of it stays.
        CHAINS: (
            Chain(
                "cases.entry",
                (
                    "id",
                    "matter_id",
                    "no",
                    "kind",
                    "step",
                    "instance",
                    "by_person_id",
                    "by_role",
                    "on_behalf_of_id",
                    "at",
                    "happened_on",
                    "corrects_id",
                    "definition_digest",
                    "request_id",
                ),
            ),
            Chain(
                "cases.entry_part",
                (
                    "id",
                    "entry_id",
                    "matter_id",
                    "no",
                    "by_person_id",
                    "circle",
                    "about_person_id",
                    "answers",
                    "text",
                ),
                head=("cases.entry", "entry_id"),
                is_disposable=True,
            ),
        ),
        MENU: (
            MenuEntry(
                "cases:list",
                "folder-open",
                _("Ärenden"),
                25,
                # Anybody else gets a case by name only, and then has one.
                lambda around: around.leads or around.is_officer or around.teaches or around.works,
            ),
        ),
    },
)

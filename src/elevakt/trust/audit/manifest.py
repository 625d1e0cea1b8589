"""What the log brings to the house: its own tables are sealed."""

from django.utils.translation import gettext_lazy as _

from elevakt.foundation.kernel.house import Manifest
from elevakt.trust.audit.places import CHAINS, Chain
from elevakt.trust.audit.queries import has_been_opened
from elevakt.trust.people.places import USES, Use

MANIFEST = Manifest(
    "audit",
    "Vem som har öppnat vad, och att ingen har ändrat i det.",
    places=(CHAINS,),
    contributes={
        USES: (Use(_("någon har redan öppnat en elev som kom med den"), has_been_opened),),
        CHAINS: (
            Chain(
                "audit.opening",
                (
                    "id",
                    "at",
                    "person_id",
                    "standing_id",
                    "side",
                    "page",
                    "kind",
                    "matter_id",
                    "subjects",
                    "bases",
                    "matters",
                    "reason",
                    "address",
                ),
            ),
            Chain("audit.refusal", ("id", "at", "person_id", "page", "what")),
            Chain("audit.search", ("id", "at", "person_id", "unit_id", "hits")),
            Chain("audit.disposal", ("id", "at", "chain", "row_id", "decision_id")),
        ),
    },
)

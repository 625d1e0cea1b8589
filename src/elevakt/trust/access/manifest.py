"""What access brings to the house: what is put on, and that it was looked at, is sealed."""

from elevakt.foundation.kernel.house import Manifest
from elevakt.trust.audit.places import CHAINS, Chain

_SIGNED = ("id", "signed_by_id", "signed_at", "words")

MANIFEST = Manifest(
    "access",
    "Vem som får, och på vilken grund.",
    contributes={
        CHAINS: (
            # When it ends may still change: whoever has put it on takes it off.
            Chain(
                "access.put_on",
                ("id", "person_id", "basis", "pupil_id", "reason"),
                at="lower(valid_during)",
            ),
            Chain("access.review", (*_SIGNED, "put_on_id"), at="signed_at"),
            Chain("access.look", (*_SIGNED, "hit_id"), at="signed_at"),
            Chain(
                "access.step_reset",
                ("id", "person_id", "reason", "asked_by_id", "asked_at"),
                at="asked_at",
            ),
            Chain(
                "access.step_reset_answer",
                ("id", "is_confirmed", "answered_by_id", "answered_at"),
                at="answered_at",
            ),
        )
    },
)

"""What standing brings to the house: whoever has a log-in is held on to."""

from django.utils.translation import gettext_lazy as _

from elevakt.foundation.kernel.house import Manifest
from elevakt.trust.people.places import USES, Use
from elevakt.trust.standing.queries import has_log_in

MANIFEST = Manifest(
    "standing",
    "Som vem: en inloggning och en person, på en sida.",
    contributes={USES: (Use(_("någon som kom med den har fått en inloggning"), has_log_in),)},
)

"""What people brings to the house: the place where others say that they hold on to persons."""

from elevakt.foundation.kernel.house import Manifest
from elevakt.trust.people.places import USES

MANIFEST = Manifest("people", "Vilka som finns, och var de hör hemma.", places=(USES,))

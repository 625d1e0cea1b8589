"""Where apps say what a notice leads to that is about no matter."""

from dataclasses import dataclass

from elevakt.foundation.kernel.house import Place


@dataclass(frozen=True)
class Leads:
    """A kind of notice leads to a page that whoever is told may open."""

    kind: str
    url_name: str


LEADS: Place[Leads] = Place("notifications.LEADS", Leads)

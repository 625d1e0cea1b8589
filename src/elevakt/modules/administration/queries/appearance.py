"""How the organiser looks."""

from dataclasses import dataclass

from elevakt.foundation.ui.chrome import HOUSE_THEME
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.people.models import Appearance


@dataclass(frozen=True, slots=True)
class Look:
    """Name, colours and logo, as the organiser has said or as the house has them."""

    name: str
    accent: str
    neutral: str
    logo: bytes


def appearance(actor: Actor) -> Look:
    """Return how the actor's organiser looks."""
    found = Appearance.objects.filter(organiser_id=actor.organiser_id).first()
    if found is None:
        return Look("", HOUSE_THEME.accent, HOUSE_THEME.neutral, b"")
    return Look(found.name, found.accent, found.neutral, bytes(found.logo))


def logo(actor: Actor, digest: str) -> bytes:
    """Return the logo of the actor's organiser.

    :raises NotFound: if it has none, or another
    """
    found = Appearance.objects.filter(logo_digest=digest).exclude(logo_digest="").first()
    if found is None:
        raise NotFound
    return bytes(found.logo)

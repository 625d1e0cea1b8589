"""How sure we must be that it is the person, for what is grave."""

from elevakt.trust.access.enums import LoginStrength
from elevakt.trust.access.rules.actor import Actor


def is_strong(actor: Actor) -> bool:
    """Say whether the log-in was strong. A persona of the demo counts: only the demo has them."""
    return actor.strength in (LoginStrength.STRONG, LoginStrength.DEMO)

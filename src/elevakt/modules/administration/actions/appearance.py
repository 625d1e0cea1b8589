"""Say how the organiser looks: its short name, two colours and a logo."""

import hashlib

from elevakt.foundation.kernel import clock
from elevakt.modules.administration.queries.appearance import appearance
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.queries.giving import is_administrator
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.people.models import Appearance


def look_like(actor: Actor, *, name: str, accent: str, neutral: str, logo: bytes | None) -> None:
    """Let the organiser look so.

    :param logo: a PNG that has been drawn anew; empty for none, None for the one there is
    :raises NotFound: if the actor is no administrator
    """
    if not is_administrator(actor):
        raise NotFound
    now = appearance(actor)
    kept = now.logo if logo is None else logo
    with engine_writes():
        Appearance.objects.update_or_create(
            organiser_id=actor.organiser_id,
            defaults={
                "name": name,
                "accent": accent,
                "neutral": neutral,
                "logo": kept,
                "logo_digest": hashlib.sha256(kept).hexdigest() if kept else "",
                "changed_at": clock.now(),
                "changed_by_id": actor.person,
            },
        )

"""Words that are not sent yet. Each is its writer's alone, whatever becomes of the case."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from django.db.models import QuerySet

from elevakt.engines.cases import models
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor

MOST = 50


@dataclass(frozen=True, slots=True)
class DraftKey:
    """Which form a draft belongs to: ``receive`` of a case, or a report that has no case yet."""

    form: str
    matter: uuid.UUID | None = None
    instance: str = ""


@dataclass(frozen=True)
class Kept:
    """What was kept of a form: the values of each control, and when it was last written."""

    revision: int = 0
    values: Mapping[str, list[str]] = field(default_factory=dict)
    saved_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Unsent:
    """A text that waits in a draft.

    :param is_reachable: whether its form can still be opened: the case may have changed readers
    """

    key: DraftKey
    saved_at: dt.datetime
    text: str
    is_reachable: bool


def rows_of(actor: Actor, key: DraftKey) -> QuerySet[models.Draft]:
    """Return the rows of a draft, those that were cleared among them."""
    return models.Draft.objects.filter(
        person_id=actor.person,
        side=actor.side,
        matter_id=key.matter,
        form=key.form,
        instance=key.instance,
    )


def draft(actor: Actor, key: DraftKey) -> Kept:
    """Return what was kept of a form."""
    rows = asked(
        """
        select revision, field, said, saved_at from cases.draft
         where person_id = %(person)s and side = %(side)s and form = %(form)s
           and instance = %(instance)s and matter_id is not distinct from %(matter)s
        """,
        {"person": actor.person, "side": actor.side, **asdict(key)},
    )
    full = [(field, said, saved_at) for _, field, said, saved_at in rows if said]
    return Kept(
        revision=max((revision for revision, *_ in rows), default=0),
        values={field: said for field, said, _ in full},
        saved_at=max((saved_at for *_, saved_at in full), default=None),
    )


def unsent(actor: Actor) -> list[Unsent]:
    """Return every longer text of the actor that was never sent, newest first."""
    drafts = models.Draft.objects.filter(person_id=actor.person, side=actor.side)
    rows = drafts.exclude(said=[])
    found = [
        (row, text)
        for row in rows.order_by("-saved_at")[:MOST]
        for text in row.said
        if " " in text.strip()
    ]
    matters = {row.matter_id for row, _ in found if row.matter_id}
    seen = (
        models.Case.objects.filter(matter_id__in=matters) if matters else models.Case.objects.none()
    )
    reachable = {None, *seen.values_list("matter_id", flat=True)}
    return [
        Unsent(
            DraftKey(row.form, row.matter_id, row.instance),
            row.saved_at,
            text,
            is_reachable=row.matter_id in reachable,
        )
        for row, text in found
    ]

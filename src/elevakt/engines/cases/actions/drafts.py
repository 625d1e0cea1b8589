"""Keep words before they are sent: no closed page, log-out or lost access loses them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from django.db import connection

from elevakt.engines.cases import models
from elevakt.engines.cases.queries.drafts import DraftKey, rows_of
from elevakt.foundation.kernel import clock
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.rules.refusals import NotFound

LONGEST_FIELD = 100
LONGEST_TEXT = 60_000


class WrittenElsewhere(Exception):
    """Another page has written one of the fields since this page was made; both are to be shown."""

    def __init__(self, revision: int, texts: Mapping[str, str]) -> None:
        """Keep the newest revision, and what the other page wrote, by field."""
        super().__init__(revision)
        self.revision = revision
        self.texts = dict(texts)


def save_draft(
    actor: Actor,
    key: DraftKey,
    said: Mapping[str, Sequence[str]],
    *,
    page: str,
    based_on: int | None = None,
) -> dt.datetime:
    """Keep the values of some controls of a form, and return when.

    :param page: which opening of the page writes; what it wrote itself it may write again
    :param based_on: the revision that the page was made from; None writes over what is there
    :raises NotFound: if no form is called so
    :raises WrittenElsewhere: if another page wrote one of them after ``based_on``
    """
    if max(len(key.form), len(key.instance)) > LONGEST_FIELD:
        raise NotFound
    page = page[:LONGEST_FIELD]
    there = {row.field: row for row in rows_of(actor, key)}
    newest = max((row.revision for row in there.values()), default=0)
    if based_on is not None:
        # A page that was made before the draft was sent begins anew with it.
        based_on = based_on if based_on <= newest else 0
        clashing = {
            name: "\n".join(there[name].said)
            for name, values in said.items()
            if name in there
            and there[name].revision > based_on
            and there[name].page != page
            and there[name].said != list(values)
        }
        if clashing:
            raise WrittenElsewhere(newest, clashing)
    kept = [
        _row(actor, key, name, list(values), page=page, revision=newest + 1)
        for name, values in said.items()
        if len(name) <= LONGEST_FIELD and sum(map(len, values)) <= LONGEST_TEXT
    ]
    models.Draft.objects.bulk_create(
        kept,
        update_conflicts=True,
        unique_fields=["person_id", "side", "matter_id", "form", "instance", "field"],
        update_fields=["said", "page", "revision", "saved_at"],
    )
    return clock.now()


def clear_draft(actor: Actor, key: DraftKey) -> None:
    """Empty a draft: its words are sent, or their writer has thrown them away."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            update cases.draft set said = '{}', revision = 0
             where person_id = %(person)s and side = %(side)s and form = %(form)s
               and instance = %(instance)s and matter_id is not distinct from %(matter)s
               and said <> '{}'
            """,
            {"person": actor.person, "side": actor.side, **asdict(key)},
        )


def _row(
    actor: Actor, key: DraftKey, name: str, said: list[str], *, page: str, revision: int
) -> models.Draft:
    return models.Draft(
        organiser_id=actor.organiser_id,
        person_id=actor.person,
        side=actor.side,
        matter_id=key.matter,
        form=key.form,
        instance=key.instance,
        field=name,
        said=said,
        page=page,
        revision=revision,
        saved_at=clock.now(),
    )

"""Take back the latest import, as long as nobody has built on it."""

import uuid
from collections.abc import Callable

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from elevakt.foundation.kernel import clock
from elevakt.foundation.kernel.events import publish
from elevakt.trust.people import models
from elevakt.trust.people.events import EnrolmentsChanged
from elevakt.trust.people.places import USES
from elevakt.trust.people.queries import MODELS


class NothingToTakeBack(Exception):
    """There is no import, or the latest has been taken back already."""


class BuiltOn(Exception):
    """Something has been built on the import; the text says what."""


def take_back(
    organiser_id: uuid.UUID,
    *,
    by_person_id: uuid.UUID | None = None,
    look: Callable[[], None] = lambda: None,
) -> models.RosterImport:
    """Take back the latest import, as machinery: everything is as it was before, or as it is.

    :param by_person_id: who does it; None on the machine itself
    :param look: looks at the roster when it has been done, and raises what it will not let happen
    :raises NothingToTakeBack: if there is nothing to take back
    :raises BuiltOn: if something has been built on it
    """
    made = latest(organiser_id)
    if made is None or made.undone_at is not None:
        raise NothingToTakeBack
    _require_nothing_built_on(made)
    try:
        with transaction.atomic():
            for resource, model in MODELS.items():
                _put_back(made, resource, model)
            with connection.cursor() as cursor:
                cursor.execute("select access.delete_added(%s)", [made.id])
            look()
    except IntegrityError:
        what = _("någon som kom med den finns i ett ärende eller har fått ett uppdrag")
        raise BuiltOn(what) from None
    models.RosterImport.objects.filter(id=made.id).update(
        undone_at=clock.now(), undone_by_id=by_person_id
    )
    models.HeldRow.objects.filter(organiser_id=organiser_id, since=made.at).delete()
    models.RosterBefore.objects.filter(roster_import=made).delete()
    publish(EnrolmentsChanged(organiser_id))
    return made


def latest(organiser_id: uuid.UUID) -> models.RosterImport | None:
    """Return the latest import of an organiser. Called as machinery."""
    made = models.RosterImport.objects.filter(organiser_id=organiser_id)
    return made.order_by("-at", "-id").first()


def _require_nothing_built_on(made: models.RosterImport) -> None:
    answered = models.HeldRow.objects.filter(answered_at__gte=made.at)
    if answered.filter(organiser_id=made.organiser_id).exists():
        raise BuiltOn(_("det som saknades i filerna har fått svar"))
    added = models.RosterBefore.objects.filter(
        roster_import=made, resource="persons", before__isnull=True
    )
    persons = list(added.values_list("row_id", flat=True))
    for use in USES.contributions() if persons else ():
        if use.is_used(made.organiser_id, persons, made.at):
            raise BuiltOn(str(use.what))


def _put_back(made: models.RosterImport, resource: str, model: type[models.OrganiserRow]) -> None:
    """Write the rows of one kind that were there, as they were."""
    quote = connection.ops.quote_name
    place = quote(model._meta.db_table)
    columns = [field.column for field in model._meta.concrete_fields]
    names = ", ".join(map(quote, columns))
    changed = ", ".join(f"{quote(name)} = excluded.{quote(name)}" for name in columns[1:])
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            insert into {place} ({names})
            select {", ".join(f"was.{quote(name)}" for name in columns)}
              from people.roster_before kept,
                   lateral jsonb_populate_record(null::{place}, kept.before) was
             where kept.roster_import_id = %s and kept.resource = %s and kept.before is not null
            on conflict (id) do update set {changed}
            """,  # noqa: S608
            [made.id, resource],
        )

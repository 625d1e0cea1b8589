"""Let a table hold precisely some rows, and touch only what differs.

A projection is made whole by every act, and most of it is then as it was. What is alike stays with
its key, so that an act costs what it changes.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.db.models import Model, QuerySet

from elevakt.foundation.kernel.rows import insert, put

M = TypeVar("M", bound=Model)


def keep(
    there: QuerySet[M], wanted: Iterable[M], by: Sequence[str], *, is_empty: bool = False
) -> list[M]:
    """Make the rows there the wanted ones, and return those that were added or changed.

    :param there: the rows that may stay, change or go
    :param by: the columns that tell which row is which
    :param is_empty: none is there yet, and so none is looked for
    """
    old = {} if is_empty else {_columns(row, by): row for row in there}
    new = {_columns(row, by): row for row in wanted}
    model = there.model
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    shown = [field.attname for field in fields]
    gone = [row.pk for key, row in old.items() if key not in new]
    written = []
    for key, row in new.items():
        before = old.get(key)
        if before is None:
            written.append(row)
        elif _columns(before, shown) != _columns(row, shown):
            row.pk = before.pk
            written.append(row)
    if gone:
        model._default_manager.filter(pk__in=gone).delete()
    if is_empty:
        insert(written)
    else:
        put(written)
    return written


def _columns(row: Model, names: Sequence[str]) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in names)

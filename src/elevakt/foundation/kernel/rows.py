"""Write many rows in one question, whose words are the same however many they are.

The database reads the rows out of one JSON value by the types of the table itself. So the question
stays prepared, and nothing is compiled per row and column, which is most of what an act would cost.
"""

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Sequence
from functools import cache

from django.db import connection
from django.db.models import Model
from psycopg.types.range import Range


def insert(rows: Iterable[Model], *, unless_there: bool = False) -> None:
    """Write rows of one table.

    :param unless_there: a row that breaks a unique key is left out, instead of failing the act
    :raises TypeError: if a value is of no kind that these tables hold
    """
    _write(list(rows), "on conflict do nothing" if unless_there else "")


def put(rows: Sequence[Model], *, by: tuple[str, ...] = (), only: tuple[str, ...] = ()) -> None:
    """Write rows of one table, each in the place of the one like it, if there is one.

    :param by: the columns of a unique key, that tell which is like it; the primary key if none
    :param only: the columns that are written over; all others than ``by`` if none
    """
    if rows:
        _write(rows, _in_its_place(type(rows[0]), by, only))


def _write(rows: Sequence[Model], on_conflict: str) -> None:
    if not rows:
        return
    model = type(rows[0])
    columns = _columns(model)
    values = [{column: _value(getattr(row, name)) for name, column in columns} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(f"{_question(model)} {on_conflict}", [json.dumps(values, default=_text)])
    for row in rows:
        row._state.adding = False


@cache
def _columns(model: type[Model]) -> tuple[tuple[str, str], ...]:
    return tuple((field.attname, field.column) for field in model._meta.concrete_fields)


@cache
def _question(model: type[Model]) -> str:
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(f'"{column}"' for _, column in _columns(model))
    return (
        f"insert into {table} ({columns}) select {columns}"  # noqa: S608
        f" from jsonb_populate_recordset(null::{table}, %s::jsonb)"
    )


@cache
def _in_its_place(model: type[Model], by: tuple[str, ...], only: tuple[str, ...]) -> str:
    by = by or (model._meta.pk.column,)
    over = only or tuple(column for _, column in _columns(model) if column not in by)
    key = ", ".join(f'"{column}"' for column in by)
    changed = ", ".join(f'"{column}" = excluded."{column}"' for column in over)
    return f"on conflict ({key}) do update set {changed}"


def _value(value: object) -> object:
    """Return a value; a pair is a period, as Django's own fields take it."""
    return Range(*value) if isinstance(value, tuple) else value


def _text(value: object) -> str:
    """Return a value in the words in which the database reads its type."""
    match value:
        case uuid.UUID():
            return str(value)
        case dt.date():
            return value.isoformat()
        case Range():
            begin, end = (
                "" if bound is None else _text(bound) for bound in (value.lower, value.upper)
            )
            return f"[{begin},{end})"
    raise TypeError(f"{type(value).__name__} is in no table that is written so.")

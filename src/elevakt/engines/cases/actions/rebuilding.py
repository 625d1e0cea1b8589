"""Make cases again from their ledgers, and say where the projections differed."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.db.models import Model

from elevakt.engines.cases import models
from elevakt.engines.cases.actions.projecting import project
from elevakt.trust.access.models import MatterReader


def rebuild(*, sample: int = 0, only: uuid.UUID | None = None) -> Iterator[tuple[str, list[str]]]:
    """Rebuild every case, a sample or one; give its number and what differed.

    Called as machinery inside ``engine_writes()``.

    :param sample: how many to take, spread evenly over all; 0 is every one
    """
    cases = models.Case.objects.order_by("opened_at", "matter_id")
    if only:
        cases = cases.filter(matter_id=only)
    step = max(1, cases.count() // sample) if sample else 1
    for case in list(cases)[::step]:
        before = _shown(case)
        project(case)
        after = _shown(models.Case.objects.get(pk=case.pk))
        yield case.number, [name for name in before if before[name] != after[name]]


def _shown(case: models.Case) -> dict[str, object]:
    """Return what is shown of a case, without the keys of its rows, which are made anew."""
    matter = case.matter_id
    return {
        "ärendet": _values(case, without=()),
        "personer": _rows(models.CasePerson, matter),
        "steg": _rows(models.Step, matter),
        "återtaget": _rows(models.Withdrawn, matter),
        "åtgärder": _rows(models.InForce, matter),
        "frågor": _rows(models.Asked, matter),
        "läsare": _rows(MatterReader, matter),
    }


def _rows(model: type[Model], matter: object) -> list[list[str]]:
    rows = model._default_manager.filter(matter_id=matter)
    return sorted(_values(row, without=("id",)) for row in rows)


def _values(row: Any, *, without: tuple[str, ...]) -> list[str]:
    return [
        f"{field.attname}={getattr(row, field.attname)}"
        for field in row._meta.concrete_fields
        if field.name not in without
    ]

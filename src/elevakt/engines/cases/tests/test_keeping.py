"""A table is made to hold precisely some rows, and only what differs is touched."""

import datetime as dt

import pytest

from elevakt.engines.cases.actions.keeping import keep
from elevakt.engines.cases.models import InForce
from elevakt.foundation.kernel import ids
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.rules.actor import machinery

MATTER = ids.new()
BY = ("no", "row")


@pytest.fixture
def machine(cast):
    with acting_as(machinery(cast.organiser.id, "test")) as actor:
        yield actor


def row(cast, number, instruction):
    return InForce(
        organiser_id=cast.organiser.id,
        matter_id=MATTER,
        no=1,
        row=number,
        kind="measure",
        pupil_id=cast.id("elis"),
        instruction=instruction,
        starts_on=dt.date(2026, 11, 20),
    )


def there():
    return InForce.objects.filter(matter_id=MATTER)


def shown():
    return list(there().order_by("row").values_list("row", "instruction"))


def test_what_is_new_is_added(cast, machine):
    written = keep(there(), [row(cast, 1, "Var ute."), row(cast, 2, "Släpp först.")], BY)

    assert len(written) == 2
    assert shown() == [(1, "Var ute."), (2, "Släpp först.")]


def test_what_is_alike_is_left_alone(cast, machine):
    keep(there(), [row(cast, 1, "Var ute.")], BY)
    before = list(there().values())

    assert keep(there(), [row(cast, 1, "Var ute.")], BY) == []
    assert list(there().values()) == before


def test_what_differs_is_changed_and_keeps_its_key(cast, machine):
    keep(there(), [row(cast, 1, "Var ute."), row(cast, 2, "Släpp först.")], BY)
    keys = dict(there().values_list("row", "id"))

    written = keep(there(), [row(cast, 1, "Var inne."), row(cast, 2, "Släpp först.")], BY)

    assert [one.row for one in written] == [1]
    assert shown() == [(1, "Var inne."), (2, "Släpp först.")]
    assert dict(there().values_list("row", "id")) == keys


def test_what_is_no_longer_wanted_is_taken_away(cast, machine):
    keep(there(), [row(cast, 1, "Var ute."), row(cast, 2, "Släpp först.")], BY)

    assert keep(there(), [row(cast, 2, "Släpp först.")], BY) == []
    assert shown() == [(2, "Släpp först.")]


def test_other_rows_stay(cast, machine):
    keep(there(), [row(cast, 1, "Var ute.")], BY)
    other = row(cast, 1, "En annans.")
    other.matter_id = ids.new()
    keep(InForce.objects.filter(matter_id=other.matter_id), [other], BY)

    keep(there(), [], BY)

    assert list(InForce.objects.values_list("instruction", flat=True)) == ["En annans."]

"""Rows that are written by the types of their table come back as they were."""

import datetime as dt

import pytest
from django.db import DataError, IntegrityError, transaction
from psycopg.types.range import Range

from elevakt.engines.cases.enums import EntryKind
from elevakt.engines.cases.models import Attachment, Entry, EntryPart, InForce
from elevakt.foundation.kernel import clock, ids
from elevakt.foundation.kernel.rows import insert, put
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.models import Matter, MatterReader
from elevakt.trust.access.rules.actor import machinery
from elevakt.trust.people.enums import Side

DAY = dt.date(2026, 11, 20)


@pytest.fixture
def machine(cast):
    with acting_as(machinery(cast.organiser.id, "test")) as actor:
        yield actor


@pytest.fixture
def matter(cast, machine):
    one = Matter(
        organiser_id=cast.organiser.id,
        lead_circles=[],
        part_circles=["work"],
        scope="degrading_treatment",
        officer_circles=[],
    )
    insert([one])
    return one


def measure(cast, matter, number, instruction="Var ute."):
    return InForce(
        organiser_id=cast.organiser.id,
        matter_id=matter.id,
        no=1,
        row=number,
        kind="measure",
        pupil_id=cast.id("elis"),
        instruction=instruction,
        starts_on=DAY,
    )


def values(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def kept(row):
    return values(type(row).objects.get(pk=row.pk))


def test_what_is_written_is_read_as_it_was(cast, matter):
    """Keys, numbers, days, moments, nothing at all, lists, periods, and text with every mark."""
    entry = Entry(
        organiser_id=cast.organiser.id,
        matter_id=matter.id,
        no=1,
        kind=EntryKind.NOTE,
        at=clock.now(),
        happened_on=DAY,
        definition_digest="",
        request_id=ids.new(),
    )
    part = EntryPart(
        organiser_id=cast.organiser.id,
        entry=entry,
        matter_id=matter.id,
        no=1,
        circle="work",
        answers={"text": "”Å” \\ \"'\n\t{}", "none": None, "many": [1, True, "é"]},
        text="Rad ett.\nRad två: 50 % \\u00e5 🙂",
    )
    reader = MatterReader(
        organiser_id=cast.organiser.id,
        matter_id=matter.id,
        person_id=cast.id("tom"),
        basis="participates",
        side=Side.STAFF,
        circles=["work", 'with "marks", and {braces}'],
        role="",
        may_write=True,
        source_id=matter.id,
        valid_during=Range(clock.now(), None),
    )

    insert([entry])
    insert([part])
    insert([reader])

    assert [kept(one) for one in (entry, part, reader)] == [
        values(one) for one in (entry, part, reader)
    ]


def test_an_empty_list_is_written_as_one(matter):
    assert kept(matter) == values(matter)


def test_many_rows_are_one_question(cast, matter, django_assert_num_queries):
    rows = [measure(cast, matter, number) for number in range(1, 30)]

    with django_assert_num_queries(1):
        insert(rows)

    assert InForce.objects.filter(matter_id=matter.id).count() == len(rows)


def test_no_row_is_no_question(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        insert([])
        put([])


def test_a_row_that_is_there_fails_the_act_unless_that_is_said(cast, matter):
    there, new = measure(cast, matter, 1), measure(cast, matter, 2)
    insert([there])
    there.instruction = "Släpp först."

    with pytest.raises(IntegrityError), transaction.atomic():
        insert([there, new])
    insert([there, new], unless_there=True)

    assert list(InForce.objects.order_by("row").values_list("row", "instruction")) == [
        (1, "Var ute."),
        (2, "Var ute."),
    ]


def test_a_row_is_put_in_the_place_of_the_one_with_its_key(cast, matter):
    there = measure(cast, matter, 1)
    insert([there])
    there.instruction, there.ends_on = "Släpp först.", DAY

    put([there, measure(cast, matter, 2)])

    assert list(InForce.objects.order_by("row").values_list("row", "instruction", "ends_on")) == [
        (1, "Släpp först.", DAY),
        (2, "Var ute.", None),
    ]


def test_what_the_table_cannot_hold_is_refused(cast, matter):
    with pytest.raises(DataError), transaction.atomic():
        insert([measure(cast, matter, 1, "noll\0tecken")])
    with pytest.raises(TypeError, match="bytes is in no table that is written so"):
        insert([Attachment(content=b"PDF")])

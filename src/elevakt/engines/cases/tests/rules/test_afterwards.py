"""What a report says will follow is what its definition makes follow."""

import pytest

from elevakt.engines.cases.enums import Role
from elevakt.engines.cases.rules.afterwards import afterwards
from elevakt.engines.cases.rules.reading.definitions import read_definition
from elevakt.engines.cases.tests.rules.changing import NOT_NARROW, changed

LOOK = 'within = { school_days = 2, from = "report", at = 15:00:00 }'
POST = 'title = "Anslå"\nby = "principal"'


def read(*pairs):
    return afterwards(read_definition(changed(*pairs), path="small.toml"))


@pytest.mark.parametrize(
    ("within", "when"),
    [
        ("within = { same_day = true }", "samma dag"),
        ("within = { school_days = 1, at = 15:00:00 }", "senast nästa skoldag 15.00"),
        ("within = { school_days = 1 }", "senast nästa skoldag"),
        ("within = { school_days = 2 }", "inom 2 skoldagar"),
        ("within = { working_days = 1 }", "senast nästa arbetsdag"),
        ("within = { working_days = 2 }", "inom 2 arbetsdagar"),
        ('within = { period = "P2W" }', "inom 2 veckor"),
        ("", "så snart det går"),
    ],
)
def test_whoever_leads_takes_over_when_the_definition_says(within, when):
    found = read((LOOK, within))

    assert (found.own, str(found.taken_over)) == ((), when)


def test_what_is_left_for_the_one_who_reported_is_said():
    found = read(
        (POST, 'title = "Anslå"\nby = "opener"\nor_by = ["principal"]'),
        ("within = { working_days = 1 }", "within = { same_day = true }"),
    )

    assert [(step.title, str(step.when)) for step in found.own] == [("Anslå", "samma dag")]
    assert str(found.taken_over) == "inom 2 skoldagar"


@pytest.mark.parametrize(
    ("lead", "leads"),
    [
        ('lead_unit = { enrolment_of = "owner" }', Role.PRINCIPAL),
        ("lead_unit = { organiser = true }", Role.ORGANISER),
    ],
)
def test_a_report_says_to_whom_it_goes(lead, leads):
    assert read(('lead_unit = { enrolment_of = "owner" }', lead)).leads is leads


def test_nobody_is_said_to_take_over_where_nobody_does_at_once():
    found = read(
        ('title = "Leta"\nby = "principal"', 'title = "Leta"\nby = "calls_home"'),
        NOT_NARROW,
        (POST, 'title = "Anslå"\nby = "opener"\nor_by = ["principal"]'),
    )

    assert found.taken_over is None

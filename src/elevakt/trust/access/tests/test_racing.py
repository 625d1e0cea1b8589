"""Two who change things at the same time: a duty that ends while a matter is opened."""

import threading
import time

import psycopg
import pytest
from django.conf import settings

from elevakt.foundation.kernel import ids
from elevakt.trust.access.testing.databases import administering, clone

HOUSE, UNIT, RUT, DUTY, ELIS, GROUP, MATTER = (ids.new() for _ in range(7))
ENDS = "update people.duty set period = tstzrange('2025-08-01', '2026-06-30')"
OPENS = f"""
    insert into access.matter (id, organiser_id, led_by_unit_id, lead_circles, lead_role,
                               part_circles, scope, officer_circles, officer_role,
                               delegate_role)
    values ('{MATTER}', '{HOUSE}', '{UNIT}', '{{report}}', 'principal', '{{}}', '', '{{}}', '', '')
"""
A_PRINCIPAL = f"""
    insert into people.organisation values ('{HOUSE}', '{HOUSE}', null, 'Norrvik', '', '');
    insert into people.school_unit (id, organiser_id, organisation_id, name, school_unit_code,
                                    school_types)
    values ('{UNIT}', '{HOUSE}', '{HOUSE}', 'Norra', '', '{{}}');
    insert into people.person (id, organiser_id, given_name, middle_name, family_name, display_name,
                               name_key, given_key, civic_no, sex, security_marking, is_protected,
                               person_status)
    values ('{RUT}', '{HOUSE}', 'Rut', '', 'Holm', '', '', '', '', '', 'Ingen', false, '');
    insert into people.duty (id, organiser_id, person_id, school_unit_id, duty_role, description,
                             period)
    values ('{DUTY}', '{HOUSE}', '{RUT}', '{UNIT}', 'Rektor', '', tstzrange('2025-08-01', null));
"""


CHOOSES = f"""
    insert into access.roster_reader (id, organiser_id, matter_id, about_person_id, by_basis,
                                      circles, role)
    values ('{ids.new()}', '{HOUSE}', '{MATTER}', '{ELIS}', 'mentors', '{{work}}', 'calls_home')
"""
A_MENTOR = f"""
    {OPENS};
    insert into people.person (id, organiser_id, given_name, middle_name, family_name, display_name,
                               name_key, given_key, civic_no, sex, security_marking, is_protected,
                               person_status)
    values ('{ELIS}', '{HOUSE}', 'Elis', '', 'Ek', '', '', '', '', '', 'Ingen', false, '');
    insert into people."group" (id, organiser_id, school_unit_id, name, group_type, school_type,
                                period)
    values ('{GROUP}', '{HOUSE}', '{UNIT}', '7B', 'Klass', 'GR', tstzrange(null, null));
    insert into people.group_membership (id, organiser_id, group_id, person_id, period)
    values ('{ids.new()}', '{HOUSE}', '{GROUP}', '{ELIS}', tstzrange(null, null));
    insert into people.assignment_role (id, organiser_id, duty_id, group_id, role_type, period)
    values ('{ids.new()}', '{HOUSE}', '{DUTY}', '{GROUP}', 'Mentor', tstzrange(null, null));
"""


@pytest.fixture
def connect(django_db_setup):
    """Open connections, past row security, to a database of one's own with one principal."""
    name, database = f"{django_db_setup}_race", settings.DATABASES["default"]
    connections = []

    def connect():
        connections.append(
            psycopg.connect(
                host=database["HOST"], port=database["PORT"], user=database["USER"], dbname=name
            )
        )
        return connections[-1]

    with administering() as run:
        clone(run, name)
    with connect() as connection:
        connection.execute(A_PRINCIPAL)
    yield connect
    for connection in connections:
        connection.close()
    with administering() as run:
        run("drop database {} with (force)", name)


@pytest.mark.parametrize(("first", "second"), [(ENDS, OPENS), (OPENS, ENDS)], ids=["ends", "opens"])
def test_nobody_reads_by_a_duty_that_ended_while_the_matter_was_opened(connect, first, second):
    assert ends_of_readings(connect(), connect(), first, second) == ["2026-06-30"]


@pytest.mark.parametrize(
    ("first", "second"), [(ENDS, CHOOSES), (CHOOSES, ENDS)], ids=["ends", "chooses"]
)
def test_nobody_reads_as_mentor_by_a_duty_that_ended_while_she_was_chosen(connect, first, second):
    one, other = connect(), connect()
    one.execute(A_MENTOR)
    one.commit()

    assert ends_of_readings(one, other, first, second) == ["2026-06-30"] * 2


def ends_of_readings(one, other, first, second):
    """Let two do something at the same time, and return when each reading then ends."""

    def act():
        other.execute(second)
        other.commit()

    one.execute(first)
    waiting = threading.Thread(target=act)
    waiting.start()
    time.sleep(0.2)
    one.commit()
    waiting.join(timeout=10)

    return [
        end
        for (end,) in one.execute(
            "select upper(valid_during)::date::text from access.matter_reader"
        ).fetchall()
    ]

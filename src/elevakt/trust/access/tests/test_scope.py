"""The views that the policies ask show one's own rows, on the side where one stands."""

import pytest
from django.db import ProgrammingError

from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.oracle import Oracle
from elevakt.trust.access.testing.rows import Rows
from elevakt.trust.access.tests.asking import column, rows, undone
from elevakt.trust.access.tests.matters import (
    bar,
    decide,
    invite,
    name_person,
    open_matter,
    stand_in,
)
from elevakt.trust.people.enums import GroupType, Side

COLUMNS = {
    "my_pupil": ("pupil_id", "basis"),
    "my_class": ("pupil_id", "name", "school_unit_id"),
    "my_group": ("pupil_id", "group_id", "name", "basis"),
    "my_unit": ("unit_id", "basis"),
    "my_duty": ("school_unit_id", "duty_role"),
    "my_grant": ("basis", "scope"),
    "my_stand_in": ("for_person_id",),
    "my_put_on": ("id", "basis", "pupil_id"),
    "my_reading": ("matter_id", "basis"),
    "my_bar": ("matter_id",),
    "my_kin": ("pupil_id",),
    "my_barred": ("pupil_id", "since"),
    "my_circle": ("person_id",),
    "my_matter_person": ("person_id", "matter_id"),
    "my_home": ("guardian_id", "pupil_id"),
    "my_led_home": ("guardian_id", "pupil_id"),
    "protected_now": ("person_id",),
}

FOR_THE_MACHINERY = ("told_home", "told_reader")


def expected(oracle, who):
    """Return what each view of the scope shows to somebody, by the oracle."""
    tables, own = oracle.rows, who.person_id
    readings = oracle.readings_of(who)
    away = {
        (one.for_person_id,) for one in oracle.stand_ins() if who.is_staff and one.person_id == own
    }
    return {
        "my_pupil": {
            (edge.pupil, edge.basis) for edge in oracle.edges if edge[0::3] == (own, who.side)
        },
        "my_class": {
            (member.person_id, group.name, group.school_unit_id)
            for member in tables.memberships
            for group in [tables.groups[member.group_id]]
            if group.group_type == GroupType.CLASS and oracle.now in member.period
            if oracle.bases(who, member.person_id) and oracle.sees_membership(who, member)
        },
        "my_group": {
            (pupil, group.id, group.name, basis)
            for pupil, group_id, basis in met(tables, own)
            for group in [tables.groups[group_id]]
            if who.is_staff and basis in oracle.bases(who, pupil) and oracle.is_open(who, pupil)
        },
        "my_unit": {
            (unit, "leads")
            for unit in {duty.school_unit_id for duty in tables.duties.values()}
            if who.is_staff and own in {person for person, _ in oracle.leading(unit)}
        },
        "my_duty": {
            (duty.school_unit_id, duty.duty_role)
            for duty in tables.duties.values()
            if who.is_staff and duty.person_id == own and oracle.now in duty.period
        },
        "my_grant": {
            (row.basis, row.scope)
            for row in tables.grants
            if who.is_staff
            and (row.person_id == own or (row.basis == "officer" and (row.person_id,) in away))
        },
        "my_stand_in": away,
        "my_put_on": {
            (row.id, row.basis, row.pupil_id)
            for row in tables.put_on
            if who.is_staff and row.person_id == own and oracle.now in row.valid_during
            if row.basis == "break_glass" or oracle.oversees(own)
        },
        "my_reading": {(reading.matter, reading.basis) for reading in readings},
        "my_bar": {(row.id,) for row in tables.matters if oracle.is_barred(own, row.id)},
        "my_kin": {(edge.pupil,) for edge in oracle.edges if edge[0::3] == (own, Side.FAMILY)},
        "my_barred": {
            (about.person_id, about.matter_id)
            for about in tables.matter_persons
            if oracle.is_barred(own, about.matter_id)
        },
        "my_circle": {
            (key,)
            for key in tables.persons
            if oracle.in_circle(who, key) or (key == own and oracle.bases(who, key))
        },
        "my_matter_person": {
            (about.person_id, about.matter_id)
            for about in tables.matter_persons
            for reading in readings
            if reading.matter == about.matter_id
            and (
                reading.basis in ("leads", "participates")
                or (reading.basis == "officer" and reading.may_write)
            )
            and reading.about in (None, about.person_id)
        },
        "my_home": {
            (home.guardian_id, home.pupil_id)
            for home in tables.responsibles
            if oracle.knows_home(who, home)
        },
        "my_led_home": {
            (home.guardian_id, home.pupil_id)
            for home in tables.responsibles
            if oracle.decides_home(who, home, of=home.guardian_id)
        },
        "protected_now": {
            (key,)
            for key, person in tables.persons.items()
            if person.is_protected and person.organiser_id == who.organiser_id
        },
    }


def met(tables, person):
    """Give each pupil of the groups that somebody teaches or mentors now, and the basis."""
    taught = [
        (of.group_id, teacher.duty_id, "teaches")
        for teacher in tables.activity_teachers
        for of in tables.activity_groups
        if of.activity_id == teacher.activity_id
    ]
    mentored = [(role.group_id, role.duty_id, "mentors") for role in tables.assignment_roles]
    kin = {(home.guardian_id, home.pupil_id) for home in tables.responsibles}
    for group, duty, basis in [*taught, *mentored]:
        for member in tables.memberships:
            if member.group_id == group and tables.duties[duty].person_id == person:
                is_kin = (person, member.person_id) in kin
                yield member.person_id, group, "teaches" if is_kin else basis


def shown():
    """Return what each view shows to whoever acts."""
    return {
        view: set(rows(f"select {', '.join(names)} from access.{view}"))
        for view, names in COLUMNS.items()
    }


def test_every_view_of_the_scope_is_among_those_that_are_tried(db):
    with arrange():
        views = column("select viewname from pg_views where schemaname = 'access'")

    assert views == {*COLUMNS, *FOR_THE_MACHINERY}


def test_what_is_for_the_machinery_is_shown_to_no_person(cast):
    for side in (Side.STAFF, Side.FAMILY):
        for view in FOR_THE_MACHINERY:
            denied = pytest.raises(ProgrammingError, match="denied")
            with acting_as(cast.actor("rut", side)), denied, undone():
                rows(f"select from access.{view}")


def test_a_view_of_the_scope_shows_only_ones_own_rows(cast):
    matter = open_matter(cast, "elis")
    name_person(cast, matter, "nora", unit="bjorkangen")
    invite(cast, matter, "kim", "work")
    for name in ("vera", "sten"):
        invite(cast, matter, name, "letter", basis="guardian", side=Side.FAMILY, about="elis")
    decide(cast, matter, "elis", "vera", "inform")
    decide(cast, matter, "elis", "sten", "ask")
    bar(cast, matter, "beata")
    open_matter(cast, "nova", "hilda", unit=None, officer="organiser")
    for who, away in (("cilla", "rut"), ("greta", "olof"), ("nils", "mia"), ("mia", "bo")):
        stand_in(cast, who, away)
    with arrange():
        oracle = Oracle(Rows.read(), clock.now())

    for name in cast.persons:
        for side in (Side.STAFF, Side.FAMILY):
            who = cast.actor(name, side)
            with acting_as(who):
                assert shown() == expected(oracle, who), (name, side)


def test_no_question_however_it_is_put_is_tried_on_the_rows_of_others(cast):
    matter = open_matter(cast, "elis")
    invite(cast, matter, "kim", "work")
    tells = "set_config('app.told', current_setting('app.told') || {}::text || ' ', true) is null"
    who = cast.actor("nils")

    with acting_as(who):
        for plan in ("on", "off"):
            for kind in ("enable_indexscan", "enable_bitmapscan"):
                rows("select set_config(%s, %s, true)", kind, plan)
            for view, (first, *_) in COLUMNS.items():
                rows("select set_config('app.told', '', true)")
                rows(f"select from access.{view} where {tells.format(first)}")
                [(told,)] = rows("select current_setting('app.told')")
                own = {str(row[0]) for row in shown()[view]}
                assert set(told.split()) <= own, f"{view} tells of others"


@pytest.mark.parametrize("side", [Side.STAFF, Side.FAMILY])
def test_a_view_of_the_scope_shows_nothing_to_nobody(cast, side):
    open_matter(cast, "elis")

    with acting_as(Actor(None, cast.organiser.id, side)):
        seen = shown()

    assert [view for view in seen if seen[view] and view != "protected_now"] == []

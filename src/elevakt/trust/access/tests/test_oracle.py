"""The database answers as the oracle does, in every world and for everybody in it."""

from hypothesis import HealthCheck, given, settings

from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.oracle import Oracle
from elevakt.trust.access.testing.rows import Rows
from elevakt.trust.access.testing.scope import Reading
from elevakt.trust.access.tests.asking import rows, undone
from elevakt.trust.access.tests.building import build
from elevakt.trust.access.tests.worlds import NOW, worlds
from elevakt.trust.people.enums import Side

_EVERYBODY = """
    select 'person', id from people.person union all
    select 'enrolment', id from people.enrolment union all
    select 'responsible', id from people.responsible
"""
_STAFF = """
    union all select 'contact', id from people.contact
    union all select 'membership', id from people.group_membership
    union all select 'duty', id from people.duty
    union all select 'assignment', id from people.assignment_role
    union all select 'circle', id from access.protected_circle
    union all select 'circumstance', id from access.special_circumstance
    union all select 'home decision', id from access.home_decision
    union all select 'opening', id from audit.opening
"""
_READINGS = """
    select matter_id, basis, side, circles, role, about_person_id, may_write from access.my_reading
"""
_MAY_CALL = "select pupil, guardian_id from unnest(%s) pupil, access.may_call(pupil)"
_ANSWERS = "select pupil, guardian_id, answer from unnest(%s) pupil, access.home_answers(pupil)"
_READERS = (
    "select matter, reader.* from unnest(%s::uuid[]) matter, access.readers_of(matter) reader"
)
_LOG = "select pupil, at from unnest(%s) pupil, access.openings_of(pupil, %s, 50)"


def expected(oracle, actor):
    """What the oracle lets the actor see, by the same names as the database."""
    tables, staff = oracle.rows, actor.is_staff
    seen = {
        "person": [key for key in tables.persons if oracle.sees_person(actor, key)],
        "enrolment": [row.id for row in tables.enrolments if oracle.sees_enrolment(actor, row)],
        "responsible": [
            row.id for row in tables.responsibles if oracle.sees_responsible(actor, row)
        ],
        "contact": [row.id for row in tables.contacts if oracle.sees_contact(actor, row)],
        "membership": [row.id for row in tables.memberships if oracle.sees_membership(actor, row)],
        "duty": [
            row.id for row in tables.duties.values() if staff and row.person_id == actor.person_id
        ],
        "assignment": [
            row.id
            for row in tables.assignment_roles
            if staff and tables.duties[row.duty_id].person_id == actor.person_id
        ],
        "circle": [
            row.id
            for row in tables.protected_circles
            if oracle.sees_circle(actor, row.protected_person_id)
        ],
        "circumstance": [
            row.id
            for row in tables.special_circumstances
            if oracle.sees_circumstances(actor, row.pupil_id)
        ],
        "home decision": [
            row.id for row in tables.home_decisions if oracle.sees_home_decision(actor, row)
        ],
        "opening": [
            row.id for row in tables.openings if staff and row.person_id == actor.person_id
        ],
    }
    return {(what, key) for what, keys in seen.items() for key in keys}


def actors(tables):
    """Everybody there is, on both sides."""
    for person in tables.persons.values():
        for side in (Side.STAFF, Side.FAMILY):
            yield Actor(person.id, person.organiser_id, side, now=NOW)


def shown(actor):
    """Return every row that the database shows an actor, by table."""
    with acting_as(actor):
        return set(rows(_EVERYBODY + (_STAFF if actor.is_staff else "")))


def readings(actor):
    """Return what the database lets an actor read of matters."""
    with acting_as(actor):
        return {
            Reading(actor.person_id, matter, basis, side, tuple(circles), *rest)
            for matter, basis, side, circles, *rest in rows(_READINGS)
        }


def judge(actor, oracle):
    """Hold what the database shows one actor to the oracle."""
    assert shown(actor) == expected(oracle, actor)
    assert readings(actor) == oracle.readings_of(actor)


def judge_answers(actor, oracle):
    """Hold what the database answers one of the staff about each pupil to the oracle."""
    persons = list(oracle.rows.persons)

    matters = [row.id for row in oracle.rows.matters]

    with acting_as(actor):
        may_call, answers = rows(_MAY_CALL, persons), rows(_ANSWERS, persons)
        log, readers = rows(_LOG, persons, NOW), rows(_READERS, matters)

    assert set(may_call) == {
        (each, one) for each in persons for one in oracle.may_call(actor, each)
    }
    assert set(answers) == {
        (each, one, answer)
        for each in persons
        for one, answer in oracle.home_answers(actor, each).items()
    }
    assert {(*row[:5], tuple(row[5]), row[6]) for row in readers} == {
        (one.matter, one.person, one.side, one.basis, one.role, one.circles, one.about)
        for each in matters
        for one in oracle.readers_of(actor, each)
    }
    assert set(log) == {
        (each, row.at)
        for each in persons
        for row in oracle.rows.openings
        if oracle.sees_in_log(actor, each, row)
    }


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(worlds)
def test_the_database_answers_as_the_oracle(db, world):
    with undone():
        with arrange():
            # A plan made for one actor serves the next: it must not remember whom it was made for.
            rows("select set_config('plan_cache_mode', 'force_generic_plan', true)")
            build(world)
            tables = Rows.read()
        oracle = Oracle(tables, NOW)
        for actor in actors(tables):
            judge(actor, oracle)
            if actor.is_staff:
                judge_answers(actor, oracle)

"""The whole product: everybody in the cast, every table, every verb, with data that could leak.

``product.txt`` says what is expected, for people to read.
"""

import json
import re
from collections import defaultdict

import pytest
from django.db import IntegrityError, ProgrammingError, connection
from psycopg.types.json import Jsonb

from elevakt.foundation.kernel import clock, ids
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.enums import Basis
from elevakt.trust.access.models import (
    CircumstanceAct,
    Hit,
    Look,
    OwnLimit,
    SpecialCircumstance,
)
from elevakt.trust.access.rules.actor import machinery
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.cast import make_cast
from elevakt.trust.access.tests.asking import column, rows, undone
from elevakt.trust.access.tests.expecting import read_expectation
from elevakt.trust.access.tests.giving import administer, delegate, lend, lose_steps, propose
from elevakt.trust.access.tests.matters import (
    appoint,
    bar,
    choose,
    decide,
    invite,
    name_person,
    open_matter,
    put_on,
    review,
    stand_in,
)
from elevakt.trust.audit.models import Disposal, Mark, Opening, Refusal, Seal, Search
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import (
    Appearance,
    CalendarPeriod,
    Contact,
    HeldRow,
    RosterBefore,
    RosterImport,
    SchoolUnit,
)

NAMED_BY = {
    "people.organisation": "id",
    "people.school_unit": "id",
    "people.calendar_period": "school_unit_id",
    "people.person": "id",
    "people.contact": "person_id",
    "people.enrolment": "person_id",
    "people.responsible": "guardian_id",
    "people.duty": "person_id",
    "people.group": "id",
    "people.group_membership": "person_id",
    "people.assignment_role": "group_id",
    "people.appearance": "organiser_id",
    "people.roster_import": "organiser_id",
    "people.held_row": "organiser_id",
    "access.staff_card": "person_id",
    "access.stand_in": "for_person_id",
    "access.put_on": "person_id",
    "access.own_limit": "organiser_id",
    "access.grant": "person_id",
    "access.grant_proposal": "person_id",
    "access.grant_answer": "answered_by_id",
    "access.step_reset": "person_id",
    "access.step_reset_answer": "answered_by_id",
    "access.protected_circle": "protected_person_id",
    "access.special_circumstance": "pupil_id",
    "access.circumstance_act": "by_person_id",
    "access.home_decision": "guardian_id",
    "audit.opening": "person_id",
}
"""The column that names a row. A table that no person may read needs none."""
REFUSAL = re.compile("permission denied|violates row-level security")


GROUPS, RIGHTS, SIGHT = read_expectation()
EVERYBODY = sorted(name for group in GROUPS.values() for name in group)


def actor(cast, name):
    """Return who acts: ``lo`` at work, ``lo@home`` at home."""
    person, _, at_home = name.partition("@")
    return cast.actor(person, Side.FAMILY if at_home else Side.STAFF)


def furnish(cast):
    """Let there be something to see in every table."""
    quarrel = open_matter(cast, "elis", "amir", delegate="delegate")
    name_person(cast, quarrel, "nora", unit="bjorkangen")
    invite(cast, quarrel, "kim", "work")
    choose(cast, quarrel, "elis", "work")
    invite(cast, quarrel, "tom", "report", basis=Basis.REPORTED, may_write=False)
    invite(cast, quarrel, "vera", "letter", basis=Basis.GUARDIAN, side=Side.FAMILY, about="elis")
    decide(cast, quarrel, "elis", "vera", "inform")
    decide(cast, quarrel, "elis", "sten", "do_not_inform")
    stand_in(cast, "stina", "rut")
    appoint(cast, "greta", basis=Basis.OVERSEES, scope="")
    put_on(cast, "greta", Basis.OVERSEES)
    review(cast, put_on(cast, "nils", Basis.BREAK_GLASS, "elis"), "rut")
    administer(cast, "ada")
    propose(cast, "ada")
    propose(cast, "ada", answered_by="olof")
    lend(cast, "cilla", group="class_7b")
    lend(cast, "lo", group="class_7c")
    lend(cast, "ada", pupil="elis")
    delegate(cast, "cilla")
    with arrange():
        cast.organiser.attend_educare(cast.nora, cast.bjorkangen)
        cast.organiser.employ(cast.greta, cast.bjorkangen, "Fritidspedagog")
        cast.organiser.employ(cast.olof, cast.norra, "Skoladministratör")
    look_again(cast)
    lose_steps(cast, "tom")
    lose_steps(cast, "mia", answered_by="beata")
    hidden = open_matter(cast, "hilda", "nova", unit=None, officer="organiser")
    bar(cast, hidden, "rut")
    decide(cast, hidden, "hilda", "hugo", "ask")
    decide(cast, hidden, "nova", "lo", "do_not_inform")
    with arrange():
        day = clock.today()
        for unit in SchoolUnit.objects.filter(
            organiser_id__in=[cast.organiser.id, cast.other_organiser.id]
        ):
            CalendarPeriod.objects.create(
                organiser_id=unit.organiser_id, school_unit=unit, starts_on=day, ends_on=day
            )
        for organiser in (cast.organiser, cast.other_organiser):
            Appearance.objects.create(
                organiser_id=organiser.id, logo=b"", changed_at=clock.now(), changed_by_id=ids.new()
            )
        for person in cast.persons.values():
            leave_traces(person)
        import_nothing(cast.organiser.id)
        seal(cast.organiser.id)


def look_again(cast):
    """Let Rut have looked again at the special circumstances of Hedda."""
    with arrange():
        special = SpecialCircumstance.objects.get(pupil_id=cast.id("hedda"))
        CircumstanceAct.objects.create(
            organiser_id=cast.organiser.id,
            circumstance=special,
            deed="reviewed",
            words="Gäller fortfarande",
            by_person_id=cast.id("rut"),
            at=clock.now(),
        )


def import_nothing(organiser_id):
    """Let a roster have been taken in, with something changed and something held."""
    own = {"organiser_id": organiser_id}
    made = RosterImport.objects.create(**own, at=clock.now(), source="csv", counts={})
    row = {**own, "resource": "persons", "row_id": ids.new()}
    RosterBefore.objects.create(**row, roster_import=made)
    HeldRow.objects.create(**row, since=clock.now())


def leave_traces(person):
    """Let somebody have an address, and have opened, searched and been refused."""
    own = {"organiser_id": person.organiser_id}
    Contact.objects.create(**own, person=person, kind="address", value="Gatan 1", is_mobile=False)
    did = {**own, "person_id": person.id, "at": clock.now()}
    Opening.objects.create(**did, side=Side.STAFF, subjects=[person.id], bases=["teaches"])
    Refusal.objects.create(**did, page="pupil", what="pupil")
    Search.objects.create(**did, unit_id=ids.new(), hits=1)


def seal(organiser_id):
    """Let something be sealed in a house, disposed of, looked at, and set to another number."""
    OwnLimit.objects.create(organiser_id=organiser_id, limit="emergency_minutes", value=30)
    hit = Hit.objects.create(
        organiser_id=organiser_id,
        pattern="strangers",
        person_id=ids.new(),
        day=clock.today(),
        number=40,
    )
    Look.objects.create(
        organiser_id=organiser_id, hit=hit, signed_by_id=ids.new(), signed_at=clock.now()
    )
    own, key = {"organiser_id": organiser_id, "chain": "audit.search"}, ids.new()
    Seal.objects.create(
        **own, no=1, until=clock.now(), rows=0, columns=[], root=b"", prior=b"", link=b""
    )
    Mark.objects.create(**own, row_id=key, at=clock.now(), hash=b"")
    Disposal.objects.create(**own, row_id=key, at=clock.now(), decision_id=ids.new())


@pytest.fixture
def houses(db):
    """Two organisers with the same people and the same secrets, each with a small neighbour."""
    with arrange():
        ours, theirs = make_cast(), make_cast()
    for cast in (theirs, ours):
        furnish(cast)
    return ours, theirs


@pytest.fixture
def ours(houses):
    return houses[0]


@pytest.fixture
def names(ours):
    """What the keys of our own house are called; every other key is a stranger's."""
    own = [ours.organiser.id, ours.other_organiser.id]
    with arrange():
        groups = rows('select id, name from people."group" where organiser_id = any(%s)', own)
        [(elsewhere,)] = rows("select id from people.school_unit where organiser_id = %s", own[1])
    return {
        **dict(groups),
        **{person.id: name for name, person in ours.persons.items()},
        ours.norra.id: "norra",
        ours.bjorkangen.id: "bjorkangen",
        elsewhere: "elsewhere",
        **dict(zip(own, ("organiser", "other_organiser"), strict=True)),
    }


def tables():
    """Return every table of trust; a partition is asked about through its whole."""
    with arrange():
        return column(
            "select relnamespace::regnamespace::text || '.' || relname from pg_class"
            " where relnamespace::regnamespace::text in ('people', 'access', 'audit')"
            " and relkind in ('r', 'p') and not relispartition"
        )


def quoted(table):
    """Return the name of a table for SQL; two of ours are reserved words."""
    schema, name = table.split(".")
    return f'{schema}."{name}"'


# ---- nobody and nothing is forgotten -------------------------------------------------------------


def test_everybody_has_a_place_in_the_product(ours):
    assert sorted([*ours.persons, *(f"{name}@home" for name in ours.persons)]) == EVERYBODY


def test_every_table_has_a_place_in_the_product(db):
    assert set(RIGHTS) == tables()


def test_every_table_has_something_to_leak_in_every_house(houses):
    every = tables()
    with arrange():
        for name in every:
            having = column(f"select organiser_id from {quoted(name)}")
            assert {cast.organiser.id for cast in houses} <= having, name


# ---- what everybody sees -------------------------------------------------------------------------


def test_everybody_sees_what_the_product_says(ours, names):
    for name in EVERYBODY:
        who = actor(ours, name)
        readable = [table for table in RIGHTS if "select" in RIGHTS[table].get(who.side, ())]
        seen = defaultdict(set)
        with acting_as(who):
            for table, key in rows(
                " union all ".join(
                    f"select '{table}', {NAMED_BY[table]} from {quoted(table)}"
                    for table in readable
                )
            ):
                seen[table].add(names.get(key, "stranger"))
        assert seen == {table: SIGHT[table][name] for table in readable if SIGHT[table][name]}, name


# ---- what each role may do -----------------------------------------------------------------------


def is_done(statement, *values):
    """Try something and take it back; say whether the database would have done it."""
    try:
        with undone(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    except IntegrityError:
        return True
    except ProgrammingError as refusal:
        if REFUSAL.search(str(refusal)):
            return False
        raise
    return True


def copied(table, who, organiser):
    """Return a new row like one of the actor's own, or else like any of the house."""
    mine = f"row.{NAMED_BY.get(table, 'organiser_id')} is not distinct from %s"
    [(row,)] = rows(
        f"select to_jsonb(row) from {quoted(table)} row where organiser_id = %s"
        f" order by {mine} desc limit 1",
        who.organiser_id,
        who.person_id,
    )
    copy = json.loads(row) | {"organiser_id": str(organiser)}
    return Jsonb(copy | {"id": str(ids.new())} if "id" in copy else copy)


def may(table, row):
    """Return which verbs the database does for whoever acts, on one table."""
    name = quoted(table)
    tries = {
        "select": is_done(f"select from {name}"),
        "insert": is_done(
            f"insert into {name} select * from jsonb_populate_record(null::{name}, %s)", row
        ),
        "update": is_done(f"update {name} set organiser_id = organiser_id"),
        "delete": is_done(f"delete from {name}"),
    }
    return {verb for verb, done in tries.items() if done}


@pytest.fixture
def roles(ours):
    """One who acts in each role; nobody acts in the role of the web."""
    return {
        "staff": ours.actor("rut"),
        "family": ours.actor("vera", Side.FAMILY),
        "engine": machinery(ours.organiser.id, "sweep"),
    }


def test_each_role_does_what_the_product_says(roles):
    for role, who in roles.items():
        for table, rights in RIGHTS.items():
            with arrange():
                row = copied(table, who, who.organiser_id)
            with acting_as(who):
                assert may(table, row) == rights.get(role, set()), f"{role} {table}"


def test_before_anybody_acts_the_web_does_what_the_product_says(roles):
    for table, rights in RIGHTS.items():
        with arrange():
            row = copied(table, roles["staff"], roles["staff"].organiser_id)
        assert may(table, row) == rights.get("web", set()), table


def test_no_role_writes_in_the_house_of_another_organiser(roles, houses):
    theirs = houses[1].organiser.id
    for role, who in roles.items():
        for table in RIGHTS:
            with arrange():
                row = copied(table, who, theirs)
            with acting_as(who):
                assert "insert" not in may(table, row), f"{role} {table}"


def test_the_machinery_reaches_every_row_of_its_own_house_and_none_of_anothers(roles):
    engine = roles["engine"]
    for table, rights in RIGHTS.items():
        with arrange():
            [(own,)] = rows(
                f"select count(*) from {quoted(table)} where organiser_id = %s", engine.organiser_id
            )
        for verb, statement in (
            ("select", "select from {}"),
            ("update", "update {} set organiser_id = organiser_id"),
            ("delete", "delete from {}"),
        ):
            if verb in rights.get("engine", ()):
                with acting_as(engine), undone(), connection.cursor() as cursor:
                    cursor.execute(statement.format(quoted(table)))
                    assert cursor.rowcount == own, f"{verb} {table}"

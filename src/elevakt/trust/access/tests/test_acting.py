"""Acting: who acts is set in one statement, restored at the end, and never crosses organisers."""

import datetime as dt
from contextlib import suppress

import pytest
from django.conf import settings
from django.db import DatabaseError, InternalError, ProgrammingError, transaction
from django.db.transaction import TransactionManagementError

from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import (
    AcrossOrganisers,
    NobodyActs,
    acting_as,
    current,
    engine_writes,
)
from elevakt.trust.access.models import Matter
from elevakt.trust.access.rules.actor import Actor, machinery
from elevakt.trust.access.tests.asking import rows
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Person

REFUSED = pytest.raises(ProgrammingError, match="permission denied")
CONTEXT = """
    select current_user, access.person(), access.organiser(),
           access.side(), access.now()
"""


class Wrong(Exception):
    """Something went wrong in the block."""


def stands_as(actor, role=None):
    """What the database knows when an actor acts."""
    role = settings.DATABASE_ROLE[role or actor.side]
    return [(role, actor.person_id, actor.organiser_id, actor.side, clock.now())]


@pytest.fixture
def mia(cast):
    return cast.actor("mia")


@pytest.fixture
def vera(cast):
    return cast.actor("vera", Side.FAMILY)


def test_the_database_knows_who_acts_and_when(mia):
    with acting_as(mia) as actor:
        assert current() is actor is mia
        assert rows(CONTEXT) == stands_as(mia)


def test_afterwards_nobody_acts(mia):
    with acting_as(mia):
        pass

    with pytest.raises(NobodyActs):
        current()
    with REFUSED, transaction.atomic():
        Person.objects.count()


def test_nested_the_former_actor_comes_back(mia, vera):
    with acting_as(mia):
        with acting_as(vera):
            assert current() is vera
            assert rows(CONTEXT) == stands_as(vera)
        assert current() is mia
        assert rows(CONTEXT) == stands_as(mia)


def test_nested_the_former_actor_comes_back_from_an_error(mia, vera):
    with acting_as(mia):
        with pytest.raises(Wrong), acting_as(vera):
            raise Wrong
        assert current() is mia
        assert rows(CONTEXT) == stands_as(mia)


def test_nested_the_former_actor_comes_back_from_a_refusal_of_the_database(mia, vera):
    with acting_as(mia):
        with REFUSED, acting_as(vera):
            rows("select from people.contact")
        assert rows(CONTEXT) == stands_as(mia)


def test_two_organisers_never_meet_in_one_act(cast, mia):
    other = cast.actor("ove")

    with acting_as(mia):
        with pytest.raises(AcrossOrganisers), acting_as(other):
            pass
        with pytest.raises(AcrossOrganisers), acting_as(machinery(other.organiser_id, "sweep")):
            pass
        assert rows(CONTEXT) == stands_as(mia)


def test_two_organisers_may_follow_each_other(cast, mia):
    for actor in (mia, cast.actor("ove")):
        with acting_as(actor):
            assert rows(CONTEXT) == stands_as(actor)


def test_the_machinery_is_nobody_in_one_organiser(cast):
    sweep = machinery(cast.organiser.id, "sweep")

    with acting_as(sweep):
        assert rows(CONTEXT) == stands_as(sweep)
        assert set(Person.objects.values_list("organiser_id", flat=True)) == {cast.organiser.id}


def test_without_an_actor_every_scope_view_is_closed_and_empty(cast):
    with acting_as(Actor(None, cast.organiser.id, Side.STAFF)):
        assert Person.objects.count() == 0
        assert rows("select from access.my_pupil") == []


def test_the_actor_brings_the_moment(cast):
    later = clock.now() + dt.timedelta(days=400)
    mia = Actor(cast.mia.id, cast.organiser.id, Side.STAFF, now=later)

    with acting_as(mia), acting_as(cast.actor("tom")):
        assert clock.now() == later
        assert rows("select access.now()") == [(later,)]
    assert clock.now() < later


def test_the_day_is_swedish(cast):
    new_year = dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.UTC)

    with acting_as(Actor(cast.mia.id, cast.organiser.id, Side.STAFF, now=new_year)):
        assert rows("select access.today()") == [(dt.date(2027, 1, 1),)]
        assert clock.today() == dt.date(2027, 1, 1)


# ---- engine_writes -------------------------------------------------------------------------------


def matter(cast):
    return Matter(
        organiser_id=cast.organiser.id, lead_circles=[], part_circles=[], officer_circles=[]
    )


def test_the_engine_writes_in_the_actors_name_and_time(cast, mia):
    with acting_as(mia):
        with engine_writes():
            assert rows(CONTEXT) == stands_as(mia, role="engine")
            assert current() is mia
            matter(cast).save(force_insert=True)
        assert rows(CONTEXT) == stands_as(mia)
        with REFUSED:
            matter(cast).save(force_insert=True)


def test_the_engine_never_writes_for_nobody():
    with pytest.raises(NobodyActs), engine_writes():
        pass


def test_the_engine_may_write_within_its_own_writing(mia):
    with acting_as(mia):
        with engine_writes():
            with engine_writes():
                pass
            assert rows(CONTEXT) == stands_as(mia, role="engine")
        assert rows(CONTEXT) == stands_as(mia)


def test_somebody_may_act_within_the_engines_writing(mia, vera):
    with acting_as(mia), engine_writes():
        with acting_as(vera):
            assert rows(CONTEXT) == stands_as(vera)
        assert rows(CONTEXT) == stands_as(mia, role="engine")


def test_the_engines_writing_has_no_savepoint(mia, django_assert_num_queries):
    with acting_as(mia), django_assert_num_queries(2) as asked, engine_writes():
        pass
    assert all("set_config('role'" in query["sql"] for query in asked.captured_queries)


def test_nothing_runs_after_an_error_of_the_engine_that_was_swallowed(mia):
    def swallows():
        with suppress(Wrong), engine_writes():
            raise Wrong
        Person.objects.count()

    with pytest.raises(TransactionManagementError), acting_as(mia):
        swallows()
    with REFUSED, transaction.atomic():
        Person.objects.count()


def test_nothing_runs_after_an_error_of_the_database_that_was_swallowed(mia):
    def swallows():
        with suppress(DatabaseError):
            rows("select 1 / 0")
        Person.objects.count()

    with pytest.raises(InternalError, match="aborted"), acting_as(mia):
        swallows()

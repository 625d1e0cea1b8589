"""Who reaches a pupil follows the roster, in every one of its tables and to the minute."""

import datetime as dt
from dataclasses import replace

import pytest

from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.people import always, past
from elevakt.trust.access.tests.asking import column, rows
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import (
    Activity,
    ActivityTeacher,
    AssignmentRole,
    Duty,
    Enrolment,
    Group,
    GroupMembership,
    Person,
    Responsible,
)


def bases(cast, name, pupil, side=Side.STAFF):
    """Return why somebody reaches a pupil."""
    with acting_as(cast.actor(name, side)):
        return column("select basis from access.my_pupil where pupil_id = %s", cast.id(pupil))


def change(model, *whose, **values):
    """Change every row of a table; of duties somebody's own, since a lead's touch every pupil."""
    with arrange():
        found = model.objects.filter(person__in=whose) if model is Duty else model.objects
        found.update(**values)


def long_ago():
    """Return a period that was over before any other began, so that nothing is left of a tie."""
    return clock.now() - dt.timedelta(days=800), clock.now() - dt.timedelta(days=700)


@pytest.mark.parametrize("model", [Duty, ActivityTeacher, Activity, Group, GroupMembership])
def test_teaching_ends_and_begins_with_everything_it_stands_on(cast, model):
    assert bases(cast, "tom", "elis") == {"teaches"}

    change(model, cast.tom, period=long_ago())
    assert bases(cast, "tom", "elis") == set()

    change(model, cast.tom, period=always())
    assert bases(cast, "tom", "elis") == {"teaches"}


@pytest.mark.parametrize("model", [Duty, AssignmentRole, Group, GroupMembership])
def test_mentoring_ends_and_begins_with_everything_it_stands_on(cast, model):
    with arrange():
        ActivityTeacher.objects.all().delete()
    assert bases(cast, "mia", "elis") == {"mentors"}

    change(model, cast.mia, period=long_ago())
    assert bases(cast, "mia", "elis") == set()

    change(model, cast.mia, period=always())
    assert bases(cast, "mia", "elis") == {"mentors"}


@pytest.mark.parametrize("model", [Duty, Enrolment])
def test_leading_ends_and_begins_with_everything_it_stands_on(cast, model):
    assert bases(cast, "rut", "elis") == {"leads"}

    change(model, cast.rut, period=long_ago())
    assert bases(cast, "rut", "elis") == set()

    change(model, cast.rut, period=always())
    assert bases(cast, "rut", "elis") == {"leads"}


@pytest.mark.parametrize(
    ("name", "model", "basis"), [("vera", Responsible, "guardian"), ("elis", Enrolment, "self")]
)
def test_the_home_ends_and_begins_with_what_it_stands_on(cast, name, model, basis):
    assert bases(cast, name, "elis", Side.FAMILY) == {basis}

    change(model, period=long_ago())
    assert bases(cast, name, "elis", Side.FAMILY) == set()

    change(model, period=always())
    assert bases(cast, name, "elis", Side.FAMILY) == {basis}


def test_one_who_is_of_age_has_no_guardian(cast):
    birthday = clock.today().replace(day=1)
    comes_of_age = clock.midnight(birthday)
    born = birthday.replace(year=birthday.year - 18)

    with arrange():
        Person.objects.filter(id=cast.elis.id).update(birth_date=born)

    for seconds, reached in ((-1, {"guardian"}), (0, set())):
        now = comes_of_age + dt.timedelta(seconds=seconds)
        with acting_as(replace(cast.actor("vera", Side.FAMILY), now=now)):
            assert column("select basis from access.my_pupil") == reached
        with acting_as(replace(cast.actor("mia"), now=now)):
            homes = column("select pupil_id from access.my_home")
            assert (cast.elis.id in homes) == bool(reached)
        with acting_as(replace(cast.actor("tom"), now=now)):
            assert bool(rows("select from access.may_call(%s)", cast.elis.id)) == bool(reached)


@pytest.mark.parametrize(("name", "model"), [("tom", ActivityTeacher), ("mia", AssignmentRole)])
def test_teachers_and_mentors_prepare_for_two_weeks(cast, name, model):
    with arrange():
        (ActivityTeacher if model is AssignmentRole else AssignmentRole).objects.all().delete()
    fortnight = clock.now() + dt.timedelta(days=14)

    change(model, period=(fortnight + dt.timedelta(minutes=1), None))
    assert bases(cast, name, "elis") == set()

    change(model, period=(fortnight, None))
    assert len(bases(cast, name, "elis")) == 1


def test_nobody_prepares_before_she_is_employed(cast):
    change(ActivityTeacher, period=(clock.now() + dt.timedelta(days=3), None))
    assert bases(cast, "tom", "elis") == {"teaches"}

    change(Duty, cast.tom, period=(clock.now() + dt.timedelta(days=3), None))
    assert bases(cast, "tom", "elis") == set()


def test_another_who_takes_over_the_duty_takes_over_the_pupils(cast):
    with arrange():
        Duty.objects.filter(person=cast.tom).update(person=cast.stina)

    assert bases(cast, "tom", "elis") == set()
    assert bases(cast, "stina", "elis") == {"teaches"}


def test_only_principal_and_deputy_lead(cast):
    duty = Duty.objects.filter(person=cast.beata)

    def reached(**values):
        with arrange():
            duty.update(**values)
        return bases(cast, "beata", "elis")

    assert reached() == {"leads"}
    assert reached(description="Intendent") == reached(description="") == set()
    assert reached(description=" biträdande Rektor ") == {"leads"}
    assert reached(duty_role="Lärare") == set()


def test_only_guardians_reach_the_child_at_home(cast):
    change(Responsible, relation_type="Annan ansvarig")

    assert bases(cast, "vera", "elis", Side.FAMILY) == set()


def test_nobody_reaches_herself_by_a_duty(cast):
    with arrange():
        cast.organiser.teach(cast.organiser.employ(cast.elis, cast.norra), cast.class_7b)

    assert bases(cast, "elis", "elis") == set()
    assert bases(cast, "elis", "amir") == {"teaches"}


@pytest.mark.parametrize("period", [always, past])
def test_a_duty_towards_ones_own_child_gives_no_more_than_teaching(cast, period):
    with arrange():
        cast.organiser.guard(cast.mia, cast.elis, period())
        cast.organiser.guard(cast.rut, cast.elis, period())

    assert bases(cast, "mia", "elis") == bases(cast, "rut", "elis") == {"teaches"}
    assert bases(cast, "mia", "amir") == {"teaches", "mentors"}

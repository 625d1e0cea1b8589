"""Between terms the last mentor stays until the next begins."""

import datetime as dt

import pytest

from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.queries.reasons import why_matter, why_person
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.tests.matters import choose, open_matter
from elevakt.trust.people.models import (
    AssignmentRole,
    CalendarPeriod,
    Duty,
    Enrolment,
    Group,
    GroupMembership,
)

SPRING, AUTUMN = (dt.date(2026, 1, 12), dt.date(2026, 6, 12)), (dt.date(2026, 8, 18), None)
"""The first and the last day of each term."""
LAST_DAY, MIDSUMMER = SPRING[1], dt.date(2026, 6, 19)


def midnight_after(day):
    return clock.midnight(day + dt.timedelta(days=1))


def enter(cast, first, last=None, unit="norra"):
    with arrange():
        return CalendarPeriod.objects.create(
            organiser_id=cast.organiser.id,
            school_unit=getattr(cast, unit),
            kind="term",
            starts_on=first,
            ends_on=last or dt.date(2026, 12, 18),
        )


def end(model, day=LAST_DAY, **which):
    """Let everything like this have ended with a day."""
    with arrange():
        changed = model.objects.filter(**which).update(period=(None, midnight_after(day)))
    assert changed


@pytest.fixture
def school(cast):
    """Mia was the mentor of 7B until spring ended, and autumn is known."""
    enter(cast, *SPRING)
    enter(cast, *AUTUMN)
    end(AssignmentRole, duty__person=cast.mia)
    return cast


def is_mentor(cast, day, name="mia", pupil="elis", hour=9):
    with (
        clock.fixed(clock.midnight(day) + dt.timedelta(hours=hour)),
        acting_as(cast.actor(name)) as actor,
    ):
        return "mentors" in why_person(actor, cast.id(pupil))


def test_she_stays_from_the_last_day_of_a_term_until_the_next_begins(school):
    first = AUTUMN[0]
    days = (LAST_DAY, MIDSUMMER, first - dt.timedelta(days=1), first)

    assert [is_mentor(school, day) for day in days] == [True, True, True, False]


def test_a_case_waits_for_her_all_the_same(school):
    matter = open_matter(school, "elis")
    choose(school, matter, "elis", "work")

    with (
        clock.fixed(clock.midnight(MIDSUMMER)),
        acting_as(school.actor("mia")) as mia,
    ):
        assert why_matter(mia, matter.id) == ["participates"]


def test_she_does_not_stay_where_the_next_mentor_has_begun(school):
    begins = dt.date(2026, 6, 15)
    with arrange():
        duty = Duty.objects.get(person=school.cilla)
        school.organiser.mentor(duty, school.class_7b, (clock.midnight(begins), None))

    days = (begins - dt.timedelta(days=1), begins)
    assert [is_mentor(school, day) for day in days] == [True, False]
    assert is_mentor(school, begins, "cilla")


def test_she_does_not_stay_where_another_mentor_goes_on(school):
    with arrange():
        duty = Duty.objects.get(person=school.cilla)
        school.organiser.mentor(duty, school.class_7b)

    assert not is_mentor(school, MIDSUMMER)
    assert is_mentor(school, MIDSUMMER, "cilla")


def test_whoever_is_replaced_while_a_term_goes_on_does_not_stay(school):
    end(AssignmentRole, dt.date(2026, 5, 29), duty__person=school.mia)

    assert not is_mentor(school, dt.date(2026, 6, 1))
    assert not is_mentor(school, MIDSUMMER)


def test_a_class_that_ends_with_the_school_year_keeps_its_mentor_too(school):
    with arrange():
        AssignmentRole.objects.filter(duty__person=school.mia).update(period=(None, None))
    end(Group, id=school.class_7b.id)

    assert is_mentor(school, MIDSUMMER)
    with arrange():
        Group.objects.filter(id=school.class_7b.id).update(period=(None, None))
    end(GroupMembership, group=school.class_7b)
    assert is_mentor(school, MIDSUMMER)
    assert not is_mentor(school, AUTUMN[0])


@pytest.mark.parametrize("model", [Duty, Enrolment])
def test_it_is_over_when_she_or_the_pupil_leaves(school, model):
    with arrange():
        changed = model.objects.filter(person__in=[school.mia, school.elis])
        changed.update(period=(None, midnight_after(MIDSUMMER)))

    days = (MIDSUMMER, MIDSUMMER + dt.timedelta(days=1))
    assert [is_mentor(school, day) for day in days] == [True, False]


def test_a_pupil_who_changes_school_is_not_hers_at_the_next(school):
    with arrange():
        Enrolment.objects.filter(person=school.elis).update(school_unit=school.bjorkangen)

    assert not is_mentor(school, MIDSUMMER)


def test_without_a_next_term_she_stays_a_hundred_days(school):
    with arrange():
        CalendarPeriod.objects.filter(starts_on=AUTUMN[0]).delete()
    last = LAST_DAY + dt.timedelta(days=100)

    assert [is_mentor(school, day) for day in (last, last + dt.timedelta(days=1))] == [True, False]


def test_where_no_term_has_been_nobody_stays(school):
    with arrange():
        CalendarPeriod.objects.filter(starts_on=SPRING[0]).delete()

    assert not is_mentor(school, MIDSUMMER)
    enter(school, *SPRING, unit="bjorkangen")
    assert not is_mentor(school, MIDSUMMER)
    enter(school, *SPRING)
    assert is_mentor(school, MIDSUMMER)


def test_beside_her_own_child_she_does_not_stay_as_mentor(school):
    with arrange():
        school.organiser.guard(school.mia, school.elis)

    assert not is_mentor(school, MIDSUMMER)
    assert is_mentor(school, MIDSUMMER, pupil="amir")

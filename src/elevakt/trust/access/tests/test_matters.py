"""Who reads what of a matter: by lead, by invitation, by office; and who is shut out of it."""

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.enums import Basis
from elevakt.trust.access.models import Grant, MatterPerson
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.people import always, past
from elevakt.trust.access.testing.rows import Rows
from elevakt.trust.access.tests.asking import column, readers, reading, rows, undone
from elevakt.trust.access.tests.building import build
from elevakt.trust.access.tests.matters import (
    appoint,
    bar,
    choose,
    decide,
    invite,
    name_person,
    open_matter,
)
from elevakt.trust.access.tests.test_oracle import actors, shown
from elevakt.trust.access.tests.worlds import worlds
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import (
    ActivityTeacher,
    AssignmentRole,
    Duty,
    Enrolment,
    Person,
    Responsible,
)


def seen(cast, name):
    """Return whom of the cast somebody sees."""
    with acting_as(cast.actor(name)):
        found = set(Person.objects.values_list("id", flat=True))
    return {key for key, person in cast.persons.items() if person.id in found}


# ---- who reads -----------------------------------------------------------------------------------


def test_the_leads_of_the_unit_and_the_officer_read_a_matter_and_nobody_else(cast):
    matter = open_matter(cast, "elis")

    assert readers(cast, matter) == {"rut", "beata", "olof"}
    assert readers(cast, matter, Side.FAMILY) == set()
    assert reading(cast, "rut", matter) == {"leads": {"report", "work"}}
    assert reading(cast, "olof", matter) == {"officer": {"report"}}


def test_a_matter_without_a_unit_passes_its_leads(cast):
    matter = open_matter(cast, "elis", unit=None)

    assert readers(cast, matter) == {"olof"}


@pytest.mark.parametrize("second", ["", "ada"])
def test_nobody_appoints_herself_without_somebody_else(cast, second):
    with pytest.raises(IntegrityError, match="grant_not_by_oneself"), undone(), arrange():
        Grant.objects.create(
            organiser_id=cast.organiser.id,
            person=cast.ada,
            basis=Basis.OFFICER,
            scope="absence",
            valid_during=always(),
            given_by_id=cast.ada.id,
            second_person_id=cast.id(second) if second else None,
        )


def test_an_officer_of_something_else_reads_nothing(cast):
    appoint(cast, "greta", scope="absence")
    appoint(cast, "ada", basis=Basis.REGISTERS)

    assert readers(cast, open_matter(cast, "elis")) == {"rut", "beata", "olof"}


def test_the_office_opens_every_matter_of_its_kind_and_ends_with_its_period(cast):
    matter = open_matter(cast, "elis")
    appoint(cast, "greta")
    appoint(cast, "ada", period=past())

    assert readers(cast, matter) == {"rut", "beata", "olof", "greta"}
    assert readers(cast, open_matter(cast, "elis", scope="absence")) == {"rut", "beata"}


def test_an_invitation_opens_its_own_circles_until_it_ends(cast):
    matter = open_matter(cast, "elis")
    invite(cast, matter, "kim", "work")
    invite(cast, matter, "stina", "work", period=past())

    assert reading(cast, "kim", matter) == {"participates": {"work"}}
    assert reading(cast, "stina", matter) == {}


def test_what_somebody_was_given_by_name_ends_with_her_last_duty(cast):
    matter = open_matter(cast, "elis")
    for name in ("kim", "stina"):
        invite(cast, matter, name, "work")
        invite(cast, matter, name, "report", basis=Basis.REPORTED, may_write=False)
    with arrange():
        cast.organiser.employ(cast.kim, cast.bjorkangen)
        Duty.objects.filter(person__in=[cast.stina, cast.olof]).update(period=past())
        Duty.objects.filter(person=cast.kim, school_unit=cast.norra).update(period=past())

    assert reading(cast, "kim", matter) == {"participates": {"work"}, "reported": {"report"}}
    assert reading(cast, "stina", matter) == reading(cast, "olof", matter) == {}
    assert (seen(cast, "kim"), seen(cast, "stina")) == ({"kim", "elis", "vera", "sten"}, {"stina"})
    with acting_as(cast.actor("olof")):
        assert rows("select from access.my_grant") == []


def test_a_new_principal_inherits_and_the_former_loses(cast):
    matter = open_matter(cast, "elis")

    with arrange():
        Duty.objects.filter(person=cast.rut).update(period=past())
        cast.organiser.employ(cast.stina, cast.norra, "Rektor")

    assert readers(cast, matter) == {"stina", "beata", "olof"}
    assert "elis" in seen(cast, "stina")
    assert seen(cast, "rut") == {"rut"}


def test_a_principal_who_moves_leaves_the_matters_of_the_school_behind(cast):
    here, there = open_matter(cast, "elis"), open_matter(cast, "nora", unit="bjorkangen")

    with arrange():
        Duty.objects.filter(person=cast.rut).update(school_unit=cast.bjorkangen)
    assert readers(cast, here) == {"beata", "olof"}
    assert readers(cast, there) == {"rut", "bo", "olof"}

    with arrange():
        Duty.objects.filter(person=cast.rut).update(duty_role="Lärare")
    assert readers(cast, there) == {"bo", "olof"}


def test_another_units_principal_reads_only_the_part_about_her_own_pupil(cast):
    matter = open_matter(cast, "elis")
    name_person(cast, matter, "nora", unit="bjorkangen")

    with acting_as(cast.actor("bo")):
        assert rows(
            "select matter_id, circles, about_person_id, may_write from access.my_reading"
        ) == [(matter.id, ["work"], cast.nora.id, False)]
    assert "elis" not in seen(cast, "bo")
    assert reading(cast, "nils", matter) == {}


def test_the_lead_of_the_unit_has_no_second_reading_of_her_own_pupils_part(cast):
    matter = open_matter(cast, "elis")
    name_person(cast, matter, "amir", unit="norra")

    with acting_as(cast.actor("rut")):
        assert rows("select may_write, about_person_id from access.my_reading") == [(True, None)]


def test_who_leads_both_units_reads_the_whole(cast):
    with arrange():
        cast.organiser.employ(cast.rut, cast.bjorkangen, "Rektor")
    matter = open_matter(cast, "elis")
    name_person(cast, matter, "nora", unit="bjorkangen")

    with acting_as(cast.actor("rut")):
        assert set(rows("select may_write, about_person_id from access.my_reading")) == {
            (True, None),
            (False, cast.nora.id),
        }


def test_another_units_principal_reads_it_only_while_the_pupil_is_there(cast):
    matter = open_matter(cast, "elis")
    name_person(cast, matter, "nora", unit="bjorkangen")

    with arrange():
        Enrolment.objects.filter(person=cast.nora).update(school_unit=cast.norra)

    assert reading(cast, "bo", matter) == {}


def test_nobody_at_a_school_reads_a_part_when_one_who_leads_it_is_in_the_matter(cast):
    matter = open_matter(cast, "elis", unit="bjorkangen")
    name_person(cast, matter, "amir", unit="norra")
    assert readers(cast, matter) == {"bo", "rut", "beata", "olof"}

    name_person(cast, matter, "rut")

    assert readers(cast, matter) == {"bo", "olof"}


def test_a_new_mentor_inherits_and_the_former_loses(cast):
    matter = open_matter(cast, "elis", "amir")
    choose(cast, matter, "elis", "work")
    choose(cast, matter, "hedda", "work", by_basis=Basis.TEACHES)

    with acting_as(cast.actor("mia")):
        assert rows("select role, about_person_id from access.my_reading") == [
            ("calls_home", about.id) for about in (cast.elis, cast.hedda)
        ]
    assert readers(cast, matter) == {"rut", "beata", "olof", "mia", "tom", "lo"}

    with arrange():
        AssignmentRole.objects.filter(group=cast.class_7b).update(period=past())
        ActivityTeacher.objects.filter(duty__person=cast.mia).update(period=past())
        duty = Duty.objects.get(person=cast.stina)
        cast.organiser.mentor(duty, cast.class_7b)

    assert readers(cast, matter) == {"rut", "beata", "olof", "stina", "tom", "lo"}
    assert reading(cast, "stina", matter) == {"participates": {"work"}}


def test_a_mentor_who_is_kin_is_not_chosen(cast):
    matter = open_matter(cast, "elis")
    with arrange():
        cast.organiser.guard(cast.mia, cast.elis)

    choose(cast, matter, "elis", "work")

    assert readers(cast, matter) == {"rut", "beata", "olof"}


# ---- to be spoken of is never a base -------------------------------------------------------------


def test_to_be_named_opens_nothing_for_the_one_who_is_named(cast):
    before = {name: (seen(cast, name)) for name in cast.persons}
    matter = open_matter(cast, "elis", "tom", "vera", "nils")

    assert readers(cast, matter) == {"rut", "beata", "olof"}
    assert readers(cast, matter, Side.FAMILY) == set()
    for name in ("elis", "tom", "vera", "nils"):
        assert seen(cast, name) == before[name]


def test_to_report_gives_no_sight_of_the_one_who_is_named(cast):
    matter = open_matter(cast, "nora")
    invite(cast, matter, "stina", "report", basis=Basis.REPORTED, may_write=False)

    assert reading(cast, "stina", matter) == {"reported": {"report"}}
    assert seen(cast, "stina") == {"stina"}


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(worlds, st.integers(0, 6), st.integers(0, 2))
def test_adding_a_name_opens_nothing_but_the_name_and_that_for_those_at_work(db, world, who, which):
    with undone():
        with arrange():
            build(world)
            tables = Rows.read()
            person = sorted(tables.persons.values(), key=lambda person: person.id)[who]
            matters = [each for each in tables.matters if each.organiser_id == person.organiser_id]
            assume(matters)
            matter = matters[which % len(matters)]
        everybody = list(actors(tables))
        before = [shown(actor) for actor in everybody]

        with arrange():
            MatterPerson.objects.bulk_create(
                [MatterPerson(organiser_id=matter.organiser_id, matter=matter, person=person)],
                ignore_conflicts=True,
            )

        for actor, was in zip(everybody, before, strict=True):
            added = shown(actor) - was
            if added:
                with acting_as(actor):
                    assert matter.id in column(
                        "select matter_id from access.my_reading"
                        " where (basis in ('leads', 'participates') or may_write)"
                        " and side = 'staff'"
                    )
            assert {what for what, *_ in added} <= {
                "person", "enrolment", "membership", "responsible", "contact", "home decision",
            }  # fmt: skip


# ---- own people ----------------------------------------------------------------------------------


def test_whoever_is_spoken_of_has_no_staff_basis(cast):
    matter = open_matter(cast, "elis", "beata")
    invite(cast, matter, "beata", "work")
    appoint(cast, "beata")

    assert readers(cast, matter) == {"rut", "olof"}


def test_a_guardian_has_no_staff_basis(cast):
    matter = open_matter(cast, "nova")
    invite(cast, matter, "lo", "work")

    assert reading(cast, "lo", matter) == {}


@pytest.mark.parametrize("relation", ["Vårdnadshavare", "Annan ansvarig", "God man"])
@pytest.mark.parametrize("period", [always, past])
def test_nobody_who_is_or_was_responsible_for_a_child_has_a_staff_basis(cast, relation, period):
    matter = open_matter(cast, "amir")

    with arrange():
        tie = cast.organiser.guard(cast.beata, cast.amir, period())
        Responsible.objects.filter(id=tie.id).update(relation_type=relation)

    assert readers(cast, matter) == {"rut", "olof"}


@pytest.mark.parametrize("reason", ["accused", "concerned"])
def test_whoever_is_accused_or_concerned_is_shut_out_of_every_way_in(cast, reason):
    matter = open_matter(cast, "nora")
    invite(cast, matter, "beata", "work")
    appoint(cast, "beata")
    assert set(reading(cast, "beata", matter)) == {"leads", "participates", "officer"}

    bar(cast, matter, "beata", reason)

    assert reading(cast, "beata", matter) == {}
    assert "nora" not in seen(cast, "beata")


def test_who_comes_as_principal_after_being_barred_is_still_shut_out(cast):
    matter = open_matter(cast, "elis")
    bar(cast, matter, "tom")

    with arrange():
        cast.organiser.employ(cast.tom, cast.norra, "Rektor")

    assert readers(cast, matter) == {"rut", "beata", "olof"}


def test_a_bar_does_not_touch_the_family_side(cast):
    matter = open_matter(cast, "nova")
    invite(cast, matter, "lo", "letters", basis=Basis.GUARDIAN, side=Side.FAMILY, about="nova")
    decide(cast, matter, "nova", "lo", "inform")

    assert reading(cast, "lo", matter) == {}
    assert reading(cast, "lo", matter, Side.FAMILY) == {"guardian": {"letters"}}


# ---- the home ------------------------------------------------------------------------------------


def test_whoever_works_in_a_matter_sees_whom_it_is_about(cast):
    matter = open_matter(cast, "nora")
    invite(cast, matter, "kim", "work")

    assert seen(cast, "kim") == {"kim", "nora"}
    assert seen(cast, "olof") == {"olof"}


def test_whoever_works_with_one_part_sees_that_person_only(cast):
    matter = open_matter(cast, "nora", "elis")
    invite(cast, matter, "kim", "work", about="nora")

    assert seen(cast, "kim") == {"kim", "nora"}


def test_work_in_a_matter_opens_no_protected_person(cast):
    matter = open_matter(cast, "hilda")
    invite(cast, matter, "stina", "work")
    invite(cast, matter, "kim", "work")

    assert seen(cast, "stina") == {"stina"}
    assert seen(cast, "kim") == {"kim", "hilda", "hugo"}


# ---- a matter that is new ------------------------------------------------------------------------


def test_a_matter_is_new_until_somebody_reads_it(cast):
    matter = open_matter(cast, "elis", unit=None, scope="absence")
    with acting_as(cast.actor("mia")):
        assert rows("select access.is_new(%s)", matter.id) == [(True,)]

    invite(cast, matter, "kim", "work")

    with acting_as(cast.actor("mia")):
        assert rows("select access.is_new(%s)", matter.id) == [(False,)]


def test_the_clock_moves_what_is_read(cast):
    matter = open_matter(cast, "elis")
    ends = clock.now()
    invite(cast, matter, "kim", "work", period=(always()[0], ends))

    assert reading(cast, "kim", matter) == {}

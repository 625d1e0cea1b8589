"""The scope tables follow the roster: after every change they say what the roster says."""

import datetime as dt

from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from elevakt.trust.access.models import (
    Edge,
    Matter,
    MatterBar,
    MatterPerson,
    MatterReader,
    PupilCard,
    RosterReader,
    StaffCard,
    UnitReach,
)
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.people import Organiser
from elevakt.trust.access.testing.rows import Rows
from elevakt.trust.access.testing.scope import Scope
from elevakt.trust.access.tests.asking import Undone
from elevakt.trust.access.tests.building import between, term
from elevakt.trust.access.tests.changing import Giving, change, nth, pick
from elevakt.trust.access.tests.worlds import (
    ASSIGNED,
    NOW,
    OF_AGE,
    ROLES,
    SCHOOL_TYPES,
    TERMS,
    TOO_YOUNG,
    periods,
)
from elevakt.trust.people.models import (
    ActivityGroup,
    ActivityTeacher,
    AssignmentRole,
    CalendarPeriod,
    Duty,
    Enrolment,
    Group,
    GroupMembership,
    Person,
    Responsible,
    SchoolUnit,
)

MOMENTS = [NOW + dt.timedelta(days) for days in (-200, -10, 0, 1, 20, 90)]
STAFF, PUPILS = ("Rut Ek", "Mia Ek", "Lo Ek"), ("Elis Ek", "Nova Ek")


class Roster(Giving):
    """A school in which everything may change."""

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.arranging = arrange()
        self.arranging.__enter__()

    def teardown(self):
        self.arranging.__exit__(None, None, None)
        self.transaction.__exit__(Undone, Undone(), None)

    @initialize()
    def a_school(self):
        self.organiser = Organiser("Norrviks kommun")
        self.schools = [self.organiser.school("Norra"), self.organiser.school("Södra")]
        self.groups = [self.organiser.group(school, "7B") for school in self.schools]
        self.staff = [self.organiser.person(name) for name in STAFF]
        self.pupils = [self.organiser.person(name) for name in PUPILS]
        for person in self.staff:
            self.organiser.employ(person, self.schools[0])

    # ---- duties ----------------------------------------------------------------------------------

    @rule(who=nth, unit=nth, role=st.sampled_from(ROLES), when=periods)
    def somebody_is_employed(self, who, unit, role, when):
        self.organiser.employ(
            self.staff[who % 3], self.schools[unit % 2], role[0], between(when), role[1]
        )

    @rule(number=nth, when=periods)
    def a_duty_ends_or_is_prolonged(self, number, when):
        change(Duty, number, period=between(when))

    @rule(number=nth, role=st.sampled_from(ROLES), unit=nth)
    def a_duty_becomes_another(self, number, role, unit):
        name, description = role
        school = self.schools[unit % 2]
        change(Duty, number, duty_role=name, description=description, school_unit=school)

    @rule(number=nth, who=nth)
    def a_duty_goes_to_somebody_else(self, number, who):
        change(Duty, number, person=self.staff[who % 3])

    # ---- pupils and groups -----------------------------------------------------------------------

    @rule(who=nth, unit=nth, when=periods, kind=st.sampled_from(SCHOOL_TYPES))
    def a_pupil_is_enrolled(self, who, unit, when, kind):
        Enrolment.objects.create(
            organiser_id=self.organiser.id,
            person=self.pupils[who % 2],
            school_unit=self.schools[unit % 2],
            school_type=kind,
            period=between(when),
        )

    @rule(number=nth, unit=nth, when=periods)
    def a_pupil_changes_school(self, number, unit, when):
        change(Enrolment, number, school_unit=self.schools[unit % 2], period=between(when))

    @rule(who=nth, group=nth, when=periods)
    def a_pupil_joins_a_group(self, who, group, when):
        GroupMembership.objects.create(
            organiser_id=self.organiser.id,
            person=self.pupils[who % 2],
            group=self.groups[group % 2],
            period=between(when),
        )

    @rule(number=nth, group=nth, when=periods)
    def a_pupil_changes_group(self, number, group, when):
        change(GroupMembership, number, group=self.groups[group % 2], period=between(when))

    @rule(number=nth)
    def a_membership_was_a_mistake(self, number):
        row = pick(GroupMembership, number)
        if row is not None:
            row.delete()

    @rule(number=nth, when=periods)
    def a_group_ends(self, number, when):
        change(Group, number, period=between(when))

    # ---- teaching and mentoring ------------------------------------------------------------------

    @rule(duty=nth, group=nth, when=periods)
    def somebody_teaches(self, duty, group, when):
        self.organiser.teach(pick(Duty, duty), self.groups[group % 2], between(when))

    @rule(number=nth, duty=nth, when=periods)
    def another_teaches_instead(self, number, duty, when):
        change(ActivityTeacher, number, duty=pick(Duty, duty), period=between(when))

    @rule(number=nth, group=nth)
    def an_activity_changes_group(self, number, group):
        change(ActivityGroup, number, group=self.groups[group % 2])

    @rule(number=nth)
    def an_activity_loses_a_group(self, number):
        row = pick(ActivityGroup, number)
        if row is not None:
            row.delete()

    @rule(number=nth, when=periods)
    def an_activity_ends(self, number, when):
        row = pick(ActivityTeacher, number)
        if row is not None:
            row.activity.period = between(when)
            row.activity.save(update_fields=["period"])

    @rule(duty=nth, group=nth, when=periods)
    def somebody_becomes_mentor(self, duty, group, when):
        self.organiser.mentor(pick(Duty, duty), self.groups[group % 2], between(when))

    @rule(number=nth, duty=nth, role=st.sampled_from(ASSIGNED), when=periods)
    def a_mentor_is_replaced(self, number, duty, role, when):
        change(AssignmentRole, number, duty=pick(Duty, duty), role_type=role, period=between(when))

    @rule(unit=nth, when=st.sampled_from(sorted(TERMS)))
    def a_term_is_entered(self, unit, when):
        CalendarPeriod.objects.create(
            organiser_id=self.organiser.id,
            school_unit=self.schools[unit % 2],
            kind="term",
            **term(when),
        )

    @rule(number=nth, unit=nth, when=st.sampled_from(sorted(TERMS)))
    def a_term_was_another(self, number, unit, when):
        change(CalendarPeriod, number, school_unit=self.schools[unit % 2], **term(when))

    @rule(number=nth)
    def a_term_was_a_mistake(self, number):
        row = pick(CalendarPeriod, number)
        if row is not None:
            row.delete()

    # ---- homes and protection --------------------------------------------------------------------

    @rule(who=nth, pupil=nth, when=periods)
    def somebody_gets_a_child(self, who, pupil, when):
        self.organiser.guard(self.staff[who % 3], self.pupils[pupil % 2], between(when))

    @rule(
        number=nth,
        who=nth,
        relation=st.sampled_from(["Vårdnadshavare", "Annan ansvarig"]),
        when=periods,
    )
    def a_home_changes(self, number, who, relation, when):
        change(
            Responsible,
            number,
            guardian=self.staff[who % 3],
            relation_type=relation,
            period=between(when),
        )

    @rule(number=nth, born=st.sampled_from([None, OF_AGE, TOO_YOUNG]))
    def somebody_is_given_another_birthday(self, number, born):
        change(Person, number, birth_date=born)

    @rule(number=nth, marked=st.booleans())
    def somebody_is_marked_protected(self, number, marked):
        change(Person, number, is_protected=marked)

    # ---- matters ---------------------------------------------------------------------------------

    @rule(unit=nth, parts=st.booleans())
    def a_case_is_opened(self, unit, parts):
        Matter.objects.create(
            organiser_id=self.organiser.id,
            led_by_unit_id=self.schools[unit % 2].id,
            lead_circles=["report", "work"],
            lead_role="principal",
            part_circles=["work"] if parts else [],
            scope="bullying",
            officer_circles=["report"],
            officer_role="",
            delegate_role="delegate",
        )

    @rule(number=nth, unit=nth, hidden=st.booleans())
    def a_case_changes_lead(self, number, unit, hidden):
        unit_id = None if hidden else self.schools[unit % 2].id
        change(Matter, number, led_by_unit_id=unit_id, officer_role="officer" if hidden else "")

    @rule(matter=nth, who=nth, unit=nth)
    def a_case_gets_a_person(self, matter, who, unit):
        found = pick(Matter, matter)
        if found is not None:
            MatterPerson.objects.bulk_create(
                [
                    MatterPerson(
                        organiser_id=self.organiser.id,
                        matter=found,
                        person=(self.pupils + self.staff)[who % 5],
                        unit_id=(None, *(school.id for school in self.schools))[unit % 3],
                    )
                ],
                ignore_conflicts=True,
            )

    @rule(number=nth)
    def a_person_was_a_mistake(self, number):
        row = pick(MatterPerson, number)
        if row is not None:
            row.delete()

    @rule(matter=nth, who=nth, by_basis=st.sampled_from(["mentors", "teaches"]))
    def a_case_waits_for_those_around_a_pupil(self, matter, who, by_basis):
        found = pick(Matter, matter)
        if found is not None:
            RosterReader.objects.create(
                organiser_id=self.organiser.id,
                matter=found,
                about_person_id=self.pupils[who % 2].id,
                by_basis=by_basis,
                circles=["work"],
                role="calls_home",
            )

    @rule(number=nth, who=nth)
    def a_case_waits_for_those_around_another(self, number, who):
        change(RosterReader, number, about_person_id=self.pupils[who % 2].id)

    @rule(number=nth)
    def a_case_waits_no_longer(self, number):
        row = pick(RosterReader, number)
        if row is not None:
            row.delete()

    # ---- what must hold --------------------------------------------------------------------------

    @invariant()
    def the_scope_tables_say_what_the_roster_says(self):
        tables = Rows.read()
        edges, reach = list(Edge.objects.all()), list(UnitReach.objects.all())
        kept = list(MatterReader.objects.all())
        for moment in MOMENTS:
            scope = Scope(tables, moment)
            assert scope.edges == {
                (edge.person_id, edge.pupil_id, edge.basis, edge.side)
                for edge in edges
                if moment in edge.valid_during
            }
            assert scope.readings == {
                (
                    one.person_id, one.matter_id, one.basis, one.side,
                    tuple(one.circles), one.role, one.about_person_id, one.may_write,
                )
                for one in kept
                if moment in one.valid_during
            }  # fmt: skip
            assert {
                (row.person_id, row.unit_id) for row in reach if moment in row.valid_during
            } == {
                (person, school.id)
                for school in SchoolUnit.objects.all()
                for person, _ in scope.leading(school.id)
            }

    @invariant()
    def a_matters_own_people_are_shut_out(self):
        scope = Scope(Rows.read(), NOW)
        assert set(MatterBar.objects.values_list("matter_id", "person_id")) == {
            (matter.id, person)
            for matter in scope.rows.matters
            for person in scope.rows.persons
            if scope.is_barred(person, matter.id)
        }

    @invariant()
    def the_directories_hold_everybody_but_those_who_are_protected(self):
        enrolled = Enrolment.objects.filter(person__is_protected=False)
        periods = enrolled.values_list("person_id", "period")
        employed = Duty.objects.filter(person__is_protected=False)

        assert dict(PupilCard.objects.values_list("person_id", "ends_at")) == {
            pupil: max((period.upper for who, period in periods if who == pupil), key=_last)
            for pupil, _ in periods
        }
        assert set(StaffCard.objects.values_list("person_id", flat=True)) == set(
            employed.values_list("person_id", flat=True)
        )


def _last(moment):
    return moment is None, moment or NOW


def test_the_scope_tables_follow_the_roster(db):
    run_state_machine_as_test(Roster, settings=settings(max_examples=10, stateful_step_count=20))

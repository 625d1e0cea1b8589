import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elevakt.trust.people.enums import ContactKind
from elevakt.trust.people.rules.protection import is_protected
from elevakt.trust.people.rules.roster import (
    Activity,
    ActivityGroup,
    ActivityTeacher,
    AssignmentRole,
    Contact,
    Duty,
    Enrolment,
    Group,
    GroupMembership,
    Organisation,
    Person,
    Responsible,
    Roster,
    SchoolUnit,
    key_of,
)
from elevakt.trust.people.rules.ss12000.reading import read_roster
from elevakt.trust.people.rules.values import birth_date_of
from elevakt.trust.people.tests.rules.folder import (
    CLASS_7B,
    ELIS,
    FORVALTNING,
    HENRIK,
    KOMMUN,
    MATHS,
    MATHS_GROUP,
    MIA,
    MIA_TEACHES,
    NORRA,
    TOM,
    TOM_TEACHES,
    VERA,
    folder,
    roster,
    texts,
    to,
)

AUGUST, SEPTEMBER = date(2026, 8, 18), date(2026, 9, 1)
NEW_YEAR, SUMMER = date(2027, 1, 1), date(2027, 6, 12)


def test_a_folder_becomes_a_roster():
    found = roster()

    assert found == Roster(
        organisations=(
            Organisation(KOMMUN, None, "Norrviks kommun", "Huvudman", ""),
            Organisation(FORVALTNING, KOMMUN, "Utbildning", "Förvaltning", ""),
        ),
        school_units=(
            SchoolUnit(NORRA, FORVALTNING, "Norra skolan", "99000001", ("FKLASS", "GR")),
        ),
        persons=(
            Person(MIA, "Mia", "", "Sandell", "", None, "", "Ingen", "Aktiv"),
            Person(TOM, "Tom", "", "Lindqvist", "", None, "", "Ingen", "Aktiv"),
            Person(ELIS, "Elis", "Lundmark", "Bergström", "20130304TF01", date(2013, 3, 4), "Man",
                   "Ingen", "Aktiv"),
            Person(VERA, "Vera", "", "Bergström", "", None, "", "Ingen", "Aktiv"),
            Person(HENRIK, "Henrik", "", "Lundmark", "", None, "", "Ingen", "Aktiv"),
        ),
        contacts=tuple(
            Contact(key_of("contact", ELIS, kind, label, value), ELIS, kind, label, value, mobile)
            for kind, label, value, mobile in (
                (ContactKind.EMAIL, "Skola elev", "elis@example.se", False),
                (ContactKind.PHONE, "Hem", "0701740605", True),
                (ContactKind.ADDRESS, "Folkbokföring", "Skolgränd 4, 009 11 Norrvik", False),
            )
        ),
        enrolments=(
            Enrolment(key_of("enrolment", ELIS, NORRA, "GR", date(2020, 7, 1)), ELIS, NORRA, "GR",
                      7, date(2020, 7, 1), None),
        ),
        responsibles=tuple(
            Responsible(key_of("responsible", ELIS, guardian, "Vårdnadshavare"), ELIS, guardian,
                        "Vårdnadshavare")
            for guardian in (VERA, HENRIK)
        ),
        duties=(
            Duty(MIA_TEACHES, MIA, NORRA, None, "Lärare", "", date(2015, 8, 1), None),
            Duty(TOM_TEACHES, TOM, NORRA, None, "Förstelärare", "", date(2024, 8, 1), NEW_YEAR),
        ),
        groups=(
            Group(CLASS_7B, NORRA, "7B", "Klass", "GR", date(2026, 7, 1), date(2027, 7, 1)),
            Group(MATHS_GROUP, NORRA, "7B Matematik", "Undervisning", "", AUGUST, SUMMER),
        ),
        memberships=(
            GroupMembership(key_of("membership", CLASS_7B, ELIS, None), CLASS_7B, ELIS,
                            date(2026, 7, 1), date(2027, 7, 1)),
            GroupMembership(key_of("membership", MATHS_GROUP, ELIS, "2026-09-01"), MATHS_GROUP,
                            ELIS, SEPTEMBER, SUMMER),
        ),
        assignment_roles=(
            AssignmentRole(key_of("assignment_role", MIA_TEACHES, CLASS_7B, "Mentor", None),
                           MIA_TEACHES, CLASS_7B, "Mentor", date(2026, 7, 1), date(2027, 7, 1)),
        ),
        activities=(Activity(MATHS, NORRA, "Matematik 7B", AUGUST, SUMMER),),
        activity_groups=(
            ActivityGroup(key_of("activity_group", MATHS, MATHS_GROUP), MATHS, MATHS_GROUP),
        ),
        activity_teachers=(
            ActivityTeacher(key_of("activity_teacher", MATHS, TOM_TEACHES, None), MATHS,
                            TOM_TEACHES, AUGUST, NEW_YEAR),
        ),
    )  # fmt: skip


def test_a_roster_is_one_organisers():
    assert roster().organiser.id == KOMMUN


def test_a_duty_may_be_at_the_department():
    resources = folder()
    resources["duties"][0]["dutyAt"] = to(FORVALTNING)

    duty = roster(resources).duties[0]

    assert (duty.school_unit_id, duty.organisation_id, duty.duty_at_id) == (
        None,
        FORVALTNING,
        FORVALTNING,
    )


def test_a_school_unit_that_does_not_say_so_belongs_to_the_organiser():
    resources = folder()
    del resources["organisations"][0]["parentOrganisation"]

    assert roster(resources).school_units[0].organisation_id == KOMMUN


def test_pages_and_the_answers_of_a_provider_are_read_in_order():
    resources = folder()
    persons = resources.pop("persons")
    files = texts(resources)
    for at, number in enumerate((2, 10, 1)):
        page = {"data": persons[at::3], "pageToken": None if number == 10 else "next"}
        files[f"persons-{number}.json"] = "\ufeff" + json.dumps(page)

    assert [person.name for person in read_roster(files).persons] == [
        "Elis Bergström",
        "Mia Sandell",
        "Vera Bergström",
        "Tom Lindqvist",
        "Henrik Lundmark",
    ]


def test_files_of_other_names_are_not_read():
    files = texts(folder()) | {"grades.json": "{", "persons.json.old": "{", "persons-x.json": "{"}

    assert read_roster(files) == roster()


@given(starts=st.dates(date(2000, 1, 1), date(2100, 1, 1)), days=st.integers(0, 5000))
def test_the_last_day_is_included(starts, days):
    last = starts + timedelta(days=days)
    resources = folder()
    resources["duties"] = [
        {"id": str(TOM_TEACHES), "person": to(TOM), "dutyAt": to(NORRA), "dutyRole": "Lärare",
         "startDate": str(starts), "endDate": str(last)}
    ]  # fmt: skip
    resources["activities"] = []

    duty = roster(resources).duties[0]

    assert (duty.starts_on, duty.ends_on) == (starts, last + timedelta(days=1))


def test_the_last_day_that_can_be_written_means_until_further_notice():
    resources = folder()
    resources["duties"][1]["endDate"] = "9999-12-31"

    assert roster(resources).duties[1].ends_on is None


def test_nothing_lasts_longer_than_what_it_belongs_to():
    resources = folder()
    resources["groups"][0]["groupMemberships"][0] |= {"startDate": "2020-01-01"}
    resources["duties"][0]["endDate"] = "2026-12-31"
    resources["duties"][0]["assignmentRole"][0] |= {"endDate": "2030-01-01"}

    found = roster(resources)

    membership, mentor = found.memberships[0], found.assignment_roles[0]
    assert (membership.starts_on, membership.ends_on) == (date(2026, 7, 1), date(2027, 7, 1))
    assert (mentor.starts_on, mentor.ends_on) == (date(2026, 7, 1), NEW_YEAR)


def test_words_that_the_standard_does_not_know_are_data():
    resources = folder()
    resources["organisations"][0]["schoolTypes"] = ["GRAN"]
    resources["persons"][2] |= {"sex": "Annat", "personStatus": "Vilande"}
    resources["persons"][2]["responsibles"][0]["relationType"] = "Familjehem"
    resources["groups"][0]["groupType"] = "Trygghetsgrupp"
    resources["duties"][0]["dutyRole"] = "Lärling"
    resources["duties"][0]["assignmentRole"][0]["assignmentRoleType"] = "Handledare"

    found = roster(resources)

    assert found.school_units[0].school_types == ("GRAN",)
    assert (found.persons[2].sex, found.persons[2].person_status) == ("Annat", "Vilande")
    assert found.responsibles[0].relation_type == "Familjehem"
    assert found.groups[0].group_type == "Trygghetsgrupp"
    assert found.duties[0].duty_role == "Lärling"
    assert found.assignment_roles[0].role_type == "Handledare"


@pytest.mark.parametrize(
    ("marking", "protected"),
    [
        ({}, False),
        ({"securityMarking": "Ingen"}, False),
        ({"securityMarking": "Sekretessmarkering"}, True),
        ({"securityMarking": "Skyddad folkbokföring"}, True),
        ({"securityMarking": "Fingerade personuppgifter"}, True),
        ({"securityMarking": "ingen"}, True),
        ({"securityMarking": " Ingen"}, True),
        ({"securityMarking": ""}, True),
        ({"securityMarking": None}, True),
    ],
)
def test_a_marking_that_is_not_exactly_none_protects(marking, protected):
    resources = folder()
    resources["persons"][2] |= marking

    assert roster(resources).persons[2].is_protected is protected


@given(st.text().filter(lambda marking: marking != "Ingen"))
def test_every_other_marking_protects(marking):
    assert is_protected(marking)


@pytest.mark.parametrize(
    ("civic_no", "born"),
    [
        ("20130304TF01", date(2013, 3, 4)),
        ("20130364TF01", date(2013, 3, 4)),
        ("20130060TF01", None),
        ("2013", None),
        ("", None),
    ],
)
def test_a_number_begins_with_the_birth_date(civic_no, born):
    assert birth_date_of(civic_no) == born


def test_what_is_said_twice_counts_once():
    resources = folder()
    elis = resources["persons"][2]
    for name in ("emails", "phoneNumbers", "addresses", "enrolments", "responsibles"):
        elis[name] = elis[name] * 2
    resources["groups"][0]["groupMemberships"] *= 2
    resources["activities"][0]["groups"] *= 2

    assert roster(resources) == roster()


def test_an_enrolment_need_not_say_a_grade():
    resources = folder()
    del resources["persons"][2]["enrolments"][0]["schoolYear"]

    assert [each.school_year for each in roster(resources).enrolments] == [None]


def test_an_enrolment_cancelled_without_a_last_day_never_took_place():
    resources = folder()
    resources["persons"][2]["enrolments"][0]["cancelled"] = True

    assert roster(resources).enrolments == ()
    resources["persons"][2]["enrolments"][0]["endDate"] = "2026-10-01"
    assert [each.ends_on for each in roster(resources).enrolments] == [date(2026, 10, 2)]

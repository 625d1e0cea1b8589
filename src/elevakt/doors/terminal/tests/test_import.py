"""A roster is taken in whole, or not at all."""

import datetime as dt
import io
import json

import pytest
from django.core.management import CommandError, call_command

from elevakt.doors.demo.rules.town import build_town
from elevakt.trust.access.models import Edge, PupilCard
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.models import Duty, Enrolment, Person

DAY = dt.date(2026, 10, 5)


@pytest.fixture(scope="module")
def town():
    """The files of Norrviks kommun, cut down to one school so that a test is quick."""
    return one_school(build_town(7, DAY).files())


def one_school(files):
    """Return the files with only those who belong to the smallest school unit."""
    read = {name: json.loads(text) for name, text in files.items()}
    units = [one for one in read["organisations.json"] if one["organisationType"] == "Skolenhet"]
    unit = next(one["id"] for one in units if "Sjöskolan" in one["displayName"])
    at = {
        person["id"]: person
        for person in read["persons.json"]
        if any(one["enroledAt"]["id"] == unit for one in person.get("enrolments", []))
    }
    homes = {r["person"]["id"] for p in at.values() for r in p.get("responsibles", [])}
    duties = [one for one in read["duties.json"] if one["dutyAt"]["id"] == unit]
    staff = {one["person"]["id"] for one in duties}
    for person in at.values():
        person["enrolments"] = [
            one for one in person["enrolments"] if one["enroledAt"]["id"] == unit
        ]
    kept = at.keys() | homes | staff
    persons = []
    for person in read["persons.json"]:
        if person["id"] in kept:
            bare = {k: v for k, v in person.items() if person["id"] in at or k != "enrolments"}
            if person["id"] not in at:
                bare.pop("responsibles", None)
            persons.append(bare)
    groups = [one for one in read["groups.json"] if one["organisation"]["id"] == unit]
    group_ids = {one["id"] for one in groups}
    for group in groups:
        group["groupMemberships"] = [
            one for one in group.get("groupMemberships", []) if one["person"]["id"] in kept
        ]
    for duty in duties:
        duty["assignmentRole"] = [
            one for one in duty.get("assignmentRole", []) if one["group"]["id"] in group_ids
        ]
    duty_ids = {one["id"] for one in duties}
    activities = [one for one in read["activities.json"] if one["organisation"]["id"] == unit]
    for activity in activities:
        activity["teachers"] = [
            one for one in activity.get("teachers", []) if one["duty"]["id"] in duty_ids
        ]
    organisations = [
        one
        for one in read["organisations.json"]
        if one["organisationType"] != "Skolenhet" or one["id"] == unit
    ]
    return {
        "organisations.json": organisations,
        "persons.json": persons,
        "groups.json": groups,
        "duties.json": duties,
        "activities.json": activities,
    }


def is_here(person):
    """Return whether somebody is a pupil of the school now, and not protected."""
    until = [one.get("endDate", "9999") for one in person.get("enrolments", [])]
    return max(until, default="") > "2026-12-01" and "securityMarking" not in person


def written(folder, files):
    for name, rows in files.items():
        (folder / name).write_text(json.dumps(rows))
    return folder


def imported(folder, *options):
    said = io.StringIO()
    call_command("import_ss12000", str(folder), *options, stdout=said)
    return said.getvalue()


def counts():
    with arrange():
        return [model.objects.count() for model in (Person, Enrolment, Duty, Edge, PupilCard)]


@pytest.mark.django_db
def test_a_roster_is_taken_in_and_the_second_time_changes_nothing(town, tmp_path):
    folder = written(tmp_path, town)

    assert imported(folder, "--yes").endswith("Inläst.\n")
    first = counts()

    assert imported(folder, "--yes") == "Inget har ändrats.\n"
    assert counts() == first
    assert all(first)


@pytest.mark.django_db
def test_a_preview_changes_nothing(town, tmp_path):
    assert "Personer: " in imported(written(tmp_path, town), "--preview")
    assert counts() == [0, 0, 0, 0, 0]


@pytest.mark.django_db
def test_one_fault_stops_the_whole_with_a_sentence(town, tmp_path):
    people = [*town["persons.json"], {**town["persons.json"][0], "id": "not-a-key"}]
    folder = written(tmp_path, {**town, "persons.json": people})

    with pytest.raises(CommandError) as refused:
        imported(folder, "--yes")

    assert str(refused.value).count("\n") == 1
    assert str(refused.value).startswith("persons.json")
    assert str(refused.value).endswith("Inget har ändrats.")
    assert counts() == [0, 0, 0, 0, 0]


@pytest.mark.django_db
def test_half_a_file_stops_until_somebody_confirms(town, tmp_path):
    imported(written(tmp_path, town), "--yes")
    before = counts()
    gone = {one["id"] for one in town["groups.json"] if one["endDate"] > "2026-12-01"}
    fewer = {
        **town,
        "groups.json": [one for one in town["groups.json"] if one["id"] not in gone],
        "activities.json": [
            one
            for one in town["activities.json"]
            if not any(group["id"] in gone for group in one["groups"])
        ],
        "duties.json": [
            {
                **one,
                "assignmentRole": [
                    role for role in one["assignmentRole"] if role["group"]["id"] not in gone
                ],
            }
            for one in town["duties.json"]
        ],
    }

    with pytest.raises(CommandError, match="STOPP"):
        imported(written(tmp_path, fewer), "--yes")

    assert counts() == before


@pytest.mark.django_db
def test_a_marking_closes_the_same_second(town, tmp_path):
    imported(written(tmp_path, town), "--yes")
    pupil = next(one for one in town["persons.json"] if is_here(one))
    people = [
        {**one, "securityMarking": "Något nytt"} if one is pupil else one
        for one in town["persons.json"]
    ]
    with arrange():
        assert PupilCard.objects.filter(person_id=pupil["id"]).count() == 1

    said = imported(written(tmp_path, {**town, "persons.json": people}), "--yes")

    assert "Nya skyddsmarkeringar: 1\n  en person med skyddade personuppgifter\n" in said
    with arrange():
        assert PupilCard.objects.filter(person_id=pupil["id"]).count() == 0

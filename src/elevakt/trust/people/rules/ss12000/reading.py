"""The way in: from the files of a folder to a roster, or to everything that is wrong with them."""

from collections.abc import Mapping

from elevakt.trust.people.rules.faults import Fault, RosterFaults
from elevakt.trust.people.rules.roster import ORGANISER, Roster
from elevakt.trust.people.rules.ss12000 import resources as take
from elevakt.trust.people.rules.ss12000.pages import records_of
from elevakt.trust.people.rules.ss12000.records import Findings

RESOURCES = ("organisations", "persons", "groups", "duties", "activities")


def read_roster(files: Mapping[str, str]) -> Roster:
    """Return what the files of a folder say, by file name; files of other names are not read.

    ``persons.json`` may be split as ``persons-1.json``, ``persons-2.json`` and so on. Each holds a
    list, or an object with the list ``data``. A row that is named but holds nothing here (a vacant
    duty, an enrolment that never took place) is left out without a fault.

    :raises RosterFaults: with one sentence for each fault, if there is any
    """
    findings = Findings()
    pages = {resource: records_of(resource, files, findings) for resource in RESOURCES}

    organisations, school_units = take.organisations(pages["organisations"])
    organisers = sum(each.organisation_type == ORGANISER for each in organisations)
    if organisers != 1 and "organisations" not in findings.unread:
        what = f"filen ska ha en organisation av typen {ORGANISER} men har {organisers}"
        fault = Fault("organisations.json", "", what, "ta med precis en huvudman")
        findings.faults.append(fault)

    persons = [(record, take.person(record)) for record in pages["persons"]]
    groups = [(record, take.group(record)) for record in pages["groups"]]
    posts = [(record, take.duty(record)) for record in pages["duties"]]
    duties = [(record, duty) for record, duty in posts if duty is not None]
    activities = [(record, take.activity(record)) for record in pages["activities"]]
    group_of = {group.id: group for _, group in groups}
    duty_of = {duty.id: duty for _, duty in duties}
    vacant = {record.id for record, duty in posts if duty is None}

    roster = Roster(
        organisations=tuple(organisations),
        school_units=tuple(school_units),
        persons=tuple(person for _, person in persons),
        contacts=tuple(row for record, _ in persons for row in take.contacts(record)),
        enrolments=tuple(row for record, _ in persons for row in take.enrolments(record)),
        responsibles=tuple(row for record, _ in persons for row in take.responsibles(record)),
        duties=tuple(duty for _, duty in duties),
        groups=tuple(group for _, group in groups),
        memberships=tuple(row for each in groups for row in take.memberships(*each)),
        assignment_roles=tuple(
            row for each in duties for row in take.assignment_roles(*each, group_of)
        ),
        activities=tuple(activity for _, activity in activities),
        activity_groups=tuple(row for each in activities for row in take.activity_groups(*each)),
        activity_teachers=tuple(
            row for each in activities for row in take.activity_teachers(*each, duty_of, vacant)
        ),
    )
    findings.check_references()
    if findings.faults:
        raise RosterFaults(findings.faults)
    return roster

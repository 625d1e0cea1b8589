"""The way in: from the files of a folder to a roster, or to everything that is wrong with them."""

from collections.abc import Mapping
from uuid import UUID

from elevakt.trust.people.rules.csv_files import resources as take
from elevakt.trust.people.rules.csv_files.lines import Findings
from elevakt.trust.people.rules.csv_files.sheets import SHEETS, lines_of
from elevakt.trust.people.rules.faults import RosterFaults
from elevakt.trust.people.rules.roster import (
    Activity,
    ActivityGroup,
    ActivityTeacher,
    AssignmentRole,
    Duty,
    Enrolment,
    Group,
    GroupMembership,
    Responsible,
    Roster,
)


def read_roster(files: Mapping[str, bytes], *, organiser_id: UUID | None = None) -> Roster:
    """Return what the files of a folder say, by file name; files of other names are not read.

    :param organiser_id: the key of the organiser whose files they are, if it is known
    :raises RosterFaults: with one sentence for each fault, if there is any
    """
    findings = Findings()
    sheets = {file: lines_of(file, files, findings) for file in SHEETS}
    if findings.faults:
        raise RosterFaults(findings.faults)
    organiser, units = take.organisations(sheets["skolenheter.csv"], organiser_id)
    if organiser is None:
        findings.note("skolenheter.csv", "", "filen har ingen skolenhet", "ha en rad för varje")
        raise RosterFaults(findings.faults)

    groups: dict[str, Group] = {}
    for line in sheets["grupper.csv"]:
        group = take.group(line, organiser.id, units)
        if groups.setdefault(group.name, group) is not group:
            what = "grupp finns redan på en tidigare rad"
            line.note(what, "ge varje grupp ett eget namn, som 7B Norra")

    people = take.People(organiser.id)
    enrolments, memberships = take.Kept[Enrolment](), take.Kept[GroupMembership]()
    pupils: dict[str, UUID] = {}
    for line in sheets["elever.csv"]:
        pupil = people.read(line)
        pupils[line.values["id"]] = pupil.id
        enrolled = take.enrolment(line, pupil, units)
        enrolments.keep(line, enrolled)
        if (member := take.in_class(line, enrolled, groups)) is not None:
            memberships.keep(line, member)
    for line in sheets["medlemmar.csv"]:
        if (member := take.membership(line, groups, pupils)) is not None:
            memberships.keep(line, member)

    responsibles = take.Kept[Responsible]()
    for line in sheets["vardnadshavare.csv"]:
        guardian = people.read(line)
        if (home := take.responsible(line, guardian, pupils)) is not None:
            responsibles.keep(line, home)

    duties = take.Kept[Duty]()
    duties_of: dict[str, list[Duty]] = {}
    for line in sheets["personal.csv"]:
        duty = take.duty(line, people.read(line), organiser.id, units)
        duties.keep(line, duty)
        duties_of.setdefault(line.values["id"], []).append(duty)

    roles, activities = take.Kept[AssignmentRole](), take.Kept[Activity]()
    taught, teachers = take.Kept[ActivityGroup](), take.Kept[ActivityTeacher]()
    for line in sheets["uppdrag.csv"]:
        found = take.assigned(line, groups, duties_of)
        if found.role is not None:
            roles.keep(line, found.role)
        if found.activity is not None and found.of_group is not None and found.teacher is not None:
            activities.keep(line, found.activity)
            taught.keep(line, found.of_group)
            teachers.keep(line, found.teacher)

    if findings.faults:
        order = list(SHEETS)
        raise RosterFaults(sorted(findings.faults, key=lambda one: order.index(one.file)))
    return Roster(
        organisations=(organiser,),
        school_units=tuple(units.values()),
        persons=tuple(people.persons.values()),
        contacts=tuple(people.contacts.values()),
        enrolments=tuple(enrolments.rows.values()),
        responsibles=tuple(responsibles.rows.values()),
        duties=tuple(duties.rows.values()),
        groups=tuple(groups.values()),
        memberships=tuple(memberships.rows.values()),
        assignment_roles=tuple(roles.rows.values()),
        activities=tuple(activities.rows.values()),
        activity_groups=tuple(taught.rows.values()),
        activity_teachers=tuple(teachers.rows.values()),
    )

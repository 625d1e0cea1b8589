"""From each resource of SS 12000 to the rows of a roster.

Only what Elevakt needs is taken; the rest is left where it came from (data protection by design).
A value of a closed list is kept as its text: a word that the standard does not know is data.
"""

from collections.abc import Iterable, Iterator, Set
from uuid import UUID

from elevakt.trust.people.enums import ContactKind
from elevakt.trust.people.rules.protection import NOT_MARKED, UNKNOWN_MARKING
from elevakt.trust.people.rules.roster import (
    ORGANISER,
    SCHOOL_UNIT,
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
    Period,
    Person,
    Responsible,
    SchoolUnit,
    key_of,
)
from elevakt.trust.people.rules.ss12000.records import Record
from elevakt.trust.people.rules.values import NIL, birth_date_of

HIGHEST_SCHOOL_YEAR = 10


def organisations(records: Iterable[Record]) -> tuple[list[Organisation], list[SchoolUnit]]:
    """Return the organiser and its parts from the top down, and the school units.

    A school unit that does not say what it belongs to belongs to the organiser.
    """
    parts: dict[Record, Organisation] = {}
    units: list[tuple[Record, UUID | None]] = []
    for record in records:
        parent = record.optional_reference("parentOrganisation", "organisations")
        organisation_type = record.text("organisationType", 40)
        if organisation_type == SCHOOL_UNIT:
            units.append((record, parent))
        else:
            parts[record] = Organisation(
                id=record.id,
                parent_id=parent,
                name=record.text("displayName", 200),
                organisation_type=organisation_type,
                organisation_number=record.optional_text("organisationNumber", 20),
            )
    organiser = next((p.id for p in parts.values() if p.organisation_type == ORGANISER), NIL)
    return list(_from_the_top(parts)), [
        SchoolUnit(
            id=record.id,
            organisation_id=parent or organiser,
            name=record.text("displayName", 200),
            school_unit_code=record.optional_text("schoolUnitCode", 20),
            school_types=record.texts("schoolTypes", 10),
        )
        for record, parent in units
    ]


def _from_the_top(parts: dict[Record, Organisation]) -> Iterator[Organisation]:
    """Give the organisations, each after the one it belongs to; note those that go in a circle."""
    waiting = dict(parts)
    below = {part.id for part in parts.values()}
    while ready := [record for record, part in waiting.items() if part.parent_id not in below]:
        for record in ready:
            below.discard(record.id)
            yield waiting.pop(record)
    for record in waiting:
        record.note("parentOrganisation går i cirkel")


def person(record: Record) -> Person:
    """Return a person."""
    civic_no = ""
    if (number := record.record("civicNo")) is not None:
        civic_no = number.text("value", 20)
    return Person(
        id=record.id,
        given_name=record.text("givenName", 100),
        middle_name=record.optional_text("middleName", 100),
        family_name=record.text("familyName", 100),
        civic_no=civic_no,
        birth_date=record.day("birthDate") or birth_date_of(civic_no),
        sex=record.optional_text("sex", 20),
        security_marking=_security_marking(record),
        person_status=record.optional_text("personStatus", 20) or "Aktiv",
    )


def _security_marking(record: Record) -> str:
    if "securityMarking" not in record.values:
        return NOT_MARKED
    record.optional_text("securityMarking", 60)
    as_written = record.values["securityMarking"]
    return as_written if isinstance(as_written, str) else UNKNOWN_MARKING


def contacts(record: Record) -> Iterator[Contact]:
    """Give the ways to reach a person, each once however many times it stands there."""
    found: dict[UUID, Contact] = {}

    def keep(kind: ContactKind, label: str, value: str, *, is_mobile: bool = False) -> None:
        key = key_of("contact", record.id, kind, label, value)
        found.setdefault(key, Contact(key, record.id, kind, label, value, is_mobile))

    for email in record.records("emails"):
        keep(ContactKind.EMAIL, email.text("type", 40), email.text("value", 300))
    for phone in record.records("phoneNumbers"):
        mobile = phone.flag("mobile", absent=True)
        keep(
            ContactKind.PHONE,
            phone.text("type", 40),
            phone.text("value", 300),
            is_mobile=mobile,
        )
    for address in record.records("addresses"):
        street = address.text("streetAddress", 150)
        town = f"{address.text('postalCode', 20)} {address.text('locality', 100)}"
        keep(ContactKind.ADDRESS, address.optional_text("type", 40), f"{street}, {town}")
    return iter(found.values())


def enrolments(record: Record) -> Iterator[Enrolment]:
    """Give a person's enrolments; one cancelled without a last day never took place."""
    found: dict[UUID, Enrolment] = {}
    for each in record.records("enrolments"):
        period = each.period(starts=True)
        unit = each.reference("enroledAt", "school_units")
        school_type = each.text("schoolType", 10)
        school_year = each.number("schoolYear", HIGHEST_SCHOOL_YEAR)
        if each.flag("cancelled", absent=False) and period.ends_on is None:
            continue
        key = key_of("enrolment", record.id, unit, school_type, period.starts_on)
        row = Enrolment(key, record.id, unit, school_type, school_year, *period)
        each.keep(row, found)
    return iter(found.values())


def responsibles(record: Record) -> Iterator[Responsible]:
    """Give who is responsible for a person. A relation that is not said gives nobody custody."""
    found: dict[UUID, Responsible] = {}
    for each in record.records("responsibles"):
        guardian = each.reference("person", "persons")
        relation_type = each.optional_text("relationType", 40)
        key = key_of("responsible", record.id, guardian, relation_type)
        each.keep(Responsible(key, record.id, guardian, relation_type), found)
    return iter(found.values())


def group(record: Record) -> Group:
    """Return a group."""
    return Group(
        record.id,
        record.reference("organisation", "school_units"),
        record.text("displayName", 100),
        record.text("groupType", 40),
        record.optional_text("schoolType", 10),
        *record.period(starts=True),
    )


def memberships(record: Record, of: Group) -> Iterator[GroupMembership]:
    """Give the memberships of a group; one may leave and come back."""
    found: dict[UUID, GroupMembership] = {}
    for each in record.records("groupMemberships"):
        member = each.reference("person", "persons")
        period = each.period(Period(of.starts_on, of.ends_on))
        key = key_of("membership", of.id, member, each.values.get("startDate"))
        each.keep(GroupMembership(key, of.id, member, *period), found)
    return iter(found.values())


def duty(record: Record) -> Duty | None:
    """Return a duty, or nothing if nobody holds it: a vacant post gives nobody anything."""
    unit = organisation = None
    if record.points_at("dutyAt") == "school_units":
        unit = record.reference("dutyAt", "school_units")
    else:
        organisation = record.reference("dutyAt", "organisations")
    holder = record.optional_reference("person", "persons")
    role = record.text("dutyRole", 60)
    description = record.optional_text("description", 200)
    period = record.period(starts=True)
    if holder is None:
        return None
    return Duty(record.id, holder, unit, organisation, role, description, *period)


def assignment_roles(
    record: Record, of: Duty, groups: dict[UUID, Group]
) -> Iterator[AssignmentRole]:
    """Give what a duty has been assigned for groups, such as mentor of a class."""
    found: dict[UUID, AssignmentRole] = {}
    for each in record.records("assignmentRole"):
        target = each.reference("group", "groups")
        role_type = each.text("assignmentRoleType", 40)
        lasts = Period(of.starts_on, of.ends_on)
        if target in groups:
            lasts = lasts.inside(Period(groups[target].starts_on, groups[target].ends_on))
        period = each.period(lasts)
        key = key_of("assignment_role", of.id, target, role_type, each.values.get("startDate"))
        each.keep(AssignmentRole(key, of.id, target, role_type, *period), found)
    return iter(found.values())


def activity(record: Record) -> Activity:
    """Return an activity."""
    return Activity(
        record.id,
        record.reference("organisation", "school_units"),
        record.text("displayName", 200),
        *record.period(starts=True),
    )


def activity_groups(record: Record, of: Activity) -> Iterator[ActivityGroup]:
    """Give the groups of an activity, each once."""
    for target in dict.fromkeys(record.references("groups", "groups")):
        yield ActivityGroup(key_of("activity_group", of.id, target), of.id, target)


def activity_teachers(
    record: Record, of: Activity, duties: dict[UUID, Duty], vacant: Set[UUID]
) -> Iterator[ActivityTeacher]:
    """Give who teaches an activity."""
    found: dict[UUID, ActivityTeacher] = {}
    for each in record.records("teachers"):
        teacher = each.reference("duty", "duties")
        if teacher in vacant:
            continue
        lasts = Period(of.starts_on, of.ends_on)
        if teacher in duties:
            lasts = lasts.inside(Period(duties[teacher].starts_on, duties[teacher].ends_on))
        period = each.period(lasts)
        key = key_of("activity_teacher", of.id, teacher, each.values.get("startDate"))
        each.keep(ActivityTeacher(key, of.id, teacher, *period), found)
    return iter(found.values())

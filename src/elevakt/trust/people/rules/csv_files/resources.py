"""From the lines of each file to the rows of a roster.

CSV has no identities, so a key is made of what the school itself calls things by: the organisation
number, the code of the unit, the ``id`` of a person, the name of a group and the day it began. An
``id`` that is a UUID is the key itself, so that a school may come from SS 12000 or go there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar
from uuid import UUID

from elevakt.trust.people.enums import AssignmentRoleType, ContactKind, DutyRole
from elevakt.trust.people.rules.csv_files.lines import Line
from elevakt.trust.people.rules.protection import NOT_MARKED, UNKNOWN_MARKING
from elevakt.trust.people.rules.roster import (
    ORGANISER,
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
    Row,
    SchoolUnit,
    key_of,
)
from elevakt.trust.people.rules.values import NIL, birth_date_of, identity

AnyRow = TypeVar("AnyRow", bound=Row)
HIGHEST_SCHOOL_YEAR = 10
DEPUTY = "Biträdande rektor"
TEACHES = "lärare"
_MAY_BE_LEFT_OUT = ("middle_name", "civic_no", "birth_date", "sex")
_IN_THE_STANDARD = {
    word.casefold(): word for word in ("Vårdnadshavare", "Klass", "Undervisning", "Mentor")
}


@dataclass(slots=True)
class Kept(Generic[AnyRow]):
    """Rows of one kind as they are read, each with the line that said it first."""

    rows: dict[UUID, AnyRow] = field(default_factory=dict)
    places: dict[UUID, str] = field(default_factory=dict)

    def keep(self, line: Line, row: AnyRow) -> None:
        """Add a row. Said twice counts once; said differently is a fault."""
        earlier = self.rows.setdefault(row.id, row)
        place = self.places.setdefault(row.id, line.place)
        if earlier != row:
            line.note(f"raden säger emot {place}", "låt dem säga samma sak, eller ta bort en")


def organisations(
    lines: Iterable[Line], organiser_id: UUID | None
) -> tuple[Organisation | None, dict[str, SchoolUnit]]:
    """Return the organiser, and the school units by their codes.

    :param organiser_id: the key of the organiser, or None to make it of the organisation number
    """
    organiser: Organisation | None = None
    units: dict[str, SchoolUnit] = {}
    for line in lines:
        number = line.text("organisationsnummer", 20)
        key = organiser_id or key_of("csv_organiser", re.sub(r"\D", "", number))
        found = Organisation(key, None, line.text("huvudman", 200), ORGANISER, number)
        organiser = organiser or found
        if found != organiser:
            line.note("huvudman och organisationsnummer ska vara samma på alla rader")
        code = line.text("skolenhetskod", 20)
        unit = SchoolUnit(
            key_of("csv_unit", organiser.id, code),
            organiser.id,
            line.text("skolenhet", 200),
            code,
            tuple(
                one.upper()
                for one in re.split(r"[\s,/]+", line.optional_text("skolformer", 100))
                if one
            ),
        )
        if any(len(one) > 10 for one in unit.school_types):
            line.note("skolformer ska vara korta koder som GR", "skriv till exempel FSK GR FTH")
        if units.setdefault(code, unit) is not unit:
            line.note("skolenhetskod finns redan på en tidigare rad", "ha en rad för varje enhet")
    return organiser, units


@dataclass(slots=True)
class People:
    """Everybody who has been read so far, whatever file it was in, and how each is reached."""

    organiser_id: UUID
    persons: dict[UUID, Person] = field(default_factory=dict)
    places: dict[UUID, str] = field(default_factory=dict)
    numbers: dict[str, UUID] = field(default_factory=dict)
    contacts: dict[UUID, Contact] = field(default_factory=dict)

    def key(self, own: str) -> UUID:
        """Return the key of the person whom the school calls so."""
        return identity(own) or key_of("csv_person", self.organiser_id, own)

    def read(self, line: Line) -> Person:
        """Return the person of a line; one who stands in several files is one person."""
        civic_no = line.civic_no()
        person = Person(
            id=self.key(line.identity("id")),
            given_name=line.text("förnamn", 100),
            middle_name=line.optional_text("mellannamn", 100),
            family_name=line.text("efternamn", 100),
            civic_no=civic_no,
            birth_date=line.day("födelsedatum") or birth_date_of(civic_no),
            sex=line.optional_text("kön", 20),
            security_marking=_marking(line),
            person_status="Aktiv",
        )
        earlier = self.persons.get(person.id, person)
        place = self.places.setdefault(person.id, line.place)
        together = _both(earlier, person)
        if together is None:
            line.note(f"raden säger emot {place} om samma person", "låt dem säga samma sak")
        if civic_no and self.numbers.setdefault(civic_no, person.id) != person.id:
            place = self.places[self.numbers[civic_no]]
            line.note(f"personnummer är samma som på {place}", "ge samma person samma id")
        self.persons[person.id] = together or person
        for contact in _contacts(line, person.id):
            self.contacts.setdefault(contact.id, contact)
        return self.persons[person.id]


def _both(one: Person, other: Person) -> Person | None:
    """Return what two lines say of a person together; nothing if they say different things.

    A file may leave out what another tells, but never the marking.
    """
    found = one
    for name in _MAY_BE_LEFT_OUT:
        said, also = getattr(one, name), getattr(other, name)
        if said and also and said != also:
            return None
        found = replace(found, **{name: said or also})
    told = replace(other, **{name: getattr(found, name) for name in _MAY_BE_LEFT_OUT})
    return found if found == told else None


def _marking(line: Line) -> str:
    """Return the marking: only an outspoken no is none, and nothing at all is not known."""
    said = line.optional_text("skydd", 60)
    return NOT_MARKED if said.casefold() in {"nej", "ingen"} else said or UNKNOWN_MARKING


def _contacts(line: Line, person_id: UUID) -> Iterator[Contact]:
    street, code, town = (
        line.optional_text(name, longest)
        for name, longest in (("gatuadress", 150), ("postnummer", 20), ("postort", 100))
    )
    phone = line.optional_text("telefon", 300)
    is_mobile = re.sub(r"\D", "", phone).removeprefix("00").startswith(("07", "467"))
    for kind, value in (
        (ContactKind.EMAIL, line.optional_text("e-post", 300)),
        (ContactKind.PHONE, phone),
        (ContactKind.ADDRESS, f"{street}, {code} {town}".strip(", ")),
    ):
        if value:
            key = key_of("contact", person_id, kind, "", value)
            yield Contact(key, person_id, kind, "", value, kind is ContactKind.PHONE and is_mobile)


def group(line: Line, organiser_id: UUID, units: Mapping[str, SchoolUnit]) -> Group:
    """Return a group; one of the same name that began another day is another group."""
    unit = line.pointed_at("skolenhetskod", units, "skolenheter.csv")
    unit_id = unit.id if unit else NIL
    name = line.text("grupp", 100)
    period = line.period(starts=True)
    return Group(
        key_of("csv_group", organiser_id, unit_id, name, period.starts_on),
        unit_id,
        name,
        _known(line.text("typ", 40)),
        line.optional_text("skolform", 10).upper(),
        *period,
    )


def enrolment(line: Line, pupil: Person, units: Mapping[str, SchoolUnit]) -> Enrolment:
    """Return what a line says of a pupil's school."""
    unit = line.pointed_at("skolenhetskod", units, "skolenheter.csv")
    unit_id = unit.id if unit else NIL
    school_type = line.text("skolform", 10).upper()
    period = line.period(starts=True)
    key = key_of("enrolment", pupil.id, unit_id, school_type, period.starts_on)
    school_year = line.number("årskurs", HIGHEST_SCHOOL_YEAR)
    return Enrolment(key, pupil.id, unit_id, school_type, school_year, *period)


def in_class(
    line: Line, enrolled: Enrolment, groups: Mapping[str, Group]
) -> GroupMembership | None:
    """Return that a pupil is in the class of her line, for as long as both last."""
    if not line.values["klass"]:
        return None
    found = line.pointed_at("klass", groups, "grupper.csv")
    if found is None:
        return None
    period = Period(enrolled.starts_on, enrolled.ends_on).inside(_lasts(found))
    if period.is_empty:
        what = "eleven är inte inskriven under klassens tid"
        line.note(what, "rätta dagarna här eller i grupper.csv")
    key = key_of("membership", found.id, enrolled.person_id, enrolled.starts_on)
    return GroupMembership(key, found.id, enrolled.person_id, *period)


def membership(
    line: Line, groups: Mapping[str, Group], pupils: Mapping[str, UUID]
) -> GroupMembership | None:
    """Return that a pupil is in a group."""
    found = line.pointed_at("grupp", groups, "grupper.csv")
    pupil = line.pointed_at("elev", pupils, "elever.csv")
    if found is None or pupil is None:
        return None
    key = key_of("membership", found.id, pupil, line.values["från"])
    return GroupMembership(key, found.id, pupil, *line.period(_lasts(found)))


def responsible(line: Line, guardian: Person, pupils: Mapping[str, UUID]) -> Responsible | None:
    """Return who is responsible for whom. A relation that is not said gives nobody custody."""
    pupil = line.pointed_at("elev", pupils, "elever.csv")
    if pupil is None:
        return None
    if pupil == guardian.id:
        line.note("elev och id är samma person", "rätta id eller elev")
    relation = _known(line.optional_text("relation", 40))
    key = key_of("responsible", pupil, guardian.id, relation)
    return Responsible(key, pupil, guardian.id, relation)


def duty(line: Line, holder: Person, organiser_id: UUID, units: Mapping[str, SchoolUnit]) -> Duty:
    """Return a duty; without a unit it is the organiser's own.

    SS 12000 has no role for a deputy principal, so whoever writes one is understood.
    """
    unit = None
    if line.values["skolenhetskod"]:
        unit = line.pointed_at("skolenhetskod", units, "skolenheter.csv")
    role = line.text("tjänst", 60)
    description = line.optional_text("beskrivning", 200)
    if role.casefold() == DEPUTY.casefold():
        role, description = DutyRole.DEPUTY_PRINCIPAL.value, DEPUTY
    period = line.period(starts=True)
    place = unit.id if unit else organiser_id
    return Duty(
        key_of("csv_duty", holder.id, place, role, period.starts_on),
        holder.id,
        unit.id if unit else None,
        None if unit else organiser_id,
        role,
        description,
        *period,
    )


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a line of ``uppdrag.csv`` comes to: a mentor, or a teacher and what is taught."""

    role: AssignmentRole | None = None
    activity: Activity | None = None
    of_group: ActivityGroup | None = None
    teacher: ActivityTeacher | None = None


def assigned(line: Line, groups: Mapping[str, Group], duties: Mapping[str, list[Duty]]) -> Assigned:
    """Return who answers for a group, or teaches it: by a duty at the unit of the group."""
    found = line.pointed_at("grupp", groups, "grupper.csv")
    own = line.pointed_at("personal", duties, "personal.csv")
    what = line.text("uppdrag", 40)
    is_mentor = what.casefold() == AssignmentRoleType.MENTOR.value.casefold()
    if what and not is_mentor and what.casefold() != TEACHES:
        line.note("uppdrag ska vara Mentor eller Lärare", "skriv ett av dem")
    if found is None or own is None:
        return Assigned()
    asked = Period(line.day("från") or found.starts_on, found.ends_on)
    there = [one for one in own if one.school_unit_id == found.school_unit_id]
    fits = [one for one in there if not asked.inside(_lasts(one)).is_empty]
    if not fits:
        line.note(
            "personal har ingen tjänst på gruppens skolenhet under den tiden",
            "lägg till tjänsten i personal.csv, eller rätta dagarna",
        )
        return Assigned()
    by = fits[-1]
    period = line.period(_lasts(found).inside(_lasts(by)))
    if is_mentor:
        kind = AssignmentRoleType.MENTOR.value
        key = key_of("assignment_role", by.id, found.id, kind, line.values["från"])
        return Assigned(role=AssignmentRole(key, by.id, found.id, kind, *period))
    subject = line.optional_text("ämne", 200) or found.name
    activity = Activity(
        key_of("csv_activity", found.id, subject),
        found.school_unit_id,
        subject,
        *_lasts(found),
    )
    key = key_of("activity_teacher", activity.id, by.id, line.values["från"])
    return Assigned(
        activity=activity,
        of_group=ActivityGroup(
            key_of("activity_group", activity.id, found.id), activity.id, found.id
        ),
        teacher=ActivityTeacher(key, activity.id, by.id, *period),
    )


def _lasts(one: Group | Duty) -> Period:
    return Period(one.starts_on, one.ends_on)


def _known(word: str) -> str:
    """Return a word as the standard has it, however it begins."""
    return _IN_THE_STANDARD.get(word.casefold(), word)

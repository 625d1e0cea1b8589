"""Gathers what SS 12000 cannot carry."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from elevakt.doors.demo.rules import cast
from elevakt.doors.demo.rules.extras import (
    CalendarPeriod,
    CircleMember,
    Extras,
    Grant,
    Login,
    TeamMember,
)
from elevakt.doors.demo.rules.homes import Home
from elevakt.doors.demo.rules.marks import MARKED_TEACHER, Marks
from elevakt.doors.demo.rules.play_story import RELEASED
from elevakt.doors.demo.rules.posts import Tenure
from elevakt.doors.demo.rules.pupils import seat_of_cast
from elevakt.doors.demo.rules.resources import Writer
from elevakt.doors.demo.rules.schools import SCHOOLS, SchoolClass
from elevakt.doors.demo.rules.teaching import Timetable, class_key
from elevakt.doors.demo.rules.years import HISTORY, first_day, stretches

Posts = Mapping[str, Sequence[Tenure]]

SERIES = "elevakt"
# Who is in the teams of a school, where it has the post.
TEAMS = {
    "safety": ("Kurator/1", "Speciallärare/specialpedagog/1", "NO/1"),
    "health": ("Rektor/1", "Kurator/1", "Skolsköterska/1", "Speciallärare/specialpedagog/1"),
}


def gather(
    homes: Sequence[Home],
    posts: Posts,
    plan: Timetable,
    marks: Marks,
    *,
    writer: Writer,
    year: int,
) -> Extras:
    """Return all that the town has beside its roster."""
    holder = {key: tenures[-1].resident.id for key, tenures in posts.items()}
    people = dict(_people(homes, holder, writer, year))
    return Extras(
        people=people,
        logins=tuple(_logins(holder, people)),
        grants=(
            *(Grant(holder[cast.OLOF], "officer", process) for process, _version in RELEASED),
            Grant(holder[cast.GRETA], "registers", SERIES),
            Grant(holder[cast.GRETA], "oversees", ""),
            Grant(holder[cast.ADA], "administrator", ""),
        ),
        team_members=tuple(_team_members(holder, writer)),
        calendar=tuple(_calendar(writer, year)),
        circumstances=marks.circumstances,
        blocked_guardians=marks.blocked_guardians,
        display_names=marks.display_names,
        circle=tuple(_circle(homes, marks, plan, holder, year)),
    )


def _people(
    homes: Sequence[Home], holder: Mapping[str, UUID], writer: Writer, year: int
) -> Iterator[tuple[str, UUID]]:
    """Give the fixed points of the town, each by a short word."""
    for post, persona in cast.PERSONAS.items():
        yield persona.user_name.split(".")[1], holder[post]
    seats = {cast.ELIS: "elis", cast.TUVA: "tuva", cast.DISA: "disa"}
    seats |= {cast.PROTECTED: "protected_pupil", cast.HONOUR: "honour_pupil"}
    for home in homes:
        for child in home.children:
            if (seat := seat_of_cast(child.pupil, year)) in seats:
                yield seats[seat], child.resident.id
            if seat == cast.ELIS:
                yield "vera", home.guardians[0].resident.id
                yield "henrik", home.guardians[1].resident.id
    yield "protected_teacher", holder[MARKED_TEACHER]
    for school in SCHOOLS:
        yield f"unit_{school.key}", writer.unit_key(school.key)
    for name in ("5A", "7A", "7B", "8A", "9A"):
        grade, letter = int(name[0]), name[1]
        yield f"class_{name}", writer.key(class_key(SchoolClass("norra", year, grade, letter)))


def _logins(holder: Mapping[str, UUID], people: Mapping[str, UUID]) -> Iterator[Login]:
    def login(persona: cast.Persona, person: UUID) -> Login:
        return Login(persona.user_name, person, persona.side, persona.title)

    for post, persona in cast.PERSONAS.items():
        yield login(persona, holder[post])
    yield login(cast.LO_AT_HOME, people["lo"])
    yield login(cast.VERA_PERSONA, people["vera"])
    yield login(cast.ELIS_PERSONA, people["elis"])


def _team_members(holder: Mapping[str, UUID], writer: Writer) -> Iterator[TeamMember]:
    for school in SCHOOLS:
        for team, members in TEAMS.items():
            for member in members:
                if person := holder.get(f"{school.key}/{member}"):
                    yield TeamMember(writer.unit_key(school.key), team, person)


def _calendar(writer: Writer, year: int) -> Iterator[CalendarPeriod]:
    """Give the terms and breaks of each unit; each plans on a weekday of its own in October."""
    for at, school in enumerate(SCHOOLS):
        for each in range(year - HISTORY, year + 1):
            planning_day = date.fromisocalendar(each, 41, 1 + at % 5)
            for stretch in stretches(each, planning_day=planning_day):
                yield CalendarPeriod(
                    writer.unit_key(school.key),
                    stretch.kind,
                    stretch.name,
                    stretch.starts_on,
                    stretch.ends_on,
                )


def _circle(
    homes: Sequence[Home],
    marks: Marks,
    plan: Timetable,
    holder: Mapping[str, UUID],
    year: int,
) -> Iterator[CircleMember]:
    """Give the circle around each protected pupil: who teaches or mentors the child this year."""
    identities = {child.pupil.key: child.resident.id for home in homes for child in home.children}
    this_year = [group for group in plan.groups if group.starts_on >= first_day(year)]
    taught_by = {group.key: list[str]() for group in this_year}
    for lesson in plan.lessons:
        if lesson.group in taught_by:
            taught_by[lesson.group].append(lesson.post)
    for assignment in plan.assignments:
        if assignment.role_type == "Mentor" and assignment.group.key in taught_by:
            taught_by[assignment.group.key].append(assignment.post)
    found: dict[CircleMember, None] = {}
    for group in this_year:
        for stay in group.stays:
            pupil = identities[stay.pupil.key]
            if pupil in marks.markings:
                principal = holder[f"{group.school}/Rektor/1"]
                for post in taught_by[group.key]:
                    found[CircleMember(pupil, holder[post], principal)] = None
    return iter(found)

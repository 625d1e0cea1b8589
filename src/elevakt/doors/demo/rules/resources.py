"""Writes the town as the five resources of SS 12000:2020 (API 2.1.0) that Elevakt reads."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from uuid import UUID

from elevakt.doors.demo.rules.census import Census, Resident
from elevakt.doors.demo.rules.homes import Address, Child, Home
from elevakt.doors.demo.rules.marks import REGISTRATION
from elevakt.doors.demo.rules.posts import OFFICE, SERVES_ALSO, Tenure
from elevakt.doors.demo.rules.pupils import Stay, stays
from elevakt.doors.demo.rules.schools import SCHOOLS, school_type_of
from elevakt.doors.demo.rules.teaching import Lesson, TeachingGroup, Timetable
from elevakt.doors.demo.rules.years import HISTORY, first_day, last_day

Resource = dict[str, object]

MUNICIPALITY = "Norrviks kommun"
DEPARTMENT = "Barn- och utbildningsförvaltningen"
ADULT = 18
FIRST_GRADE_WITH_EMAIL = 4


def as_json(rows: Sequence[Resource]) -> str:
    """Return a resource as the text of a file, one row a line."""
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return "[\n" + ",\n".join(lines) + "\n]\n"


class Writer:
    """Writes resources that know each other's identities."""

    def __init__(self, census: Census, year: int, today: date) -> None:
        self._census = census
        self._year = year
        self._today = today
        moment = f"{first_day(year)}T04:00:00+02:00"
        self._meta = {"created": f"{first_day(year - HISTORY)}T04:00:00+02:00", "modified": moment}

    def key(self, natural: str) -> UUID:
        """Return the identity of something by what makes it itself."""
        return self._census.key(natural)

    def unit_key(self, place: str) -> UUID:
        """Return the identity of a school unit, or of the department at the office."""
        return self.key(f"organisation/{place}")

    def duty_key(self, tenure: Tenure, place: str) -> UUID:
        """Return the identity of a duty: somebody's time in a post, at a place."""
        return self.key(f"duty/{tenure.post.key}/{tenure.starts_on}/{place}")

    def organisations(self) -> list[Resource]:
        """Return the municipality, its department and the school units."""
        municipality = self.unit_key("kommunen")
        return [
            self._organisation(municipality, MUNICIPALITY, "Huvudman"),
            self._organisation(
                self.unit_key(OFFICE), DEPARTMENT, "Förvaltning", parent=municipality
            ),
            *(
                {
                    **self._organisation(
                        self.unit_key(school.key),
                        school.name,
                        "Skolenhet",
                        parent=self.unit_key(OFFICE),
                    ),
                    "schoolUnitCode": school.code,
                    "schoolTypes": school.school_types,
                }
                for school in SCHOOLS
            ),
        ]

    def persons(
        self,
        homes: Iterable[Home],
        posts: Iterable[Sequence[Tenure]],
        markings: Mapping[UUID, str],
    ) -> list[Resource]:
        """Return everybody: pupils, guardians and staff, each once."""
        working = {tenure.resident.id: tenure.resident for post in posts for tenure in post}
        found: dict[UUID, Resource] = {}
        for home in homes:
            for guardian in home.guardians:
                resident = guardian.resident
                label = "Skola personal" if resident.id in working else "Privat"
                found[resident.id] = self._person(
                    resident, markings, email=label, phone="Hem", address=guardian.address
                )
            for child in home.children:
                found[child.resident.id] = self._pupil(child, home, markings)
        for resident in working.values():
            if resident.id not in found:
                found[resident.id] = self._person(resident, markings, email="Skola personal")
        return list(found.values())

    def groups(self, timetable: Timetable, names: Mapping[str, UUID]) -> list[Resource]:
        """Return the groups with their members.

        :param names: the identity of each pupil, by the pupil's key
        """
        return [
            {
                "id": str(self.key(group.key)),
                "meta": self._meta,
                "displayName": group.name,
                "groupType": group.group_type,
                "schoolType": group.school_type,
                "organisation": {"id": str(self.unit_key(group.school))},
                "startDate": str(group.starts_on),
                "endDate": str(group.last_on),
                "groupMemberships": [_membership(stay, group, names) for stay in group.stays],
            }
            for group in timetable.groups
        ]

    def duties(self, posts: Mapping[str, Sequence[Tenure]], timetable: Timetable) -> list[Resource]:
        """Return the duties with what has been assigned for groups."""
        assigned = defaultdict(list)
        for assignment in timetable.assignments:
            assigned[assignment.post].append(assignment)
        return [
            {
                "id": str(self.duty_key(tenure, place)),
                "meta": self._meta,
                "person": {"id": str(tenure.resident.id)},
                "dutyAt": {"id": str(self.unit_key(place))},
                "dutyRole": tenure.post.duty_role,
                **({"description": tenure.post.description} if tenure.post.description else {}),
                "startDate": str(tenure.starts_on),
                **_ends(tenure.last_on),
                "assignmentRole": [
                    {
                        "group": {"id": str(self.key(each.group.key))},
                        "assignmentRoleType": each.role_type,
                        **_overlap(tenure, each.group),
                    }
                    for each in assigned[key]
                    if place == tenure.post.at and _meets(tenure, each.group)
                ],
            }
            for key, holders in posts.items()
            for tenure in holders
            for place in (tenure.post.at, *SERVES_ALSO.get(key, ()))
        ]

    def activities(
        self, posts: Mapping[str, Sequence[Tenure]], timetable: Timetable
    ) -> list[Resource]:
        """Return what is taught, to whom and by whom."""
        return [
            {
                "id": str(self.key(lesson.key)),
                "meta": self._meta,
                "displayName": lesson.name,
                "calendarEventsRequired": True,
                "activityType": "Undervisning",
                "organisation": {"id": str(self.unit_key(lesson.school))},
                "groups": [{"id": str(self.key(lesson.group))}],
                "teachers": [
                    {
                        "duty": {"id": str(self.duty_key(tenure, tenure.post.at))},
                        **_overlap(tenure, lesson),
                    }
                    for tenure in posts[lesson.post]
                    if _meets(tenure, lesson)
                ],
                "startDate": str(lesson.starts_on),
                "endDate": str(lesson.last_on),
            }
            for lesson in timetable.lessons
        ]

    def _organisation(
        self, key: UUID, name: str, organisation_type: str, *, parent: UUID | None = None
    ) -> Resource:
        return {
            "id": str(key),
            "meta": self._meta,
            "displayName": name,
            "organisationType": organisation_type,
            **({"parentOrganisation": {"id": str(parent)}} if parent else {}),
        }

    def _person(
        self,
        resident: Resident,
        markings: Mapping[UUID, str],
        *,
        email: str = "",
        phone: str = "",
        address: Address | None = None,
    ) -> Resource:
        """Return a person; who has protected registration can be reached nowhere outside school."""
        marking = markings.get(resident.id)
        hidden = marking == REGISTRATION
        row: Resource = {
            "id": str(resident.id),
            "meta": self._meta,
            "givenName": resident.given_name,
            "familyName": resident.family_name,
            "civicNo": {"value": resident.civic_no, "nationality": "SE"},
            "birthDate": str(resident.birth_date),
            "sex": resident.sex,
            "personStatus": "Aktiv",
        }
        if resident.middle_name:
            row["middleName"] = resident.middle_name
        if marking:
            row["securityMarking"] = marking
        if email and not hidden:
            row["emails"] = [{"value": resident.email, "type": email}]
        if phone and not hidden:
            row["phoneNumbers"] = [{"value": resident.phone, "type": phone, "mobile": True}]
        if address and not hidden:
            row["addresses"] = [
                {
                    "type": "Folkbokföring",
                    "streetAddress": address.street_address,
                    "postalCode": address.postal_code,
                    "locality": address.locality,
                    "country": "Sverige",
                }
            ]
        return row

    def _pupil(self, child: Child, home: Home, markings: Mapping[UUID, str]) -> Resource:
        """Return a pupil. A source goes on sending the guardians of some who have come of age."""
        latest = list(stays(child.pupil, self._year))
        has_email = latest[-1].school_class.grade >= FIRST_GRADE_WITH_EMAIL
        is_adult = child.resident.age_on(self._today) >= ADULT
        still_sent = not is_adult or child.pupil.key.endswith(("3", "7"))
        return {
            **self._person(
                child.resident,
                markings,
                email="Skola elev" if has_email else "",
                address=home.guardians[0].address,
            ),
            "enrolments": list(self._enrolments(latest)),
            "responsibles": [
                {
                    "person": {"id": str(guardian.resident.id)},
                    "relationType": guardian.relation_type,
                }
                for guardian in home.guardians
                if still_sent
            ],
        }

    def _enrolments(self, all_stays: Sequence[Stay]) -> Iterator[Resource]:
        """Give the enrolments that reach into the years of history, each with its last grade."""

        def place(stay: Stay) -> tuple[str, str]:
            return stay.school_class.school, school_type_of(stay.school_class.grade)

        for (school, school_type), those in groupby(all_stays, key=place):
            together = list(those)
            starts_on, last = together[0].starts_on, together[-1]
            if last.last_on < first_day(self._year - HISTORY):
                continue
            goes_on = last.last_on >= last_day(self._year)
            stopped = last.last_on < last_day(last.school_class.year)
            yield {
                "enroledAt": {"id": str(self.unit_key(school))},
                "schoolYear": _school_year(last.school_class.grade),
                "schoolType": school_type,
                "startDate": str(starts_on),
                **_ends(None if goes_on else last.last_on),
                **({"cancelled": True} if stopped else {}),
            }


def _school_year(grade: int) -> int:
    """Return the grade as it is counted within its school type."""
    return grade - 9 if grade > 9 else grade


def _ends(last_on: date | None) -> Resource:
    return {"endDate": str(last_on)} if last_on else {}


def _meets(tenure: Tenure, time: TeachingGroup | Lesson) -> bool:
    ends_later = tenure.last_on is None or tenure.last_on >= time.starts_on
    return ends_later and tenure.starts_on <= time.last_on


def _overlap(tenure: Tenure, time: TeachingGroup | Lesson) -> Resource:
    """Return the days when a holder of a post was there, where they are not the whole time."""
    days: Resource = {}
    if tenure.starts_on > time.starts_on:
        days["startDate"] = str(tenure.starts_on)
    if tenure.last_on and tenure.last_on < time.last_on:
        days["endDate"] = str(tenure.last_on)
    return days


def _membership(stay: Stay, group: TeachingGroup, names: Mapping[str, UUID]) -> Resource:
    """Return a membership, with the days where they are not the whole time of the group."""
    row: Resource = {"person": {"id": str(names[stay.pupil.key])}}
    if stay.starts_on > group.starts_on:
        row["startDate"] = str(stay.starts_on)
    if stay.last_on < group.last_on:
        row["endDate"] = str(stay.last_on)
    return row

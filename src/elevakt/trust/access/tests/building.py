"""Make the rows of a world that hypothesis has made up."""

import datetime as dt

from elevakt.foundation.kernel import ids
from elevakt.trust.access.models import (
    Grant,
    HomeDecision,
    Matter,
    MatterBar,
    MatterPerson,
    MatterReader,
    ProtectedCircle,
    PutOn,
    RosterReader,
    SpecialCircumstance,
    StandIn,
)
from elevakt.trust.access.testing.people import Organiser
from elevakt.trust.access.tests.worlds import CIRCLES, NOW, OF_AGE, PERIODS, TERMS, TOO_YOUNG
from elevakt.trust.audit.models import Opening
from elevakt.trust.people.models import (
    Activity,
    ActivityGroup,
    ActivityTeacher,
    AssignmentRole,
    CalendarPeriod,
    Contact,
    Duty,
    Enrolment,
    Group,
    GroupMembership,
    Person,
    Responsible,
)


def between(name):
    """Return a period by its name."""
    return tuple(None if days is None else NOW + dt.timedelta(days) for days in PERIODS[name])


def term(name):
    """Return the days of a term by its name."""
    first, last = ((NOW + dt.timedelta(days)).date() for days in TERMS[name])
    return {"starts_on": first, "ends_on": last}


def build(world):
    """Make the rows of a world. Call inside ``arrange()``."""
    for number, plan in enumerate(world):
        _Builder(Organiser(f"Huvudman {number}"), plan).build()


class _Builder:
    def __init__(self, organiser, plan):
        self.plan = plan
        self.organiser = organiser
        self.own = {"organiser_id": organiser.id}
        self.units = [organiser.school("Ett"), organiser.school("Två")]
        self.unit_id = {None: None} | {at: unit.id for at, unit in enumerate(self.units)}

    def build(self):
        self._people()
        self._roster()
        self._protection()
        self._matters()

    def _make(self, model, rows):
        return model.objects.bulk_create(model(**self.own, **row) for row in rows)

    def _people(self):
        marked = self.plan["protected"]
        self.persons = self._make(
            Person,
            (
                {
                    "given_name": f"Person{number}",
                    "family_name": "Ek",
                    "security_marking": "Sekretessmarkering" if number in marked else "Ingen",
                    "is_protected": number in marked,
                    "birth_date": OF_AGE if number in self.plan["grown"] else TOO_YOUNG,
                }
                for number in range(7)
            ),
        )
        self.keys = {None: None} | {at: person.id for at, person in enumerate(self.persons)}
        self._make(
            Contact,
            (
                {"person_id": person.id, "kind": "phone", "value": "1", "is_mobile": False}
                for person in self.persons
            ),
        )

    def _roster(self):
        plan, keys = self.plan, self.keys
        self.duties = self._make(
            Duty,
            (
                {
                    "person_id": keys[who],
                    "school_unit_id": self.unit_id[unit],
                    "duty_role": role,
                    "description": description,
                    "period": between(when),
                }
                for who, unit, (role, description), when in plan["duties"]
            ),
        )
        groups = self.groups = self._make(
            Group,
            (
                {"school_unit_id": self.unit_id[unit], "name": "7B", "period": between(when)}
                for unit, when in plan["groups"]
            ),
        )
        self._make(
            CalendarPeriod,
            (
                {"school_unit": self.units[unit], "kind": "term", **term(when)}
                for unit, when in plan["terms"]
            ),
        )
        self._make(
            Enrolment,
            (
                {
                    "person_id": keys[who],
                    "school_unit_id": self.unit_id[unit],
                    "school_type": kind,
                    "period": between(when),
                }
                for who, unit, when, kind in plan["enrolments"]
            ),
        )
        self._make(
            GroupMembership,
            (
                {"group": groups[group], "person_id": keys[who], "period": between(when)}
                for group, who, when in plan["memberships"]
            ),
        )
        taught = [each for each in plan["taught"] if each[0] < len(self.duties)]
        activities = self._make(
            Activity,
            (
                {"school_unit": self.units[0], "name": "No", "period": between(when)}
                for _, _, when, _ in taught
            ),
        )
        self._make(
            ActivityGroup,
            (
                {"activity": activity, "group": groups[group]}
                for activity, (_, group, _, _) in zip(activities, taught, strict=True)
            ),
        )
        self._make(
            ActivityTeacher,
            (
                {"activity": activity, "duty": self.duties[duty], "period": between(when)}
                for activity, (duty, _, _, when) in zip(activities, taught, strict=True)
            ),
        )
        self._make(
            AssignmentRole,
            (
                {
                    "duty": self.duties[duty],
                    "group": groups[group],
                    "role_type": role,
                    "period": between(when),
                }
                for duty, group, role, when in plan["mentored"]
                if duty < len(self.duties)
            ),
        )
        self._make(
            Responsible,
            (
                {
                    "guardian_id": keys[adult],
                    "pupil_id": keys[pupil],
                    "relation_type": relation,
                    "period": between(when),
                }
                for (adult, pupil), relation, when in plan["homes"]
            ),
        )

    def _protection(self):
        plan, keys = self.plan, self.keys
        self._make(
            ProtectedCircle,
            (
                {
                    "protected_person_id": keys[who],
                    "reader_id": keys[reader],
                    "valid_during": between(when),
                    "confirmed_by_id": keys[0],
                }
                for who, reader, when in plan["circles"]
            ),
        )
        self._make(
            SpecialCircumstance,
            (
                {
                    "pupil_id": keys[who],
                    "kind": "honour",
                    "decided_by_id": keys[0],
                    "valid_during": between(when),
                }
                for who, when in plan["special"]
            ),
        )
        self._make(
            Grant,
            (
                {
                    "person_id": keys[who],
                    "basis": basis,
                    "scope": scope,
                    "valid_during": between(when),
                    "given_by_id": keys[6],
                }
                for who, basis, scope, when in plan["grants"]
            ),
        )

        lent = [
            *(
                (who, "covers", self.groups[group], None, when)
                for who, group, when in plan["covers"]
            ),
            *((who, "assists", None, keys[whom], when) for who, whom, when in plan["assists"]),
        ]
        self._make(
            Grant,
            (
                {
                    "person_id": keys[who],
                    "basis": basis,
                    "group": group,
                    "pupil_id": pupil,
                    "valid_during": between(when),
                    "given_by_id": keys[6],
                }
                for who, basis, group, pupil, when in lent
            ),
        )
        self._make(
            Grant,
            (
                {
                    "person_id": keys[who],
                    "basis": "decides",
                    "scope": scope,
                    "unit": self.units[unit],
                    "valid_during": between(when),
                    "given_by_id": keys[6],
                }
                for who, unit, scope, when in plan["deciders"]
            ),
        )
        self._make(
            StandIn,
            (
                {
                    "person_id": keys[who],
                    "for_person_id": keys[away],
                    "valid_during": between(when),
                    "given_by_id": keys[away],
                    "given_at": NOW,
                }
                for (who, away), when in plan["stand_ins"]
            ),
        )
        self._make(
            PutOn,
            (
                {
                    "person_id": keys[who],
                    "pupil_id": None if whom is None else keys[whom],
                    "basis": "oversees" if whom is None else "break_glass",
                    "reason": "Brådskar",
                    "valid_during": between(when),
                }
                for who, whom, when in plan["put_on"]
            ),
        )

    def _matters(self):
        plan, keys = self.plan, self.keys
        matters = self._make(
            Matter,
            (
                {
                    "led_by_unit_id": self.unit_id[each["led_by"]],
                    "lead_circles": list(CIRCLES),
                    "lead_role": "principal",
                    "scope": each["scope"],
                    "part_circles": each["part_circles"],
                    "officer_circles": each["officer_circles"],
                    "officer_role": each["officer_role"],
                    "delegate_role": each["delegate_role"],
                }
                for each in plan["matters"]
            ),
        )
        named = {number: matter.id for number, matter in enumerate(matters)}
        pairs = [
            ({"matter": matter}, each)
            for matter, each in zip(matters, plan["matters"], strict=True)
        ]
        self._make(
            MatterPerson,
            (
                {**of, "person_id": keys[who], "unit_id": self.unit_id[unit]}
                for of, each in pairs
                for who, unit in each["persons"].items()
            ),
        )
        self._make(
            MatterBar,
            (
                {**of, "person_id": keys[who], "reason": "accused"}
                for of, each in pairs
                for who in each["bars"]
            ),
        )
        self._make(
            MatterReader,
            (
                {
                    **of,
                    "person_id": keys[who],
                    "basis": basis,
                    "side": side,
                    "circles": circles,
                    "about_person_id": keys[about],
                    "may_write": writes,
                    "source_id": ids.new(),
                    "valid_during": between(when),
                }
                for of, each in pairs
                for who, basis, side, circles, about, writes, when in each["readers"]
            ),
        )
        self._make(
            RosterReader,
            (
                {
                    **of,
                    "about_person_id": keys[about],
                    "by_basis": by_basis,
                    "circles": circles,
                    "role": "calls_home",
                }
                for of, each in pairs
                for about, by_basis, circles in each["chosen"]
            ),
        )
        self._make(
            HomeDecision,
            (
                {
                    **of,
                    "pupil_id": keys[pupil],
                    "guardian_id": keys[guardian],
                    "answer": answer,
                    "decided_at": NOW - dt.timedelta(hours=1 + hours),
                }
                for of, each in pairs
                for pupil, guardian, answer, hours in each["decisions"]
            ),
        )
        self._make(
            Opening,
            (
                {
                    "at": NOW - dt.timedelta(minutes=number + 1),
                    "person_id": keys[who],
                    "side": "staff",
                    "page": "pupil",
                    "kind": "opened",
                    "matter_id": named.get(matter),
                    "subjects": [keys[each] for each in subjects],
                    "bases": [basis] * len(subjects),
                    "matters": [named.get(each) for each in subjects.values()],
                }
                for number, (who, subjects, matter, basis) in enumerate(plan["openings"])
            ),
        )

"""Worlds that hypothesis makes up: two organisers in which anybody may be anything to anybody."""

import datetime as dt

from hypothesis import strategies as st

from elevakt.foundation.kernel import ids
from elevakt.trust.access.models import (
    Grant,
    HomeDecision,
    Matter,
    MatterBar,
    MatterPerson,
    MatterReader,
    ProtectedCircle,
    SpecialCircumstance,
)
from elevakt.trust.access.testing.people import Organiser
from elevakt.trust.audit.models import Opening
from elevakt.trust.people.models import (
    Activity,
    ActivityGroup,
    ActivityTeacher,
    AssignmentRole,
    Contact,
    Duty,
    Enrolment,
    Group,
    GroupMembership,
    Person,
    Responsible,
)

NOW = dt.datetime(2026, 11, 18, 9, 30, tzinfo=dt.UTC)
PERIODS = {
    "always": (-400, None),
    "past": (-400, -30),
    "ends now": (-400, 0),
    "starts now": (0, None),
    "term": (-90, 40),
    "soon": (6, 60),
    "future": (30, None),
}
CIRCLES = ("report", "work")
ADULTS, PUPILS = range(4), range(3, 7)
"""Persons by number. The third is both an adult and a pupil; everybody else is one of them."""

periods = st.sampled_from(sorted(PERIODS))
mostly_always = st.sampled_from(["always", "always", "term", *sorted(PERIODS)])
adults, pupils, anybody = map(st.sampled_from, (ADULTS, PUPILS, range(7)))
units = st.sampled_from([0, 1])
circles = st.lists(st.sampled_from(CIRCLES), unique=True)


def some(*parts, most):
    """Up to so many rows, each with these parts."""
    return st.lists(st.tuples(*parts), max_size=most)


matters = st.fixed_dictionaries(
    {
        "led_by": st.none() | units,
        "scope": st.sampled_from(["bullying", "absence"]),
        "part_circles": circles,
        "officer_circles": circles,
        "officer_role": st.sampled_from(["", "officer"]),
        "persons": st.dictionaries(anybody, st.none() | units, max_size=2),
        "bars": st.sets(anybody, max_size=1),
        "readers": some(
            anybody,
            st.sampled_from(["participates", "reported", "guardian", "self"]),
            st.sampled_from(["staff", "staff", "family"]),
            circles,
            st.none() | pupils,
            st.booleans(),
            mostly_always,
            most=3,
        ),
        "decisions": some(
            pupils,
            adults,
            st.sampled_from(["inform", "inform", "ask", "do_not_inform"]),
            st.integers(0, 2),
            most=3,
        ),
    }
)
organisers = st.fixed_dictionaries(
    {
        "protected": st.sets(anybody, max_size=2),
        "duties": some(
            adults,
            st.none() | units,
            st.sampled_from(["Lärare", "Rektor", "Övrig arbetsledning"]),
            mostly_always,
            most=5,
        ),
        "groups": st.lists(st.tuples(units, mostly_always), min_size=2, max_size=2),
        "enrolments": some(pupils, units, mostly_always, most=4),
        "memberships": some(st.sampled_from([0, 1]), pupils, mostly_always, most=4),
        "taught": some(st.integers(0, 4), units, mostly_always, mostly_always, most=3),
        "mentored": some(
            st.integers(0, 4), units, st.sampled_from(["Mentor", "Annan"]), mostly_always, most=3
        ),
        "homes": some(
            st.tuples(adults, pupils).filter(lambda pair: pair[0] != pair[1]),
            st.sampled_from(["Vårdnadshavare", "Vårdnadshavare", "Annan ansvarig"]),
            mostly_always,
            most=4,
        ),
        "circles": some(anybody, anybody, mostly_always, most=2),
        "special": some(pupils, mostly_always, most=1),
        "grants": some(
            adults,
            st.sampled_from(["officer", "registers"]),
            st.sampled_from(["bullying", "absence"]),
            mostly_always,
            most=2,
        ),
        "matters": st.lists(matters, max_size=3),
        "openings": some(
            anybody,
            st.dictionaries(anybody, st.none() | st.integers(0, 2), max_size=3),
            st.none() | st.integers(0, 2),
            st.sampled_from(["teaches", "search"]),
            most=4,
        ),
    }
)
worlds = st.tuples(organisers, organisers)


def between(name):
    """Return a period by its name."""
    return tuple(None if days is None else NOW + dt.timedelta(days) for days in PERIODS[name])


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
                    "period": between(when),
                }
                for who, unit, role, when in plan["duties"]
            ),
        )
        groups = self._make(
            Group,
            (
                {"school_unit_id": self.unit_id[unit], "name": "7B", "period": between(when)}
                for unit, when in plan["groups"]
            ),
        )
        self._make(
            Enrolment,
            (
                {
                    "person_id": keys[who],
                    "school_unit_id": self.unit_id[unit],
                    "period": between(when),
                }
                for who, unit, when in plan["enrolments"]
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

"""A small part of the town: some classes of two schools, with everybody around them."""

import datetime as dt
from dataclasses import replace

from elevakt.doors.demo.rules.town import build_town
from elevakt.trust.people.rules.ss12000.reading import read_roster

SEED = 7
UNTIL = dt.datetime(2026, 11, 20, 14, 30, tzinfo=dt.UTC)
CLASSES = {
    "Norra skolan": {"3B", "5A", "7A", "7B", "8A", "9A"},
    "Björkängens skola": {"7A", "5B"},
}


def small_town():
    """Return the roster of the small part, and the extras of the whole town."""
    town = build_town(SEED, UNTIL.date())
    whole = read_roster(town.files())
    units = {unit.id: unit for unit in whole.school_units if unit.name in CLASSES}
    today = {
        group.id
        for group in whole.groups
        if group.school_unit_id in units
        and group.name in CLASSES[units[group.school_unit_id].name]
        and group.starts_on <= UNTIL.date() < (group.ends_on or dt.date.max)
    }
    pupils = {row.person_id for row in whole.memberships if row.group_id in today}
    guardians = {row.guardian_id for row in whole.responsibles if row.pupil_id in pupils}
    staff = {duty.person_id for duty in whole.duties}
    groups = {group.id for group in whole.groups if group.school_unit_id in units}
    duties = {duty.id for duty in whole.duties if duty.school_unit_id in {None, *units}}
    activities = {one.id for one in whole.activities if one.school_unit_id in units}
    roster = replace(
        whole,
        school_units=tuple(units.values()),
        persons=tuple(one for one in whole.persons if one.id in pupils | guardians | staff),
        contacts=(),
        enrolments=tuple(
            row
            for row in whole.enrolments
            if row.person_id in pupils and row.school_unit_id in units
        ),
        responsibles=tuple(row for row in whole.responsibles if row.pupil_id in pupils),
        duties=tuple(duty for duty in whole.duties if duty.id in duties),
        groups=tuple(group for group in whole.groups if group.id in groups),
        memberships=tuple(
            row for row in whole.memberships if row.person_id in pupils and row.group_id in groups
        ),
        assignment_roles=tuple(
            row
            for row in whole.assignment_roles
            if row.group_id in groups and row.duty_id in duties
        ),
        activities=tuple(one for one in whole.activities if one.id in activities),
        activity_groups=tuple(
            row for row in whole.activity_groups if row.activity_id in activities
        ),
        activity_teachers=tuple(
            row
            for row in whole.activity_teachers
            if row.activity_id in activities and row.duty_id in duties
        ),
    )
    return roster, town.extras

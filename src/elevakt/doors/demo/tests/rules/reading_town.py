"""Norrviks kommun read back, with the questions that the tests ask."""

from collections import defaultdict
from datetime import date

from elevakt.doors.demo.rules.town import build_town
from elevakt.trust.people.rules.ss12000.reading import read_roster

TODAY = date(2026, 11, 21)


class Read:
    """A town as it is read back, with the questions that the tests ask."""

    def __init__(self, today=TODAY):
        self.town = build_town(7, today)
        self.extras = self.town.extras
        self.who = self.extras.people
        self.roster = read_roster(self.town.files())
        self.today = today
        self.person = {person.id: person for person in self.roster.persons}
        self.group = {group.id: group for group in self.roster.groups}
        self.duty = {duty.id: duty for duty in self.roster.duties}
        self.unit = {unit.id: unit.name for unit in self.roster.school_units}
        self.guardians = defaultdict(list)
        for row in self.roster.responsibles:
            self.guardians[row.pupil_id].append(row.guardian_id)

    def now(self, rows):
        return [
            row
            for row in rows
            if row.starts_on <= self.today and (row.ends_on is None or self.today < row.ends_on)
        ]

    def groups_of(self, person, group_type=None):
        return {
            self.group[row.group_id].name
            for row in self.now(self.roster.memberships)
            if row.person_id == person and group_type in (None, self.group[row.group_id].group_type)
        }

    def taught_by(self, person):
        groups = defaultdict(set)
        for row in self.roster.activity_groups:
            groups[row.activity_id].add(row.group_id)
        return {
            self.group[group].name
            for row in self.now(self.roster.activity_teachers)
            if self.duty[row.duty_id].person_id == person
            for group in groups[row.activity_id]
        }

    def mentored_by(self, person):
        return {
            self.group[row.group_id].name
            for row in self.now(self.roster.assignment_roles)
            if row.role_type == "Mentor" and self.duty[row.duty_id].person_id == person
        }

    def pupils(self, unit=None):
        return {
            row.person_id
            for row in self.now(self.roster.enrolments)
            if unit in (None, row.school_unit_id)
        }

    def staff(self):
        return {row.person_id for row in self.now(self.roster.duties)}

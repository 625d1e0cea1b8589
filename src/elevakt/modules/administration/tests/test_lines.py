"""Every kind of row is said in words, and of somebody protected nothing is."""

import datetime as dt

from elevakt.modules.administration.rules.lines import all_lines, lines
from elevakt.trust.people.rules.csv_files.reading import read_roster
from elevakt.trust.people.rules.difference import difference
from elevakt.trust.people.rules.roster import Roster
from elevakt.trust.people.tests.rules.sheets import sheets

TODAY = dt.date(2026, 10, 5)


def test_each_kind_of_row_has_its_words():
    roster = read_roster(sheets())
    said = {
        one.resource: (one.name, one.detail)
        for one in all_lines(difference(Roster(), roster, today=TODAY), roster)
        if one.name
    }

    assert said == {
        "organisations": ("Stiftelsen Granskolan", ""),
        "school_units": ("Granskolan", "12345678"),
        "persons": ("Ada Nord", ""),
        "contacts": ("Lo Westin", ""),
        "enrolments": ("Nova Westin", "Granskolan, FTH 4"),
        "responsibles": ("Lo Westin", "Vårdnadshavare: Nova Westin"),
        "duties": ("Ada Nord", "Annan personal, Administratör, Stiftelsen Granskolan"),
        "groups": ("Franska 7", "Granskolan"),
        "memberships": ("Amir Haddad", "Franska 7"),
        "assignment_roles": ("Lo Westin", "Mentor, 4A"),
        "activities": ("Franska", "Granskolan"),
        "activity_groups": ("Franska 7", "Franska"),
        "activity_teachers": ("Lo Westin", "Franska"),
    }


def test_of_somebody_protected_nothing_is_said():
    roster = read_roster(sheets(vardnadshavare=("nej;e1", "nej;e4")))
    hilda = next(one.id for one in roster.persons if one.given_name == "Hilda")

    about = [one for one in lines(rows_of(roster), roster) if hilda in one.persons]

    assert {one.resource for one in about} == {
        "persons",
        "enrolments",
        "memberships",
        "responsibles",
    }
    assert {(one.name, one.detail) for one in about} == {("", "")}


def rows_of(roster):
    return (*roster.persons, *roster.enrolments, *roster.memberships, *roster.responsibles)

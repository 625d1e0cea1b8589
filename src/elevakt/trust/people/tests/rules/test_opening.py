"""What would give somebody more to read is found, by whatever road it comes."""

import datetime as dt

import pytest

from elevakt.trust.people.rules.csv_files.reading import read_roster
from elevakt.trust.people.rules.difference import difference
from elevakt.trust.people.rules.opening import kin_of, opened_for, together
from elevakt.trust.people.tests.rules.folder import key
from elevakt.trust.people.tests.rules.sheets import sheets

TODAY = dt.date(2026, 10, 5)


def opened(who, **changed):
    """Return the kinds of rows that open something for somebody in the small school."""
    before, after = read_roster(sheets()), read_roster(sheets(**changed))
    key = next(one.id for one in after.persons if one.given_name == who)
    found = opened_for(difference(before, after, today=TODAY), together(before, after), {key})
    return [type(one).__name__ for one in found]


@pytest.mark.parametrize(
    ("who", "changed", "rows"),
    [
        ("Mia", {}, []),
        ("Mia", {"personal": (";Lärare;;2024", ";Rektor;;2024")}, ["Duty", "AssignmentRole"]),
        ("Lo", {"uppdrag": ("7B;p2;Mentor", "7B;p3;Mentor")}, ["AssignmentRole"]),
        ("Mia", {"uppdrag": ("7B;p2;Mentor", "7B;p3;Mentor")}, []),
        ("Mia", {"uppdrag": ("Franska 7;p3", "Franska 7;p2")}, ["ActivityTeacher"]),
        ("Lo", {"medlemmar": ("e2;2026-10-01", "e4;2026-10-01")}, ["GroupMembership"]),
        ("Mia", {"medlemmar": ("e2;2026-10-01", "e4;2026-10-01")}, []),
        ("Rut", {"elever": ("GR;7;7B;2026-08-17", "GR;7;7B;2026-08-18")}, ["Enrolment"]),
        ("Lo", {"vardnadshavare": ("p3;Lo;Westin;nej;e3", "p3;Lo;Westin;nej;e2")}, ["Responsible"]),
        ("Vera", {"elever": ("20130304TF01", "20150304TF01")}, ["Person"]),
        ("Lo", {"grupper": ("2027-06-11\nFranska", "2027-06-12\nFranska")}, ["Group"]),
        ("Ada", {"elever": ("Skyddad folkbokföring", "nej")}, ["Person"]),
        (
            "Lo",
            {"vardnadshavare": ("Lo;Westin;nej;e3;", "Lo;Westin;nej;e3;Annan ")},
            ["Responsible"],
        ),
        ("Mia", {"elever": ("e4;Hilda;Gömd", "e4;Hilda;Gömda")}, []),
        ("Mia", {"elever": ("e4;Hilda", "e9;Hilda")}, []),
        ("Mia", {"grupper": ("2027-06-11\nFranska", "2027-06-12\nFranska")}, []),
        ("Ada", {"elever": ("elis@example.se", "e@example.se")}, []),
    ],
)
def test_each_road_by_which_somebody_comes_to_read_more(who, changed, rows):
    found = opened(who, **changed)

    assert found[: len(rows)] == rows
    assert bool(found) == bool(rows)


def test_kin_is_oneself_one_s_children_and_whoever_has_them_too():
    lo, nova, eva, vera, elis, tom = map(key, range(6))
    responsibles = [(lo, nova), (eva, nova), (vera, elis)]

    assert kin_of(lo, responsibles) == {lo, nova, eva}
    assert kin_of(nova, responsibles) == {nova, lo, eva}
    assert kin_of(tom, responsibles) == {tom}

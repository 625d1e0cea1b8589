"""Who needs care in Norrviks kommun, and what the calendar and the history are."""

import json
from collections import Counter
from datetime import date, timedelta

import pytest

from elevakt.doors.demo.rules.play_story import RELEASED
from elevakt.doors.demo.rules.years import easter_day
from elevakt.doors.demo.tests.rules.reading_town import TODAY
from elevakt.trust.people.enums import CalendarKind


def test_the_protected(norrvik):
    protected = {person.id for person in norrvik.roster.persons if person.is_protected}
    markings = {norrvik.person[each].security_marking for each in protected}
    registered_elsewhere = {
        each
        for each in protected
        if norrvik.person[each].security_marking == "Skyddad folkbokföring"
    }
    guardians = {guardian for home in norrvik.guardians.values() for guardian in home}

    assert markings == {"Sekretessmarkering", "Skyddad folkbokföring", "Fingerade personuppgifter"}
    assert {each.person_id for each in norrvik.extras.display_names} == protected
    assert len({each.display_name for each in norrvik.extras.display_names}) == len(protected)
    assert len(protected & norrvik.pupils()) >= 7
    assert protected & guardians
    assert protected & norrvik.staff() == {norrvik.who["protected_teacher"]}
    assert not registered_elsewhere & {row.person_id for row in norrvik.roster.contacts}


def test_the_circle_is_those_who_teach_the_child(norrvik):
    who = norrvik.who
    circle = {
        row.reader_id for row in norrvik.extras.circle
        if row.protected_person_id == who["protected_pupil"]
    }  # fmt: skip
    groups = norrvik.groups_of(who["protected_pupil"])

    assert circle
    assert all(norrvik.taught_by(reader) & groups for reader in circle)
    assert circle.isdisjoint({who["mia"], who["tom"], who["lo"]})
    assert {row.confirmed_by_id for row in norrvik.extras.circle} <= norrvik.staff()


def test_special_circumstances(norrvik):
    extras, who = norrvik.extras, norrvik.who
    pupils = [row.pupil_id for row in extras.circumstances]
    honour = [row.kind for row in extras.circumstances if row.pupil_id == who["honour_pupil"]]

    assert honour == ["honour_related_violence"]
    assert len(set(pupils)) == len(pupils) == 43
    assert who["elis"] not in pupils
    assert len(norrvik.pupils(who["unit_norra"]) & set(pupils)) >= 15
    assert len(extras.blocked_guardians) > 10
    for row in extras.blocked_guardians:
        assert row.guardian_id in norrvik.guardians[row.pupil_id]
        assert row.pupil_id in pupils


def test_two_years_of_history(norrvik):
    roster = norrvik.roster
    classes = {(g.name, g.starts_on.year) for g in roster.groups if g.group_type == "Klass"}
    ended_duties = [row for row in roster.duties if row.ends_on and row.ends_on <= TODAY]
    moved = Counter(
        row.person_id
        for row in roster.memberships
        if norrvik.group[row.group_id].group_type == "Klass"
        and norrvik.group[row.group_id].starts_on == date(2025, 7, 1)
    )
    leavers = {row.person_id for row in roster.enrolments} - norrvik.pupils()

    assert {("7B", 2026), ("6B", 2025), ("5B", 2024)} <= classes
    assert len(ended_duties) > 15
    assert max(moved.values()) == 2
    assert len(leavers) > 300


def test_the_calendar_of_norra(norrvik):
    norra = norrvik.who["unit_norra"]
    this_year = [
        (row.kind, row.name, row.starts_on, row.ends_on)
        for row in norrvik.extras.calendar
        if row.school_unit_id == norra and row.starts_on >= date(2026, 7, 1)
    ]
    term, holiday = CalendarKind.TERM, CalendarKind.BREAK

    assert this_year == [
        (term, "Hösttermin 2026", date(2026, 8, 18), date(2026, 12, 18)),
        (term, "Vårtermin 2027", date(2027, 1, 11), date(2027, 6, 11)),
        (holiday, "Höstlov", date(2026, 10, 26), date(2026, 10, 30)),
        (holiday, "Sportlov", date(2027, 3, 1), date(2027, 3, 5)),
        (holiday, "Påsklov", date(2027, 3, 29), date(2027, 4, 2)),
        (holiday, "Lovdag", date(2027, 5, 7), date(2027, 5, 7)),
        (holiday, "Studiedag", date(2026, 10, 5), date(2026, 10, 5)),
    ]
    assert len(norrvik.extras.calendar) == 6 * 3 * 7


@pytest.mark.parametrize(
    "easter", [date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2038, 4, 25)]
)
def test_easter_falls_where_it_does(easter):
    assert easter_day(easter.year) == easter


def test_teams_and_grants(norrvik):
    who, extras = norrvik.who, norrvik.extras
    safety = {
        row.person_id
        for row in extras.team_members
        if row.team == "safety" and row.school_unit_id == who["unit_norra"]
    }

    assert {who["kim"], who["stina"]} < safety
    assert who["mia"] not in safety
    assert [(row.person_id, row.basis) for row in extras.grants] == [
        *[(who["olof"], "officer")] * len(RELEASED),
        (who["greta"], "registers"),
        (who["greta"], "oversees"),
        (who["ada"], "administrator"),
    ]


def test_the_files_are_ordinary_json_a_row_a_line(norrvik):
    files = norrvik.town.files()

    assert {name: len(json.loads(text)) for name, text in files.items()} == {
        name: text.count("\n") - 2 for name, text in files.items()
    }


def test_last_day_of_a_class_is_the_day_before_the_next_begins(norrvik):
    mentor = [
        (row.starts_on, row.ends_on)
        for row in norrvik.roster.assignment_roles
        if norrvik.duty[row.duty_id].person_id == norrvik.who["mia"]
    ]

    assert [ends for _, ends in mentor[:-1]] == [starts for starts, _ in mentor[1:]]
    assert mentor[-1][1] - timedelta(days=1) == date(2027, 6, 30)

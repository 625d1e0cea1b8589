import re
from collections import Counter, defaultdict
from datetime import date

import pytest

from elevakt.doors.demo.rules.town import build_town
from elevakt.doors.demo.tests.rules.reading_town import TODAY, Read
from elevakt.trust.people.enums import Side
from elevakt.trust.people.rules.difference import difference
from elevakt.trust.people.rules.ss12000.reading import read_roster


def test_the_same_seed_gives_the_same_town(norrvik):
    again, other = build_town(7, TODAY), build_town(8, TODAY)

    assert again.files() == norrvik.town.files()
    assert again.extras == norrvik.extras
    assert other.files() != norrvik.town.files()


def test_taking_the_town_in_again_changes_nothing(norrvik):
    again = read_roster(build_town(7, TODAY).files())

    assert difference(norrvik.roster, again, today=TODAY).is_empty


@pytest.mark.parametrize(
    "today",
    [date(2026, 7, 1), date(2027, 6, 30), date(2028, 2, 29), date(2031, 1, 1)],
    ids=str,
)
def test_there_is_a_town_on_any_day(today):
    found = Read(today)

    assert found.groups_of(found.who["elis"], "Klass") == {"7B"}
    assert found.mentored_by(found.who["mia"]) == {"7B"}
    assert len(found.staff()) == 260
    assert 1900 <= len(found.pupils()) <= 2100


def test_the_schools(norrvik):
    pupils = {name: len(norrvik.pupils(unit)) for unit, name in norrvik.unit.items()}

    assert pupils == {
        "Norra skolan": 482,
        "Södra skolan": 402,
        "Björkängens skola": 485,
        "Sjöskolan": 98,
        "Västra skolan": 212,
        "Norrviks gymnasium": 358,
    }


def test_classes_have_twenty_to_twenty_eight_pupils(norrvik):
    members = Counter(row.group_id for row in norrvik.now(norrvik.roster.memberships))
    classes = [g for g in norrvik.now(norrvik.roster.groups) if g.group_type == "Klass"]

    assert len(classes) == 85
    assert {members[each.id] for each in classes} <= set(range(20, 29))


def test_every_class_has_a_mentor_and_every_school_a_principal(norrvik):
    mentored = {
        row.group_id
        for row in norrvik.now(norrvik.roster.assignment_roles)
        if row.role_type == "Mentor"
    }
    classes = {g.id for g in norrvik.now(norrvik.roster.groups) if g.group_type == "Klass"}
    led = Counter(
        row.school_unit_id
        for row in norrvik.now(norrvik.roster.duties)
        if row.duty_role == "Rektor"
    )

    assert mentored == classes
    assert led == dict.fromkeys(norrvik.unit, 1)


def test_the_cast_is_where_it_should_be(norrvik):
    who = norrvik.who

    assert norrvik.groups_of(who["elis"], "Klass") == {"7B"}
    assert norrvik.groups_of(who["tuva"], "Klass") == {"3B"}
    assert norrvik.groups_of(who["disa"], "Klass") == {"5A"}
    assert norrvik.groups_of(who["honour_pupil"], "Klass") == {"8A"}
    assert norrvik.groups_of(who["protected_pupil"], "Klass") == {"9A"}
    assert norrvik.taught_by(who["mia"]) == {"7A", "7B"}
    assert norrvik.mentored_by(who["mia"]) == {"7B"}
    assert norrvik.taught_by(who["tom"]) == {"7A Matematik", "7B Matematik", "8A Matematik"}
    assert norrvik.taught_by(who["lo"]) == {"7B Engelska", "8A Engelska"}
    assert norrvik.mentored_by(who["nils"]) == {"7A"}


def test_the_staff_of_the_cast_have_one_duty_each(norrvik):
    names = ["rut", "mia", "tom", "lo", "kim", "stina", "nils", "olof", "greta", "ada"]
    duties: dict[str, list] = {name: [] for name in names}
    for row in norrvik.now(norrvik.roster.duties):
        for name in names:
            if row.person_id == norrvik.who[name]:
                duties[name].append((row.duty_role, norrvik.unit.get(row.school_unit_id)))

    assert duties == {
        "rut": [("Rektor", "Norra skolan")],
        "mia": [("Lärare", "Norra skolan")],
        "tom": [("Lärare", "Norra skolan")],
        "lo": [("Lärare", "Norra skolan")],
        "kim": [("Kurator", "Norra skolan")],
        "stina": [("Speciallärare/specialpedagog", "Norra skolan")],
        "nils": [("Lärare", "Björkängens skola")],
        "olof": [("Annan personal", None)],
        "greta": [("Annan personal", None)],
        "ada": [("Annan personal", None)],
    }


def test_the_homes_of_the_cast(norrvik):
    who, homes = norrvik.who, norrvik.guardians
    address = {
        row.person_id: row.value for row in norrvik.roster.contacts if row.label == "Folkbokföring"
    }

    assert homes[who["elis"]] == homes[who["tuva"]] == [who["vera"], who["henrik"]]
    assert address[who["elis"]] == address[who["vera"]] != address[who["henrik"]]
    assert homes[who["disa"]][0] == who["lo"]


def test_there_are_many_at_norra_whom_tom_does_not_teach(norrvik):
    taught = norrvik.taught_by(norrvik.who["tom"])
    others = [
        pupil
        for pupil in norrvik.pupils(norrvik.who["unit_norra"])
        if norrvik.groups_of(pupil).isdisjoint(taught)
    ]

    assert len(others) > 350


def test_everybody_logs_in_as_somebody(norrvik):
    logins = {(each.user_name, each.side): each.person_id for each in norrvik.extras.logins}
    who = norrvik.who

    assert logins == {
        ("rektor.rut", Side.STAFF): who["rut"],
        ("mentor.mia", Side.STAFF): who["mia"],
        ("larare.tom", Side.STAFF): who["tom"],
        ("kurator.kim", Side.STAFF): who["kim"],
        ("specped.stina", Side.STAFF): who["stina"],
        ("handlaggare.olof", Side.STAFF): who["olof"],
        ("registrator.greta", Side.STAFF): who["greta"],
        ("administrator.ada", Side.STAFF): who["ada"],
        ("mentor.nils", Side.STAFF): who["nils"],
        ("larare.lo", Side.STAFF): who["lo"],
        ("larare.lo", Side.FAMILY): who["lo"],
        ("vardnadshavare.vera", Side.FAMILY): who["vera"],
        ("elev.elis", Side.FAMILY): who["elis"],
    }


def test_nobody_can_be_a_real_person(norrvik):
    roster = norrvik.roster
    numbers = [person.civic_no for person in roster.persons]
    contacts: dict[str, set] = {kind: set() for kind in ("email", "phone", "address")}
    for row in roster.contacts:
        contacts[row.kind].add(row.value)

    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"[0-9]{8}TF[0-9]{2}", number) for number in numbers)
    assert {value.partition("@")[2] for value in contacts["email"]} == {"example.se"}
    assert {int(value) for value in contacts["phone"]} <= set(range(701740605, 701740700))
    assert {value.split(", ")[1][:3] for value in contacts["address"]} == {"009"}


def test_there_are_homes_of_every_kind(norrvik):
    address = {
        row.person_id: row.value for row in norrvik.roster.contacts if row.label == "Folkbokföring"
    }
    relations = Counter(row.relation_type for row in norrvik.roster.responsibles)
    minors = [norrvik.guardians[pupil] for pupil in norrvik.pupils() if norrvik.guardians[pupil]]
    apart = [home for home in minors if len({address.get(each) for each in home}) == 2]

    assert set(relations) == {"Vårdnadshavare", "Annan ansvarig", "God man"}
    assert len(apart) > 300
    assert sum(len(home) == 1 for home in minors) > 100


def test_siblings_go_to_different_classes_and_schools(norrvik):
    homes = defaultdict(set)
    for row in norrvik.now(norrvik.roster.enrolments):
        if norrvik.guardians[row.person_id]:
            homes[tuple(norrvik.guardians[row.person_id])].add((row.person_id, row.school_unit_id))
    siblings = [home for home in homes.values() if len(home) > 1]

    assert len(siblings) > 400
    assert any(len({unit for _, unit in home}) > 1 for home in siblings)


def test_some_of_the_staff_have_children_at_school(norrvik):
    guardians = {guardian for home in norrvik.guardians.values() for guardian in home}

    assert len(norrvik.staff() & guardians) > 20


def test_some_share_a_name(norrvik):
    namesakes = [
        person.id
        for person in norrvik.roster.persons
        if person.name == "Elsa Lind" and person.id in norrvik.pupils()
    ]

    assert len({tuple(norrvik.guardians[each]) for each in namesakes}) == len(namesakes) == 2


def test_grown_up_pupils_may_still_be_sent_with_guardians(norrvik):
    grown_up = [
        pupil
        for pupil in norrvik.pupils()
        if norrvik.person[pupil].birth_date <= date(2008, 11, 21)
    ]
    with_guardians = [pupil for pupil in grown_up if norrvik.guardians[pupil]]

    assert 80 < len(grown_up) < 130
    assert 0 < len(with_guardians) < len(grown_up) / 2
